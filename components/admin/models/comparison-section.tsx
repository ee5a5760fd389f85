'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { callApi } from '@/components/api/call-api'
import { useApiAction } from '@/components/api/use-api-action'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { TextField } from '@/components/ui/fields/text-field'
import type { Passage } from '@/lib/domain/passage'
import type { ModelChange } from '@/lib/domain/retrieval/model-change'
import { Section } from '../page-frame'
import { PassageCard } from '../passage-card'
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
  const [isMissing, setMissing] = useState(false)
  const [result, setResult] = useState<Comparison | null>(null)
  const { busy, failure, run } = useApiAction<'compare'>()

  function submit(event: FormEvent): void {
    event.preventDefault()
    const wanted = query.trim()
    setMissing(wanted === '')
    if (wanted === '') return
    const body = { query: wanted, topK: comparedPassages }
    void run('compare', async () => setResult(await callApi<Comparison>('/api/admin/models/compare', { method: 'POST', body })))
  }

  return (
    <Section title={t('compare.heading')} hint={t('compare.hint')}>
      <form noValidate onSubmit={submit} className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <TextField
            label={t('compare.question')}
            placeholder={t('compare.placeholder')}
            error={isMissing ? t('compare.needed') : null}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            maxLength={2000}
          />
        </div>
        <Button type="submit" loading={busy !== null} className="w-full sm:mt-[1.625rem] sm:w-auto">
          {t('compare.run')}
        </Button>
      </form>
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
  const best = Math.max(0, ...passages.map((passage) => passage.score))
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h3 className="text-sm font-semibold wrap-anywhere">{title}</h3>
      {passages.length === 0 ? <p className="text-sm text-text-muted">{t('nothing')}</p> : null}
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
