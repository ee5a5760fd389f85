'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useRef, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { TextArea } from '@/components/ui/fields/text-area'
import { TextField } from '@/components/ui/fields/text-field'
import type { DocumentRecord } from '@/lib/domain/document'
import { uploadLimits } from '@/lib/domain/upload-limits'

interface PasteTextDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  onAdded: (documents: DocumentRecord[]) => void
}

/** A press beside the dialog must not throw away what was pasted; Escape and the close button still do. */
function keepOpen(event: Event): void {
  event.preventDefault()
}

export function PasteTextDialog({ open, onOpenChange, onAdded }: PasteTextDialogProps) {
  const t = useTranslations('documents.paste')
  return (
    <Dialog title={t('title')} description={t('description')} open={open} onOpenChange={onOpenChange} onPressOutside={keepOpen} width="lg">
      <PasteTextForm
        onAdded={(document) => {
          onAdded([document])
          onOpenChange(false)
        }}
      />
    </Dialog>
  )
}

type Problem = { field: 'name' | 'text'; key: 'nameMissing' | 'textMissing' | 'textTooLong' }

function findProblem(name: string, text: string): Problem | null {
  if (name.trim() === '') return { field: 'name', key: 'nameMissing' }
  if (text.trim() === '') return { field: 'text', key: 'textMissing' }
  return text.length > uploadLimits.maxPastedTextCharacters ? { field: 'text', key: 'textTooLong' } : null
}

function PasteTextForm({ onAdded }: { onAdded: (document: DocumentRecord) => void }) {
  const t = useTranslations('documents.paste')
  const form = useRef<HTMLFormElement>(null)
  const [name, setName] = useState('')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const { busy, failure, run } = useApiAction<'add'>()
  const errorOf = (field: Problem['field']) =>
    problem?.field === field ? t(problem.key, { count: text.length, limit: uploadLimits.maxPastedTextCharacters }) : null

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const found = findProblem(name, text)
    setProblem(found)
    if (found) return form.current?.querySelector<HTMLElement>(`[name="${found.field}"]`)?.focus()
    await run('add', async () =>
      onAdded((await callApi<{ document: DocumentRecord }>('/api/ingest', { method: 'POST', body: { source: name.trim(), text } })).document),
    )
  }

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-4">
      <TextField
        name="name"
        dir="auto"
        label={t('name')}
        hint={t('nameHint')}
        error={errorOf('name')}
        value={name}
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
        maxLength={255}
      />
      <TextArea
        name="text"
        dir="auto"
        label={t('text')}
        hint={t('characters', { count: text.length })}
        error={errorOf('text')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        rows={10}
      />
      {failure ? <ErrorNotice message={failure} /> : null}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={busy !== null}>
          {t('add')}
        </Button>
      </div>
    </form>
  )
}
