'use client'

import { ArrowDown } from 'lucide-react'
import { useTranslations } from 'next-intl'

export function JumpToLatest({ onJump }: { onJump: () => void }) {
  const t = useTranslations('chat')
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute -top-12 left-1/2 inline-flex h-9 -translate-x-1/2 items-center gap-1.5 rounded-full border border-border bg-surface-raised px-3.5 text-sm font-medium shadow-md hover:bg-surface-hover"
    >
      <ArrowDown aria-hidden size={15} />
      {t('jumpToLatest')}
    </button>
  )
}
