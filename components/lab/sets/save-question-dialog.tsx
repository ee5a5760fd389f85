'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { SelectField } from '@/components/ui/fields/select-field'
import { TextField } from '@/components/ui/fields/text-field'
import { Spinner } from '@/components/ui/spinner'
import type { TestJudgement, TestSet } from '@/lib/domain/retrieval/test-set'
import { labApi } from '../addresses'
import { createSet, longestSetName } from './set-name-dialog'
import { useTestSets } from './use-test-sets'

interface SaveQuestionDialogProps {
  question: string
  judgements: TestJudgement[]
  onClose: () => void
  onSaved: (set: TestSet) => void
}

const newSet = 'new'

/** Puts a question with its right passages into a set: one that is there, or a new one. */
export function SaveQuestionDialog(props: SaveQuestionDialogProps) {
  const t = useTranslations('lab.save')
  const { sets, failure, reload } = useTestSets()
  return (
    <Dialog
      title={t('title')}
      description={t('description', { question: props.question, count: props.judgements.length })}
      open
      onOpenChange={(open) => (open ? undefined : props.onClose())}
    >
      {sets ? <SaveForm {...props} sets={sets} /> : null}
      {!sets && !failure ? <Spinner label={t('loading')} /> : null}
      {failure ? <ErrorNotice message={failure} onRetry={reload} /> : null}
    </Dialog>
  )
}

function SaveForm({ question, judgements, sets, onClose, onSaved }: SaveQuestionDialogProps & { sets: TestSet[] }) {
  const t = useTranslations('lab.save')
  const [setId, setSetId] = useState(sets[0]?.id ?? newSet)
  const [name, setName] = useState('')
  const [isMissing, setMissing] = useState(false)
  const { busy, failure, run } = useApiAction<'save'>()

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault()
    const wanted = name.trim()
    setMissing(setId === newSet && wanted === '')
    if (setId === newSet && wanted === '') return
    await run('save', async () => {
      const set = sets.find(({ id }) => id === setId) ?? (await createSet(wanted))
      await callApi(labApi.questions(set.id), { method: 'POST', body: { questions: [{ text: question, judgements }] } })
      onSaved(set)
    })
  }

  return (
    <form noValidate onSubmit={save} className="flex flex-col gap-4">
      {sets.length > 0 ? (
        <SelectField
          label={t('set')}
          value={setId}
          options={[...sets.map(({ id, name: label }) => ({ value: id, label })), { value: newSet, label: t('newSet') }]}
          onChange={(event) => setSetId(event.target.value)}
        />
      ) : null}
      {setId === newSet ? (
        <TextField
          label={t('newName')}
          value={name}
          maxLength={longestSetName}
          error={isMissing ? t('nameNeeded') : null}
          onChange={(event) => setName(event.target.value)}
        />
      ) : null}
      {failure ? <ErrorNotice message={failure} /> : null}
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" loading={busy !== null}>
          {t('save')}
        </Button>
      </div>
    </form>
  )
}
