'use client'

import { X } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { uploadLimits } from '@/lib/domain/upload-limits'
import { formatByteSize } from '../format-byte-size'
import { countSentBytes, type RefusedFile, type UploadState } from './upload-state'

interface UploadPanelProps {
  state: UploadState
  onCancel: () => void
  onRetryUnsent: () => void
  onDismiss: () => void
}

/** What is on its way to the server, and what did not make it, with the reason. */
export function UploadPanel({ state, onCancel, onRetryUnsent, onDismiss }: UploadPanelProps) {
  const t = useTranslations('documents.upload')
  const isSending = state.activeGroups > 0
  return (
    <>
      {isSending ? <SendingPanel state={state} onCancel={onCancel} /> : null}
      <p aria-live="polite" className="sr-only">
        {!isSending && state.receivedCount > 0 ? t('received', { count: state.receivedCount }) : ''}
      </p>
      <UnsentNotice state={state} onRetry={onRetryUnsent} onDismiss={onDismiss} />
      <RefusedList state={state} onDismiss={onDismiss} />
    </>
  )
}

function SendingPanel({ state, onCancel }: { state: UploadState; onCancel: () => void }) {
  const t = useTranslations('documents.upload')
  const locale = useLocale()
  const sentBytes = countSentBytes(state)
  return (
    <div className="flex flex-col gap-2 rounded-xl border border-border bg-surface-raised p-4 text-sm">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <p className="flex-1 basis-44 font-medium tabular-nums">{t('progress', { sent: state.settledFiles, total: state.totalFiles })}</p>
        <p className="text-text-muted tabular-nums">
          {t('bytes', { sent: formatByteSize(sentBytes, locale), total: formatByteSize(state.totalBytes, locale) })}
        </p>
        <Button size="sm" variant="ghost" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
      <ProgressBar value={sentBytes} max={state.totalBytes} label={t('progressLabel')} />
    </div>
  )
}

function UnsentNotice({ state, onRetry, onDismiss }: { state: UploadState; onRetry: () => void; onDismiss: () => void }) {
  const t = useTranslations('documents.upload')
  if (state.unsent.length === 0) return null
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 rounded-[10px] bg-danger-soft py-2.5 pr-2 pl-4 text-sm">
      <div className="min-w-40 flex-1">
        <p className="font-semibold">{t('unsent', { count: state.unsent.length })}</p>
        <p>{state.failureMessage}</p>
      </div>
      <Button size="sm" onClick={onRetry}>
        {t('retry')}
      </Button>
      <IconButton size="sm" label={t('dismiss')} onClick={onDismiss}>
        <X aria-hidden size={16} />
      </IconButton>
    </div>
  )
}

/** Names beyond this many are counted, not listed. */
const listedAtMost = 50

function RefusedList({ state, onDismiss }: { state: UploadState; onDismiss: () => void }) {
  const t = useTranslations('documents.upload')
  const { refused, hiddenCount } = state
  if (refused.length === 0 && hiddenCount === 0) return null
  return (
    <div role="alert" className="flex items-start gap-2 rounded-[10px] bg-warning-soft py-2 pr-2 pl-4 text-sm">
      <div className="min-w-0 flex-1 py-1">
        {refused.length > 0 ? <p className="font-semibold">{t('rejected', { count: refused.length })}</p> : null}
        <ul className="max-h-56 overflow-y-auto">
          {refused.slice(0, listedAtMost).map((file) => (
            <RefusedItem key={file.source} file={file} />
          ))}
        </ul>
        {refused.length > listedAtMost ? <p>{t('more', { count: refused.length - listedAtMost })}</p> : null}
        {hiddenCount > 0 ? <p className="text-text-muted">{t('skipped', { count: hiddenCount })}</p> : null}
      </div>
      <IconButton size="sm" label={t('dismiss')} onClick={onDismiss}>
        <X aria-hidden size={16} />
      </IconButton>
    </div>
  )
}

function RefusedItem({ file }: { file: RefusedFile }) {
  const t = useTranslations('documents.upload')
  const locale = useLocale()
  const reason = 'reason' in file ? t(file.reason, { size: formatByteSize(uploadLimits.maxFileBytes, locale) }) : file.message
  return (
    <li className="mt-1 wrap-anywhere">
      <span className="font-medium">{file.source}</span> — {reason}
    </li>
  )
}
