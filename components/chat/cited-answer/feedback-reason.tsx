'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type KeyboardEvent, useState } from 'react'
import { Button } from '../../ui/button'
import { TextArea } from '../../ui/fields/text-area'

interface FeedbackReasonProps {
  isBusy: boolean
  onSend: (reason: string) => Promise<void>
  onClose: () => void
}

const suggestions = ['wrong', 'incomplete', 'source'] as const
const longestReason = 1000

/** Asks what was wrong, once the thumb is down. It may be left unsaid. */
export function FeedbackReason({ isBusy, onSend, onClose }: FeedbackReasonProps) {
  const t = useTranslations('chat.feedback')
  const [reason, setReason] = useState('')

  function send(event: FormEvent): void {
    event.preventDefault()
    if (reason.trim()) void onSend(reason.trim())
  }

  function closeOnEscape(event: KeyboardEvent): void {
    if (event.key === 'Escape') onClose()
  }

  return (
    <form onSubmit={send} onKeyDown={closeOnEscape} className="mt-2 ml-2 flex basis-full flex-col gap-3 rounded-xl border border-border bg-surface p-3">
      <div className="flex flex-wrap gap-1.5">
        {suggestions.map((suggestion) => (
          <Button key={suggestion} size="sm" disabled={isBusy} onClick={() => void onSend(t(`reasons.${suggestion}`))}>
            {t(`reasons.${suggestion}`)}
          </Button>
        ))}
      </div>
      <TextArea label={t('reason')} rows={2} value={reason} maxLength={longestReason} onChange={(event) => setReason(event.target.value)} />
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" loading={isBusy} disabled={reason.trim() === ''}>
          {t('send')}
        </Button>
        <Button size="sm" variant="ghost" onClick={onClose}>
          {t('skip')}
        </Button>
      </div>
    </form>
  )
}
