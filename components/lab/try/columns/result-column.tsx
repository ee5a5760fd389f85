'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useId } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import type { ExplainedHit, ExplainedSearch, SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import { ConfigurationFields } from '../../configuration/configuration-fields'
import { useConfigurationName } from '../../configuration/use-configuration-name'
import { HitCard } from '../hits/hit-card'
import type { Marks } from '../use-marks'
import { countShared, rankChange } from './link-hits'
import { SearchFacts } from './search-facts'
import type { Column } from './use-columns'

interface ResultColumnProps {
  position: number
  column: Column
  result: ExplainedSearch | null
  /** Hits of the first column; null in that column itself. */
  base: readonly ExplainedHit[] | null
  canRemove: boolean
  isAlone: boolean
  showsParts: boolean
  isSearching: boolean
  marks: Marks
  /** The passage that is pointed at, in any column. */
  linked: string | null
  onLink: (pointId: string | null) => void
  onChange: (configuration: SearchConfiguration) => void
  onRemove: () => void
}

const letters = ['A', 'B', 'C', 'D']

/** One configuration and what it finds. */
export function ResultColumn(props: ResultColumnProps) {
  const { position, column, result, base, canRemove, isAlone, isSearching, onChange, onRemove } = props
  const t = useTranslations('lab.try')
  const nameOf = useConfigurationName()
  const headingId = useId()
  const letter = letters[position] ?? String(position + 1)
  return (
    <section
      aria-labelledby={headingId}
      data-column={letter}
      className={`flex shrink-0 snap-start flex-col gap-3 sm:w-80 lg:w-auto lg:min-w-0 ${isAlone ? 'w-full' : 'w-[86%]'}`}
    >
      <div className="rounded-xl border border-border bg-surface p-3 sm:p-4">
        <div className="mb-3 flex items-start gap-2">
          <span
            aria-hidden
            className="mt-px inline-flex size-6 shrink-0 items-center justify-center rounded-md bg-accent-soft text-sm font-semibold text-accent"
          >
            {letter}
          </span>
          <h2 id={headingId} className="min-w-0 flex-1 font-semibold wrap-anywhere">
            <span className="sr-only">{letter}: </span>
            {nameOf(column.configuration)}
          </h2>
          {canRemove ? (
            <IconButton size="sm" label={t('removeColumn', { letter })} onClick={onRemove} className="-mt-1 -mr-1">
              <X aria-hidden size={16} />
            </IconButton>
          ) : null}
        </div>
        <ConfigurationFields value={column.configuration} onChange={onChange} />
      </div>
      {result ? (
        <div className={`flex flex-col gap-3 transition-opacity ${isSearching ? 'opacity-60' : ''}`}>
          <SearchFacts result={result} wantsReranker={column.configuration.reranks} shared={base ? countShared(result.hits, base) : null} />
          <HitList {...props} hits={result.hits} letter={letter} />
        </div>
      ) : null}
    </section>
  )
}

function HitList({ hits, letter, base, showsParts, marks, linked, onLink }: ResultColumnProps & { hits: ExplainedHit[]; letter: string }) {
  const t = useTranslations('lab.try')
  if (hits.length === 0) return <p className="rounded-xl border border-dashed border-border px-4 py-6 text-center text-sm text-text-muted">{t('noHits')}</p>
  return (
    <ol aria-label={t('hitsOf', { letter })} className="flex flex-col gap-2">
      {hits.map((hit) => (
        <HitCard
          key={hit.passage.pointId}
          hit={hit}
          hits={hits}
          change={base ? rankChange(hit, base) : null}
          showsParts={showsParts}
          isMarked={marks.has(hit.passage)}
          isLinked={linked === hit.passage.pointId}
          onMark={() => marks.toggle(hit.passage)}
          onLink={onLink}
        />
      ))}
    </ol>
  )
}
