'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ApiFailure } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { ChoiceField } from '@/components/ui/fields/choice-field'
import type { SiteRecord } from '@/lib/domain/site'
import { siteName } from './site-name'

interface DeleteSiteDialogProps {
  /** What to remove; the dialog is open while there is one. */
  site: SiteRecord | null
  onClose: () => void
  onDeleted: () => void
  onReturnFocus: (event: Event) => void
}

/** Asks what becomes of the documents. Keeping them is chosen until a person says otherwise. */
export function DeleteSiteDialog({ site, onClose, onDeleted, onReturnFocus }: DeleteSiteDialogProps) {
  const t = useTranslations('sites.delete')
  return (
    <Dialog
      title={t('title', { name: site ? siteName(site.url) : '' })}
      description={t('description')}
      open={site !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      onReturnFocus={onReturnFocus}
    >
      {site ? (
        <DeleteSiteForm
          site={site}
          onDeleted={() => {
            onDeleted()
            onClose()
          }}
        />
      ) : null}
    </Dialog>
  )
}

function DeleteSiteForm({ site, onDeleted }: { site: SiteRecord; onDeleted: () => void }) {
  const t = useTranslations('sites.delete')
  const [documents, setDocuments] = useState<'keep' | 'delete'>('keep')
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)

  async function confirm(): Promise<void> {
    setBusy(true)
    setFailure(null)
    try {
      await callApi(`/api/sites/${encodeURIComponent(site.id)}?documents=${documents}`, { method: 'DELETE' })
      onDeleted()
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setFailure(error.message)
    } finally {
      setBusy(false)
    }
  }

  return (
    <div className="flex flex-col gap-5">
      <ChoiceField
        label={t('documents')}
        name="documents"
        value={documents}
        options={[
          { value: 'keep', label: t('keep') },
          { value: 'delete', label: t('delete') },
        ]}
        onChange={setDocuments}
      />
      {failure ? <ErrorNotice message={failure} /> : null}
      <div className="flex justify-end">
        <Button variant="danger" loading={isBusy} onClick={() => void confirm()}>
          {t('confirm')}
        </Button>
      </div>
    </div>
  )
}
