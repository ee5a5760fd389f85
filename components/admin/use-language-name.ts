'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { type LanguageCode, undeterminedLanguage } from '@/lib/domain/language'

/** Names languages in the language of the interface: "ko" is "Korean" or "한국어". */
export function useLanguageName(): (code: LanguageCode) => string {
  const t = useTranslations('admin.language')
  const locale = useLocale()
  const names = useMemo(() => new Intl.DisplayNames([locale], { type: 'language', fallback: 'code' }), [locale])
  return (code) => (code === undeterminedLanguage ? t('und') : (names.of(code) ?? code))
}
