'use client'

import { CircleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from './button'

interface ErrorNoticeProps {
  title?: string
  message: string
  onRetry?: () => void
}

export function ErrorNotice({ title, message, onRetry }: ErrorNoticeProps) {
  const t = useTranslations('shell')
  return (
    <div role="alert" className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded-[10px] bg-danger-soft px-4 py-3 text-sm">
      <CircleAlert aria-hidden size={18} className="mt-0.5 shrink-0 text-danger" />
      <div className="min-w-40 flex-1 break-words">
        {title ? <p className="font-semibold">{title}</p> : null}
        <p>{message}</p>
      </div>
      {onRetry ? (
        <Button size="sm" onClick={onRetry}>
          {t('tryAgain')}
        </Button>
      ) : null}
    </div>
  )
}
