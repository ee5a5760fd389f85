'use client'

import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { languageCookie } from '@/components/i18n/choose-language'
import { writePreference } from '@/components/i18n/write-preference'
import { type Theme, themeCookie } from '@/components/shell/theme'
import { ChoiceGroup } from './choice-group'
import { SettingSection } from './setting-section'

/** Each language under its own name, so that a person who cannot read the present one finds theirs. */
const languages = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ko', label: '한국어', lang: 'ko' },
] as const

export function AppearanceSection({ initialTheme }: { initialTheme: Theme }) {
  const t = useTranslations('settings.appearance')
  const router = useRouter()
  const locale = useLocale()
  const [theme, setTheme] = useState(initialTheme)
  const themeOptions = [
    { value: 'system', label: t('themeSystem') },
    { value: 'light', label: t('themeLight') },
    { value: 'dark', label: t('themeDark') },
  ] as const

  function changeTheme(next: Theme): void {
    writePreference(themeCookie, next)
    if (next === 'system') delete document.documentElement.dataset.theme
    else document.documentElement.dataset.theme = next
    setTheme(next)
    router.refresh()
  }

  function changeLanguage(next: string): void {
    writePreference(languageCookie, next)
    router.refresh()
  }

  return (
    <SettingSection title={t('heading')}>
      <ChoiceGroup<Theme> label={t('theme')} name="theme" value={theme} options={themeOptions} onChange={changeTheme} />
      <ChoiceGroup<string> label={t('language')} name="language" value={locale} options={languages} onChange={changeLanguage} />
    </SettingSection>
  )
}
