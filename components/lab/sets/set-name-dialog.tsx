'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/fields/text-field'
import type { TestSet } from '@/lib/domain/retrieval/test-set'
import { labApi } from '../addresses'

interface SetNameDialogProps {
  /** The set to name anew; null makes a new one. */
  set: TestSet | null
  onClose: () => void
  onSaved: (set: TestSet) => void
  onReturnFocus?: (event: Event) => void
}

export const longestSetName = 120

export function SetNameDialog({ set, onClose, onSaved, onReturnFocus }: SetNameDialogProps) {
  const t = useTranslations('lab.sets')
  const [name, setName] = useState(set?.name ?? '')
  const [isMissing, setMissing] = useState(false)
  const { busy, failure, run } = useApiAction<'save'>()

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const wanted = name.trim()
    setMissing(wanted === '')
    if (wanted === '') return
    await run('save', async () => {
      const request = set ? callApi<TestSet>(labApi.set(set.id), { method: 'PATCH', body: { name: wanted } }) : createSet(wanted)
      onSaved(await request)
    })
  }

  return (
    <Dialog
      title={t(set ? 'renameTitle' : 'createTitle')}
      {...(set ? {} : { description: t('createDescription') })}
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      {...(onReturnFocus ? { onReturnFocus } : {})}
    >
      <form noValidate onSubmit={save} className="flex flex-col gap-5">
        <TextField
          label={t('name')}
          placeholder={t('namePlaceholder')}
          value={name}
          maxLength={longestSetName}
          error={isMissing ? t('nameNeeded') : failure}
          onChange={(event) => setName(event.target.value)}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" loading={busy !== null}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

export function createSet(name: string): Promise<TestSet> {
  return callApi<TestSet>(labApi.sets, { method: 'POST', body: { name } })
}
