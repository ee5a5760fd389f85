'use client'

import { useTranslations } from 'next-intl'
import { useEffect } from 'react'

/**
 * Names the window where the page's own metadata cannot: a new chat gets its address, and so its title, without a
 * navigation. Null leaves the title as it is.
 */
export function usePageTitle(title: string | null): void {
  const t = useTranslations('shell')
  const whole = title === null ? null : `${title} · ${t('name')}`
  useEffect(() => {
    if (whole === null) return
    // After the router has looked at the title: it reads a title that changed with the address out loud, over the answer.
    const timer = setTimeout(() => {
      document.title = whole
    })
    return () => clearTimeout(timer)
  }, [whole])
}
