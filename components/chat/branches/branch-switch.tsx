'use client'

import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiFailure } from '../../api/api-failure'
import type { ShownMessage } from '../chat-state'

interface BranchSwitchProps {
  message: ShownMessage
  /** Null while an answer is being written: it belongs to the branch that is shown. */
  onShow: ((messageId: string) => Promise<void>) | null
}

const arrowClasses =
  'inline-flex size-7 items-center justify-center rounded-md hover:bg-surface-hover hover:text-text aria-disabled:cursor-not-allowed aria-disabled:opacity-40'

/** Arrows between the versions of a message. Nothing where there is but one. */
export function BranchSwitch({ message, onShow }: BranchSwitchProps) {
  const t = useTranslations('conversation')
  const [isFailed, setFailed] = useState(false)
  const { siblings, id } = message
  const index = siblings.indexOf(id)
  if (siblings.length < 2 || index < 0) return null

  async function show(messageId: string | undefined) {
    if (messageId === undefined || onShow === null) return
    setFailed(false)
    try {
      await onShow(messageId)
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setFailed(true)
    }
  }

  // Not `disabled` at the ends: that would take the focus from a person who steps through with the keyboard.
  const arrow = (to: string | undefined, label: string, Icon: typeof ChevronLeft) => (
    <button type="button" aria-label={label} aria-disabled={to === undefined || onShow === null || undefined} onClick={() => show(to)} className={arrowClasses}>
      <Icon aria-hidden size={16} />
    </button>
  )
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div role="group" aria-label={t('branches')} className="flex items-center text-[0.8125rem] text-text-muted">
      {arrow(siblings[index - 1], t('previous'), ChevronLeft)}
      <span aria-hidden className="px-0.5 tabular-nums">
        {t('place', { index: index + 1, count: siblings.length })}
      </span>
      <span role="status" className="sr-only">
        {t('placeAnnounced', { index: index + 1, count: siblings.length })}
      </span>
      {arrow(siblings[index + 1], t('next'), ChevronRight)}
      {isFailed ? (
        <span role="alert" className="ml-2 text-danger">
          {t('branchFailed')}
        </span>
      ) : null}
    </div>
  )
}
