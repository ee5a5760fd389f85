'use client'

import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import type { Summary } from '@/lib/domain/summary'
import { AnswerContext } from '../../chat/cited-answer/answer-context'
import { AnswerText } from '../../chat/cited-answer/answer-text'
import { CheckSummary } from '../../chat/cited-answer/checks/check-summary'
import type { CitedPlace } from '../../chat/cited-answer/resolve-citation'

/** A summary as an answer is shown: marks that open their places, and behind each sentence what its check found. */
export function SummaryText({ summary, onOpenPlace }: { summary: Summary; onOpenPlace: (place: CitedPlace) => void }) {
  const t = useTranslations('summaries')
  const context = useMemo(() => ({ answer: summary.answer, openPlace: onOpenPlace }), [summary, onOpenPlace])
  const checkedEnds = useMemo(() => summary.answer.checks.map(({ end }) => end), [summary])
  return (
    <AnswerContext value={context}>
      <div data-summary={summary.answer.kind} className="min-w-0">
        <p className="mb-3 text-[0.8125rem] text-text-muted">{summary.modelName === null ? t('ownSentences') : t('writtenBy', { model: summary.modelName })}</p>
        <AnswerText text={summary.answer.text} checkedEnds={checkedEnds} />
        <CheckSummary />
      </div>
    </AnswerContext>
  )
}
