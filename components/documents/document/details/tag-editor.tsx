'use client'

import { Plus, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useRef, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApi } from '@/components/api/use-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { inputClasses } from '@/components/ui/fields/field-frame'
import type { DocumentRecord } from '@/lib/domain/document'
import { foldTag, tagLimits } from '@/lib/domain/retrieval/tags'

interface TagEditorProps {
  document: DocumentRecord
  onChanged: (document: DocumentRecord) => void
}

/** The words a document is filed under; each change is saved at once. What other documents carry is offered while one types. */
export function TagEditor({ document, onChanged }: TagEditorProps) {
  const t = useTranslations('viewer.document.tags')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState('')
  const { data } = useApi<{ tags: Array<{ tag: string; count: number }> }>('/api/tags')
  const { busy, failure, run } = useApiAction<'save'>()
  const { tags } = document
  const isFull = tags.length >= tagLimits.tags

  async function save(next: string[]): Promise<void> {
    await run('save', async () => {
      onChanged(await callApi<DocumentRecord>(`/api/documents/${encodeURIComponent(document.id)}/tags`, { method: 'PUT', body: { tags: next } }))
      setDraft('')
    })
    input.current?.focus()
  }

  function add(event: FormEvent): void {
    event.preventDefault()
    if (draft.trim() !== '' && busy === null) void save([...tags, draft])
  }

  const offered = (data?.tags ?? []).filter(({ tag }) => !tags.some((own) => foldTag(own) === foldTag(tag)))
  return (
    <div className="flex flex-col gap-3 rounded-xl border border-border bg-surface-raised px-3 py-3 text-sm sm:px-4">
      {tags.length > 0 ? (
        <ul aria-label={t('heading')} className="flex flex-wrap gap-2">
          {tags.map((tag) => (
            <li key={tag} className="inline-flex max-w-full items-center gap-1 rounded-full bg-accent-soft py-0.5 ps-3 pe-1 font-medium text-accent">
              <span dir="auto" className="min-w-0 truncate">
                {tag}
              </span>
              <button
                type="button"
                aria-label={t('remove', { tag })}
                disabled={busy !== null}
                onClick={() => save(tags.filter((other) => other !== tag))}
                className="inline-flex size-7 shrink-0 items-center justify-center rounded-full hover:bg-surface-hover disabled:opacity-50"
              >
                <X aria-hidden size={14} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-text-muted">{t('none')}</p>
      )}
      <form onSubmit={add} className="flex flex-wrap items-end gap-2">
        <div className="min-w-0 flex-[0_1_16rem]">
          <label htmlFor={id} className="mb-1.5 block font-medium">
            {t('label')}
          </label>
          <input
            ref={input}
            id={id}
            list={`${id}-offered`}
            maxLength={tagLimits.characters}
            value={draft}
            disabled={isFull}
            onChange={(event) => setDraft(event.target.value)}
            className={`h-9 ${inputClasses}`}
          />
          <datalist id={`${id}-offered`}>
            {offered.map(({ tag }) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
        </div>
        <Button type="submit" size="sm" loading={busy !== null} disabled={isFull || draft.trim() === ''}>
          {busy === null ? <Plus aria-hidden size={15} /> : null}
          {t('add')}
        </Button>
      </form>
      {isFull ? <p className="text-text-muted">{t('full', { count: tagLimits.tags })}</p> : null}
      {failure ? <ErrorNotice title={t('failed')} message={failure} /> : null}
    </div>
  )
}
