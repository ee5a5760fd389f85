'use client'

import { useTranslations } from 'next-intl'
import { describeDuration } from '@/components/documents/queue/describe-duration'

/** Says a number of seconds as a person would. */
export function useDuration(): (seconds: number) => string {
  const t = useTranslations('models.duration')
  return (seconds) => {
    const { unit, count } = describeDuration(seconds)
    return t(unit, { count })
  }
}
