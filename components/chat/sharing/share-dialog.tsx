'use client'

import { Check, Copy } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { Conversation } from '@/lib/domain/conversation'
import { callApi } from '../../api/call-api'
import { useApiAction } from '../../api/use-api-action'
import { Button, buttonClasses } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { ErrorNotice } from '../../ui/error-notice'
import { TextField } from '../../ui/fields/text-field'
import { copyText } from '../cited-answer/copy-text'

interface ShareDialogProps {
  conversationId: string
  /** Null while it is not shared. */
  shareId: string | null
  open: boolean
  onOpenChange: (open: boolean) => void
  onShared: (shareId: string | null) => void
  onReturnFocus: (event: Event) => void
}

/** Gives a conversation a read-only page, shows its address, and takes it back. */
export function ShareDialog({ conversationId, shareId, open, onOpenChange, onShared, onReturnFocus }: ShareDialogProps) {
  const t = useTranslations('conversation.sharing')
  const { busy, failure, run } = useApiAction<'share' | 'stop'>()
  const path = `/api/conversations/${encodeURIComponent(conversationId)}/share`
  const share = () => run('share', async () => onShared((await callApi<Conversation>(path, { method: 'POST' })).shareId))
  const stop = () =>
    run('stop', async () => {
      await callApi(path, { method: 'DELETE' })
      onShared(null)
    })
  return (
    <Dialog title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange} onReturnFocus={onReturnFocus}>
      <div className="flex flex-col gap-4">
        {failure ? <ErrorNotice message={failure} /> : null}
        {shareId === null ? (
          <div className="flex justify-end">
            <Button variant="primary" loading={busy === 'share'} onClick={share}>
              {t('create')}
            </Button>
          </div>
        ) : (
          <>
            <SharedAddress shareId={shareId} />
            <div className="flex flex-wrap justify-end gap-2">
              <Button loading={busy === 'stop'} onClick={stop}>
                {t('stop')}
              </Button>
              <Link href={`/share/${shareId}`} prefetch={false} className={buttonClasses('primary')}>
                {t('open')}
              </Link>
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}

function SharedAddress({ shareId }: { shareId: string }) {
  const t = useTranslations('conversation.sharing')
  const [result, setResult] = useState<'copied' | 'refused' | null>(null)
  const address = `${window.location.origin}/share/${shareId}`
  const copy = () =>
    copyText(address).then(
      () => setResult('copied'),
      () => setResult('refused'),
    )
  return (
    <div>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <TextField label={t('address')} value={address} readOnly onFocus={(event) => event.target.select()} />
        </div>
        <Button onClick={copy}>
          {result === 'copied' ? <Check aria-hidden size={16} className="text-success" /> : <Copy aria-hidden size={16} />}
          {t('copy')}
        </Button>
      </div>
      <p className="mt-2 text-sm text-text-muted">{t('live')}</p>
      <p role="status" className="text-sm text-text-muted empty:hidden">
        {result ? t(result) : ''}
      </p>
    </div>
  )
}
