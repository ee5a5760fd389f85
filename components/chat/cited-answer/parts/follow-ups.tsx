'use client'

import { CornerDownRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { languageOf } from '../../../i18n/language-of'

/** Questions that may come next, one press each. */
export function FollowUps({ questions, onAsk }: { questions: string[]; onAsk: (question: string) => void }) {
  const t = useTranslations('answers')
  if (questions.length === 0) return null
  return (
    <ul aria-label={t('followUps')} className="mt-4 flex flex-col items-start gap-1.5">
      {questions.map((question) => (
        <li key={question} className="max-w-full">
          <button
            type="button"
            dir="auto"
            lang={languageOf(question)}
            onClick={() => onAsk(question)}
            className="flex max-w-full items-start gap-2 rounded-[10px] border border-border px-3 py-2 text-start text-sm break-words transition-colors hover:bg-surface-hover"
          >
            <CornerDownRight aria-hidden size={15} className="mt-0.5 shrink-0 text-text-muted" />
            <span className="min-w-0">{question}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
