'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'

export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 32 32" className="shrink-0">
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path d="M9 8.5h8.2a7 7 0 0 1 7 7v1a7 7 0 0 1-7 7H9z" fill="none" stroke="var(--accent-contrast)" strokeWidth="2.4" strokeLinejoin="round" />
      <path d="M13.2 13.8h6M13.2 18.2h3.6" stroke="var(--accent-contrast)" strokeWidth="2.2" strokeLinecap="round" />
    </svg>
  )
}

export function Wordmark() {
  const t = useTranslations('shell')
  return (
    <Link href="/" className="inline-flex items-center gap-2.5 rounded-lg text-[1.0625rem] font-semibold tracking-tight">
      <Logo />
      {t('name')}
    </Link>
  )
}
