'use client'

import { Search } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { FilterButton } from '@/components/lab/configuration/filter-button'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { TextField } from '@/components/ui/fields/text-field'
import type { PassageFilter } from '@/lib/domain/passage'
import { Section } from '../page-frame'
import { PassageCard } from '../passage-card'
import { type SearchResult, useSearch } from './use-search'

const mostResults = 100

/** Retrieval alone: what the search finds for a query, in its order, with its scores. */
export function QueryPanel() {
  const t = useTranslations('admin')
  const { result, failure, isSearching, search } = useSearch()
  const [query, setQuery] = useState('')
  const [topK, setTopK] = useState(8)
  const [filter, setFilter] = useState<PassageFilter>({})
  const [isMissing, setMissing] = useState(false)

  function submit(event: FormEvent): void {
    event.preventDefault()
    const wanted = query.trim()
    setMissing(wanted === '')
    if (wanted) void search(wanted, Math.min(mostResults, Math.max(1, Math.round(topK) || 1)), filter)
  }

  return (
    <Section title={t('query.heading')} hint={t('query.hint')}>
      <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <TextField
            label={t('query.label')}
            placeholder={t('query.placeholder')}
            error={isMissing ? t('query.needed') : null}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            maxLength={2000}
          />
        </div>
        <div className="w-20">
          <TextField
            label={t('query.topK')}
            type="number"
            inputMode="numeric"
            min={1}
            max={mostResults}
            value={topK || ''}
            onChange={(event) => setTopK(event.target.valueAsNumber || 0)}
          />
        </div>
        <Button type="submit" variant="primary" loading={isSearching} className="w-full sm:mt-[1.625rem] sm:w-auto">
          {isSearching ? null : <Search aria-hidden size={16} />}
          {t('query.run')}
        </Button>
      </form>
      <FilterButton filter={filter} onChange={setFilter} />
      {failure ? <ErrorNotice title={t('failed.search')} message={failure} /> : null}
      {result && !failure ? <Ranking result={result} /> : null}
    </Section>
  )
}

function Ranking({ result }: { result: SearchResult }) {
  const t = useTranslations('admin.query')
  const { passages, milliseconds } = result
  const best = Math.max(0, ...passages.map((passage) => passage.score))
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="text-sm text-text-muted tabular-nums">
        {passages.length > 0 ? `${t('results', { count: passages.length, milliseconds })} · ${t('scoreNote')}` : `${t('none')}. ${t('noneDescription')}`}
      </p>
      {passages.length > 0 ? (
        <ol className="overflow-hidden rounded-xl border border-border bg-surface-raised">
          {passages.map((passage, index) => (
            <PassageCard key={passage.pointId} passage={passage} rank={index + 1} best={best} />
          ))}
        </ol>
      ) : null}
    </div>
  )
}
