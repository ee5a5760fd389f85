'use client'

import { useLocale } from 'next-intl'
import { type ErrorCode, errorCatalog } from '@/lib/domain/error-catalog'

/** What an error code means, in the interface's language. */
export function useErrorText(): (code: ErrorCode) => string {
  const language = useLocale() === 'ko' ? 'ko' : 'en'
  return (code) => errorCatalog[code][language]
}
