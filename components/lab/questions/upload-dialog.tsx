'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { ErrorNotice } from '@/components/ui/error-notice'
import { labApi } from '../addresses'
import type { UploadOutcome } from './upload-outcome'

interface UploadDialogProps {
  setId: string
  onClose: () => void
  onUploaded: () => void
}

const parts = ['queries', 'qrels', 'corpus'] as const
type Part = (typeof parts)[number]

const examples: Record<Part, string> = {
  queries: '{"_id": "q1", "text": "Who founded the library?"}',
  qrels: 'query-id\tcorpus-id\tscore\nq1\thistory.md\t1',
  corpus: '{"_id": "d1", "title": "History", "text": "…"}',
}

/** Takes a set in the form of the BEIR benchmarks: questions, which documents answer them, and if wanted the documents. */
export function UploadDialog({ setId, onClose, onUploaded }: UploadDialogProps) {
  const t = useTranslations('lab.upload')
  const [files, setFiles] = useState<Partial<Record<Part, File>>>({})
  const [isMissing, setMissing] = useState(false)
  const [outcome, setOutcome] = useState<UploadOutcome | null>(null)
  const { busy, failure, run } = useApiAction<'upload'>()

  async function upload(event: FormEvent): Promise<void> {
    event.preventDefault()
    const isWhole = files.queries !== undefined && files.qrels !== undefined
    setMissing(!isWhole)
    if (!isWhole) return
    const body = new FormData()
    for (const part of parts) {
      const file = files[part]
      if (file) body.append(part, file, file.name)
    }
    await run('upload', async () => {
      setOutcome(await callApi<UploadOutcome>(labApi.upload(setId), { method: 'POST', body }))
      onUploaded()
    })
  }

  return (
    <Dialog width="lg" title={t('title')} description={t('description')} open onOpenChange={(open) => (open ? undefined : onClose())}>
      {outcome ? (
        <Outcome outcome={outcome} onClose={onClose} />
      ) : (
        <form noValidate onSubmit={upload} className="flex flex-col gap-5">
          {parts.map((part) => (
            <FilePart
              key={part}
              part={part}
              isMissing={isMissing && part !== 'corpus' && !files[part]}
              onFile={(file) => setFiles({ ...files, [part]: file })}
            />
          ))}
          {failure ? <ErrorNotice title={t('failed')} message={failure} /> : null}
          <div className="flex justify-end gap-2">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button type="submit" variant="primary" loading={busy !== null}>
              {t('upload')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}

function FilePart({ part, isMissing, onFile }: { part: Part; isMissing: boolean; onFile: (file: File | undefined) => void }) {
  const t = useTranslations('lab.upload')
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t(`${part}.label`)}
      </label>
      <p id={`${id}-hint`} className="text-sm text-text-muted">
        {t(`${part}.hint`)}
      </p>
      <pre translate="no" className="overflow-x-auto rounded-lg bg-surface px-3 py-2 text-xs">
        {examples[part]}
      </pre>
      <input
        id={id}
        type="file"
        accept={part === 'qrels' ? '.tsv,.txt,.csv' : '.jsonl,.json,.ndjson,.txt'}
        aria-describedby={`${id}-hint`}
        aria-invalid={isMissing || undefined}
        onChange={(event) => onFile(event.target.files?.[0])}
        className="w-full text-sm file:mr-3 file:h-8 file:rounded-lg file:border file:border-solid file:border-border file:bg-surface-raised file:px-3 file:font-medium file:text-text hover:file:bg-surface-hover"
      />
      {isMissing ? (
        <p role="alert" className="text-sm text-danger">
          {t('fileNeeded')}
        </p>
      ) : null}
    </div>
  )
}

function Outcome({ outcome, onClose }: { outcome: UploadOutcome; onClose: () => void }) {
  const t = useTranslations('lab.upload')
  return (
    <div className="flex flex-col gap-4">
      <ul role="status" className="flex list-disc flex-col gap-1 pl-5">
        <li>{t('outcome.questions', { count: outcome.questions })}</li>
        {outcome.documents > 0 ? <li>{t('outcome.documents', { count: outcome.documents })}</li> : null}
        {outcome.unjudged > 0 ? <li>{t('outcome.unjudged', { count: outcome.unjudged })}</li> : null}
        {outcome.unmatched > 0 ? <li className="text-warning">{t('outcome.unmatched', { count: outcome.unmatched })}</li> : null}
      </ul>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          {t('done')}
        </Button>
      </div>
    </div>
  )
}
