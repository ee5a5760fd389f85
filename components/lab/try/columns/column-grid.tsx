'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { ExplainedSearch, SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import type { Marks } from '../use-marks'
import { moveBetweenHits } from './move-between-hits'
import { ResultColumn } from './result-column'
import type { Column } from './use-columns'

interface ColumnGridProps {
  columns: Column[]
  results: ExplainedSearch[] | null
  isSearching: boolean
  showsParts: boolean
  marks: Marks
  onChange: (key: number, configuration: SearchConfiguration) => void
  onRemove: (key: number) => void
}

/** Columns side by side where there is room; on a phone one after the other to the side, each but for an edge of the next. */
export function ColumnGrid({ columns, results, isSearching, showsParts, marks, onChange, onRemove }: ColumnGridProps) {
  const t = useTranslations('lab.try')
  const [linked, setLinked] = useState<string | null>(null)
  const gridRef = useRef<HTMLElement>(null)

  function handleKey(event: KeyboardEvent): void {
    if (gridRef.current && moveBetweenHits(gridRef.current, event.key, event.target)) event.preventDefault()
  }

  function remove(key: number): void {
    onRemove(key)
    gridRef.current?.focus()
  }

  return (
    <section
      ref={gridRef}
      tabIndex={-1}
      aria-label={t('columns')}
      aria-busy={isSearching}
      onKeyDown={handleKey}
      className="relative -mx-4 flex snap-x snap-mandatory scroll-px-4 items-start gap-4 overflow-x-auto px-4 pb-2 outline-none sm:mx-0 sm:px-0 lg:grid lg:auto-cols-fr lg:grid-flow-col lg:overflow-visible"
    >
      {columns.map((column, index) => (
        <ResultColumn
          key={column.key}
          position={index}
          column={column}
          result={results?.[index] ?? null}
          base={index === 0 ? null : (results?.[0]?.hits ?? null)}
          canRemove={columns.length > 1}
          isAlone={columns.length === 1}
          showsParts={showsParts}
          isSearching={isSearching}
          marks={marks}
          linked={linked}
          onLink={setLinked}
          onChange={(configuration) => onChange(column.key, configuration)}
          onRemove={() => remove(column.key)}
        />
      ))}
    </section>
  )
}
