'use client'

import { useTranslations } from 'next-intl'
import type { Verdict } from '@/lib/domain/answer'
import { useAnswer } from '../answer-context'

/** How many of an answer's sentences are supported, in one quiet line; nothing where nothing was checked. */
export function CheckSummary() {
  const t = useTranslations('answers')
  const { checks } = useAnswer().answer
  if (checks.length === 0) return null
  const count = (verdict: Verdict) => checks.filter((check) => check.verdict === verdict).length
  const [weak, unsupported] = [count('weak'), count('unsupported')]
  const parts = [
    t('supportedCount', { supported: count('supported'), count: checks.length }),
    weak ? t('weakCount', { count: weak }) : '',
    unsupported ? t('unsupportedCount', { count: unsupported }) : '',
  ]
  return (
    <p data-testid="check-summary" className="mt-3 text-[0.8125rem] text-text-muted">
      {parts.filter(Boolean).join(' · ')}
    </p>
  )
}
