'use client'

import { Languages } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useLocale, useTranslations } from 'next-intl'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuChoice } from '../ui/menu'
import { languageCookie } from './choose-language'
import { writePreference } from './write-preference'

/** Each language under its own name, so that a person who cannot read the present one finds theirs. */
const languages = [
  { value: 'en', label: 'English', lang: 'en' },
  { value: 'ko', label: '한국어', lang: 'ko' },
]

export function LanguageSwitch() {
  const t = useTranslations('shell')
  const router = useRouter()

  function change(language: string) {
    writePreference(languageCookie, language)
    router.refresh()
  }

  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <IconButton label={t('language')} size="sm">
          <Languages aria-hidden size={18} />
        </IconButton>
      }
    >
      <MenuChoice label={t('language')} value={useLocale()} options={languages} onChange={change} />
    </Menu>
  )
}
