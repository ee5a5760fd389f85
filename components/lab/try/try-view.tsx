'use client'

import { FlaskConical, Plus } from 'lucide-react'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { LabFrame } from '../lab-frame'
import { ColumnGrid } from './columns/column-grid'
import { mostColumns, useColumns } from './columns/use-columns'
import { MarkBar } from './mark-bar'
import { QuestionForm } from './question-form'
import { useLabSearch } from './use-lab-search'
import { useMarks } from './use-marks'

/** Long enough for a slider to come to rest. */
const settleMilliseconds = 350
const usualHits = 10

/** One question against several ways of searching, side by side. */
export function TryView() {
  const t = useTranslations('lab.try')
  const asked = useSearchParams().get('question') ?? ''
  const [question, setQuestion] = useState(asked)
  const [topK, setTopK] = useState(usualHits)
  const [showsParts, setShowsParts] = useState(true)
  const { columns, add, remove, change } = useColumns()
  const { result, failure, isSearching, search } = useLabSearch()
  const marks = useMarks()

  const configurations = columns.map(({ configuration }) => configuration)
  const options = JSON.stringify({ topK, configurations })
  const lastOptions = useRef('')

  function run(query: string): void {
    if (query !== result?.query) marks.clear()
    lastOptions.current = options
    void search({ query, topK, configurations })
  }

  useAskedAtOnce(asked, run)
  useRerunOnChange(options, () => {
    if (result && lastOptions.current !== options) run(result.query)
  })

  return (
    <LabFrame isWide>
      <QuestionForm question={question} topK={topK} isSearching={isSearching} onQuestion={setQuestion} onTopK={setTopK} onSearch={run} />
      <div className="-mt-4 flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={add} disabled={columns.length >= mostColumns}>
          <Plus aria-hidden size={15} />
          {t('addColumn')}
        </Button>
        <Button size="sm" variant="ghost" aria-pressed={showsParts} onClick={() => setShowsParts(!showsParts)}>
          {t(showsParts ? 'hideParts' : 'showParts')}
        </Button>
        <p className="hidden text-sm text-text-muted sm:ml-auto sm:block">{t('keys')}</p>
      </div>
      {failure ? <ErrorNotice title={t('failed')} message={failure} /> : null}
      <ColumnGrid
        columns={columns}
        results={failure ? null : (result?.results ?? null)}
        isSearching={isSearching}
        showsParts={showsParts}
        marks={marks}
        onChange={change}
        onRemove={remove}
      />
      {result || failure ? null : <EmptyState icon={<FlaskConical size={24} />} title={t('emptyTitle')} description={t('emptyDescription')} />}
      <MarkBar question={result?.query ?? ''} marks={marks} />
    </LabFrame>
  )
}

/** A question that came with the address is asked without a press of the button. */
function useAskedAtOnce(asked: string, run: (query: string) => void): void {
  const ask = useEffectEvent(run)
  useEffect(() => {
    if (asked.trim()) ask(asked.trim())
  }, [asked])
}

/** Asks again when something about the search changes, once the person has come to rest. */
function useRerunOnChange(options: string, rerun: () => void): void {
  const onChange = useEffectEvent(rerun)
  // biome-ignore lint/correctness/useExhaustiveDependencies: their change is what is waited for
  useEffect(() => {
    const timer = setTimeout(() => onChange(), settleMilliseconds)
    return () => clearTimeout(timer)
  }, [options])
}
