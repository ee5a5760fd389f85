'use client'

import { useTranslations } from 'next-intl'
import { AlertDialog } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { Button } from './button'
import { overlayClasses } from './dialog'
import { ErrorNotice } from './error-notice'
import { useReturnFocus } from './use-return-focus'

interface ConfirmDialogProps {
  title: string
  description: string
  confirmLabel: string
  tone?: 'default' | 'danger'
  /** The dialog stays open and busy until this settles; a rejection is shown inside it. */
  onConfirm: () => Promise<void> | void
  trigger?: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Called as the focus is about to go back to where it was; prevent it to put the focus elsewhere. */
  onReturnFocus?: (event: Event) => void
}

export function ConfirmDialog({
  title,
  description,
  confirmLabel,
  tone = 'default',
  onConfirm,
  trigger,
  open,
  onOpenChange,
  onReturnFocus,
}: ConfirmDialogProps) {
  const t = useTranslations('shell')
  const returnFocus = useReturnFocus(onReturnFocus)
  const [ownOpen, setOwnOpen] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  function changeOpen(next: boolean) {
    if (busy) return
    setFailure(null)
    setOwnOpen(next)
    onOpenChange?.(next)
  }

  async function confirm() {
    setBusy(true)
    setFailure(null)
    try {
      await onConfirm()
      setOwnOpen(false)
      onOpenChange?.(false)
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('unknownFailure'))
    } finally {
      setBusy(false)
    }
  }

  return (
    <AlertDialog.Root open={open ?? ownOpen} onOpenChange={changeOpen}>
      {trigger ? <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger> : null}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={overlayClasses} />
        <AlertDialog.Content
          {...returnFocus}
          className="fixed top-1/2 left-1/2 z-50 w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 animate-appear rounded-xl border border-border bg-surface-raised p-5 shadow-xl sm:p-6"
        >
          <AlertDialog.Title className="text-lg font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-sm break-words text-text-muted">{description}</AlertDialog.Description>
          {failure ? (
            <div className="mt-4">
              <ErrorNotice message={failure} />
            </div>
          ) : null}
          <div className="mt-6 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button variant="secondary" disabled={busy}>
                {t('cancel')}
              </Button>
            </AlertDialog.Cancel>
            <Button variant={tone === 'danger' ? 'danger' : 'primary'} loading={busy} onClick={confirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
