'use client'

import { Monitor, Moon, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { writePreference } from '../i18n/write-preference'
import { IconButton } from '../ui/icon-button'
import { Menu, MenuChoice } from '../ui/menu'
import { readTheme, type Theme, themeCookie } from './theme'

const icons = { system: Monitor, light: Sun, dark: Moon }

function applyTheme(theme: Theme) {
  if (theme === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

export function ThemeSwitch({ initialTheme }: { initialTheme: Theme }) {
  const t = useTranslations('shell')
  const [theme, setTheme] = useState(initialTheme)
  const labels: Record<Theme, string> = { system: t('themeSystem'), light: t('themeLight'), dark: t('themeDark') }
  const Icon = icons[theme]

  function change(value: string) {
    const next = readTheme(value)
    writePreference(themeCookie, next)
    applyTheme(next)
    setTheme(next)
  }

  return (
    <Menu
      side="top"
      align="start"
      trigger={
        <IconButton label={t('theme')} size="sm">
          <Icon aria-hidden size={18} />
        </IconButton>
      }
    >
      <MenuChoice label={t('theme')} value={theme} options={Object.entries(labels).map(([value, label]) => ({ value, label }))} onChange={change} />
    </Menu>
  )
}
