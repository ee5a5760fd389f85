'use client'

import { ThumbsDown, ThumbsUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type RefObject, useRef, useState } from 'react'
import type { AnswerFeedback, FeedbackValue } from '@/lib/domain/conversation'
import { useApiAction } from '../../api/use-api-action'
import { IconButton } from '../../ui/icon-button'
import { FeedbackReason } from './feedback-reason'

interface FeedbackButtonsProps {
  feedback: AnswerFeedback | null
  /** Null takes it back. Rejects with an `ApiFailure` when it could not be kept. */
  onFeedback: (feedback: AnswerFeedback | null) => Promise<void>
}

/**
 * Was this answer good? A thumb up also puts the question with what it cites into a test set, a thumb down asks why. Pressing the same
 * one again takes it back.
 */
export function FeedbackButtons({ feedback, onFeedback }: FeedbackButtonsProps) {
  const t = useTranslations('chat.feedback')
  const [asksReason, setAsksReason] = useState(false)
  const [notice, setNotice] = useState<'savedUp' | 'savedDown' | 'savedReason' | null>(null)
  const { busy, failure, run } = useApiAction<FeedbackValue | 'reason'>()
  const downRef = useRef<HTMLButtonElement>(null)

  async function press(value: FeedbackValue): Promise<void> {
    const next = feedback?.value === value ? null : { value, reason: null }
    setNotice(null)
    await run(value, async () => {
      await onFeedback(next)
      setAsksReason(next?.value === 'down')
      setNotice(next === null ? null : value === 'up' ? 'savedUp' : 'savedDown')
    })
  }

  async function giveReason(reason: string): Promise<void> {
    await run('reason', async () => {
      await onFeedback({ value: 'down', reason })
      setNotice('savedReason')
      closeReason(downRef)
    })
  }

  function closeReason(focused: RefObject<HTMLButtonElement | null>): void {
    setAsksReason(false)
    focused.current?.focus()
  }

  return (
    <>
      <ThumbButton value="up" chosen={feedback?.value} isBusy={busy !== null} onPress={() => void press('up')} />
      <ThumbButton buttonRef={downRef} value="down" chosen={feedback?.value} isBusy={busy !== null} onPress={() => void press('down')} />
      <span role="status" className="ml-1 text-sm text-text-muted">
        {notice && !failure ? t(notice) : ''}
      </span>
      {failure ? (
        <p role="alert" className="basis-full pl-2 text-sm text-danger">
          {failure}
        </p>
      ) : null}
      {asksReason ? <FeedbackReason isBusy={busy === 'reason'} onSend={giveReason} onClose={() => closeReason(downRef)} /> : null}
      {feedback?.reason && !asksReason ? (
        <p className="basis-full pl-2 text-sm text-text-muted wrap-anywhere">{t('yourReason', { reason: feedback.reason })}</p>
      ) : null}
    </>
  )
}

interface ThumbButtonProps {
  value: FeedbackValue
  chosen: FeedbackValue | undefined
  isBusy: boolean
  onPress: () => void
  buttonRef?: RefObject<HTMLButtonElement | null>
}

function ThumbButton({ value, chosen, isBusy, onPress, buttonRef }: ThumbButtonProps) {
  const t = useTranslations('chat.feedback')
  const Icon = value === 'up' ? ThumbsUp : ThumbsDown
  const isChosen = chosen === value
  return (
    <IconButton
      ref={buttonRef}
      size="sm"
      label={t(value)}
      aria-pressed={isChosen}
      aria-disabled={isBusy || undefined}
      onClick={() => (isBusy ? undefined : onPress())}
      className={isChosen ? 'text-accent' : ''}
    >
      <Icon aria-hidden size={16} className={isChosen ? 'fill-accent-soft' : ''} />
    </IconButton>
  )
}
