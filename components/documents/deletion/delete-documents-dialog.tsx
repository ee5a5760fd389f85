'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import type { DocumentRecord } from '@/lib/domain/document'
import { deleteDocuments } from './delete-documents'

interface DeleteDocumentsDialogProps {
  /** What to delete; the dialog is open while there is something. */
  documents: DocumentRecord[]
  onClose: () => void
  onDeleted: (ids: string[]) => void
  onReturnFocus: (event: Event) => void
}

export function DeleteDocumentsDialog({ documents, onClose, onDeleted, onReturnFocus }: DeleteDocumentsDialogProps) {
  const t = useTranslations('documents')
  const [done, setDone] = useState<number | null>(null)
  const total = documents.length
  const [first] = documents
  const title = total === 1 && first ? t('delete.title', { name: first.source }) : t('delete.titleMany', { count: total })

  async function confirm(): Promise<void> {
    setDone(0)
    const { deletedIds, failures } = await deleteDocuments(
      documents.map((document) => document.id),
      setDone,
    ).finally(() => setDone(null))
    onDeleted(deletedIds)
    const [failure] = failures
    if (failure) throw new Error(t('delete.partlyFailed', { failed: failures.length, total, reason: failure.message }))
  }

  return (
    <ConfirmDialog
      title={title}
      description={t('delete.description')}
      confirmLabel={done !== null && total > 1 ? t('list.deleting', { done, total }) : t('delete.confirm')}
      tone="danger"
      open={total > 0}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      onConfirm={confirm}
      onReturnFocus={onReturnFocus}
    />
  )
}
