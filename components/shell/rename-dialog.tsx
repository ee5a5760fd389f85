'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import type { ConversationSummary } from '@/lib/domain/conversation'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { TextField } from '../ui/fields/text-field'
import { useConversations } from './conversations-context'

interface RenameDialogProps {
  conversation: ConversationSummary
  onClose: () => void
  onReturnFocus: (event: Event) => void
}

export function RenameDialog({ conversation, onClose, onReturnFocus }: RenameDialogProps) {
  const t = useTranslations('shell')
  const { rename } = useConversations()
  const [title, setTitle] = useState(conversation.title)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  async function save(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    try {
      await rename(conversation.id, title.trim())
      onClose()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('unknownFailure'))
      setBusy(false)
    }
  }

  return (
    <Dialog title={t('renameTitle')} open onOpenChange={(open) => (open ? undefined : onClose())} onReturnFocus={onReturnFocus}>
      <form onSubmit={save} className="flex flex-col gap-5">
        <TextField label={t('conversationName')} value={title} maxLength={120} error={failure} onChange={(event) => setTitle(event.target.value)} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" loading={busy} disabled={title.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
