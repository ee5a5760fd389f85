'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { ErrorNotice } from '@/components/ui/error-notice'
import type { Passage } from '@/lib/domain/passage'
import type { ModelChange } from '@/lib/domain/retrieval/model-change'
import { Section } from '../page-frame'
import { PassageList } from '../passage-list'
import { SearchForm } from '../query/search-form'
import { SetComparison } from './set-comparison'

const comparedPassages = 5

interface Comparison {
  from: Passage[]
  to: Passage[]
}

/** Both models side by side, on a question and on a test set. */
export function ComparisonSection({ change }: { change: ModelChange }) {
  const t = useTranslations('models')
  const [query, setQuery] = useState('')
  const [result, setResult] = useState<Comparison | null>(null)
  const { busy, failure, run } = useApiAction<'compare'>()

  const labels = { query: t('compare.question'), placeholder: t('compare.placeholder'), needed: t('compare.needed'), run: t('compare.run') }
  function compare(wanted: string): void {
    const body = { query: wanted, topK: comparedPassages }
    void run('compare', async () => setResult(await callApi<Comparison>('/api/admin/models/compare', { method: 'POST', body })))
  }

  return (
    <Section title={t('compare.heading')} hint={t('compare.hint')}>
      <SearchForm query={query} isSearching={busy !== null} labels={labels} onQuery={setQuery} onSearch={compare} />
      {failure ? <ErrorNotice title={t('failed.compare')} message={failure} /> : null}
      {result ? (
        <div className="grid gap-4 lg:grid-cols-2">
          <Ranking title={t('compare.present', { model: change.fromModelId })} passages={result.from} />
          <Ranking title={t('compare.next', { model: change.toModelId })} passages={result.to} />
        </div>
      ) : null}
      <SetComparison change={change} />
    </Section>
  )
}

function Ranking({ title, passages }: { title: string; passages: Passage[] }) {
  const t = useTranslations('models.compare')
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm font-semibold wrap-anywhere">{title}</h3>
      {passages.length === 0 ? <p className="text-sm text-text-muted">{t('nothing')}</p> : <PassageList passages={passages} />}
    </div>
  )
}
