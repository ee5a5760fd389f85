'use client'

import { useTranslations } from 'next-intl'
import { useLanguageName } from '@/components/admin/use-language-name'
import { TextField } from '@/components/ui/fields/text-field'
import { Spinner } from '@/components/ui/spinner'
import { fileName } from '@/components/viewer/file-name'
import type { DocumentFormat } from '@/lib/domain/document'
import type { PassageFilter } from '@/lib/domain/passage'
import { PickList } from './pick-list'
import { useFilterChoices } from './use-filter-choices'

interface FilterFieldsProps {
  filter: PassageFilter
  onChange: (filter: PassageFilter) => void
}

/** Fields for what the library really holds: only its own types, languages and tags are offered. */
export function FilterFields({ filter, onChange }: FilterFieldsProps) {
  const t = useTranslations('lab.filter')
  const nameLanguage = useLanguageName()
  const { choices, isLoading, failure } = useFilterChoices()
  const set = (part: PassageFilter) => onChange({ ...filter, ...part })
  return (
    <>
      {isLoading ? <Spinner label={t('loading')} /> : null}
      {failure ? <p className="text-sm text-danger">{failure}</p> : null}
      {choices ? (
        <>
          <PickList
            label={t('documents')}
            options={choices.documents.map(({ id, source }) => ({ value: id, label: fileName(source), detail: source }))}
            chosen={filter.documentIds ?? []}
            onChange={(documentIds) => set({ documentIds })}
            {...(choices.isPart ? { note: t('documentsPart', { count: choices.documents.length }) } : {})}
          />
          <PickList
            label={t('formats')}
            options={choices.formats.map((value) => ({ value, label: value }))}
            chosen={filter.formats ?? []}
            onChange={(formats) => set({ formats: formats as DocumentFormat[] })}
          />
          <PickList
            label={t('languages')}
            options={choices.languages.map((value) => ({ value, label: nameLanguage(value) }))}
            chosen={filter.languages ?? []}
            onChange={(languages) => set({ languages })}
          />
          <PickList
            label={t('tags')}
            options={choices.tags.map((value) => ({ value, label: value }))}
            chosen={filter.tags ?? []}
            onChange={(tags) => set({ tags })}
          />
        </>
      ) : null}
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label={t('writtenFrom')}
          type="date"
          value={filter.writtenFrom ?? ''}
          onChange={(event) => set({ writtenFrom: event.target.value || undefined })}
        />
        <TextField
          label={t('writtenUntil')}
          type="date"
          value={filter.writtenUntil ?? ''}
          onChange={(event) => set({ writtenUntil: event.target.value || undefined })}
        />
        <PageField label={t('pageFrom')} value={filter.pageFrom} onChange={(pageFrom) => set({ pageFrom })} />
        <PageField label={t('pageUntil')} value={filter.pageUntil} onChange={(pageUntil) => set({ pageUntil })} />
      </div>
    </>
  )
}

function PageField({ label, value, onChange }: { label: string; value: number | undefined; onChange: (page: number | undefined) => void }) {
  return (
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      min={1}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? undefined : Math.max(1, Math.round(event.target.valueAsNumber)))}
    />
  )
}
