'use client'

import { useTranslations } from 'next-intl'
import { languageOf } from '../../../i18n/language-of'

/** What a reasoning model thought before it wrote, folded away. Plain text: nothing in it is a mark or a link. */
export function ReasoningFold({ reasoning, isThinking }: { reasoning: string | null; isThinking: boolean }) {
  const t = useTranslations('answers')
  if (!reasoning) return null
  return (
    <details className="mb-2.5 text-[0.8125rem] text-text-muted">
      <summary className="w-fit rounded py-1 hover:text-text">{t(isThinking ? 'thinking' : 'thoughts')}</summary>
      <p dir="auto" lang={languageOf(reasoning)} className="mt-1 max-h-72 overflow-y-auto border-s-2 border-border ps-3 break-words whitespace-pre-wrap">
        {reasoning.trim()}
      </p>
    </details>
  )
}
