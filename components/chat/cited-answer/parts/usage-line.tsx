'use client'

import { useTranslations } from 'next-intl'
import type { AnswerUsage } from '@/lib/domain/answer'

/** Which model answered, how long it took and how many tokens it used. */
export function UsageLine({ usage }: { usage: AnswerUsage | null }) {
  const t = useTranslations('answers')
  if (usage === null) return null
  const { modelName, inputTokens, outputTokens, firstTextMilliseconds, milliseconds } = usage
  const seconds = (value: number) => Math.round(value / 100) / 10
  const parts = [
    modelName ?? '',
    firstTextMilliseconds === null || modelName === null ? '' : t('firstText', { seconds: seconds(firstTextMilliseconds) }),
    t('took', { seconds: seconds(milliseconds) }),
    inputTokens === null || outputTokens === null ? '' : t('tokens', { input: inputTokens, output: outputTokens }),
  ]
  return <p className="mt-1 text-xs break-words text-text-muted">{parts.filter(Boolean).join(' · ')}</p>
}
