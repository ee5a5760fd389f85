'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { FilterButton } from '@/components/lab/configuration/filter-button'
import { ErrorNotice } from '@/components/ui/error-notice'
import type { PassageFilter } from '@/lib/domain/passage'
import { Section } from '../page-frame'
import { PassageList } from '../passage-list'
import { ResultCountField, withinResultCount } from './result-count-field'
import { SearchForm } from './search-form'
import { type SearchResult, useSearch } from './use-search'

const mostResults = 100

/** Retrieval alone: what the search finds for a query, in its order, with its scores. */
export function QueryPanel() {
  const t = useTranslations('admin')
  const { result, failure, isSearching, search } = useSearch()
  const [query, setQuery] = useState('')
  const [topK, setTopK] = useState(8)
  const [filter, setFilter] = useState<PassageFilter>({})
  const labels = { query: t('query.label'), placeholder: t('query.placeholder'), needed: t('query.needed'), run: t('query.run') }
  const run = (wanted: string) => void search(wanted, withinResultCount(topK, mostResults), filter)

  return (
    <Section title={t('query.heading')} hint={t('query.hint')}>
      <SearchForm query={query} isSearching={isSearching} labels={labels} onQuery={setQuery} onSearch={run}>
        <ResultCountField label={t('query.topK')} most={mostResults} value={topK} onChange={setTopK} />
      </SearchForm>
      <FilterButton filter={filter} onChange={setFilter} />
      {failure ? <ErrorNotice title={t('failed.search')} message={failure} /> : null}
      {result && !failure ? <Ranking result={result} /> : null}
    </Section>
  )
}

function Ranking({ result }: { result: SearchResult }) {
  const t = useTranslations('admin.query')
  const { passages, milliseconds } = result
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="text-sm text-text-muted tabular-nums">
        {passages.length > 0 ? `${t('results', { count: passages.length, milliseconds })} · ${t('scoreNote')}` : `${t('none')}. ${t('noneDescription')}`}
      </p>
      {passages.length > 0 ? <PassageList passages={passages} /> : null}
    </div>
  )
}
