'use client'

import { useTranslations } from 'next-intl'
import type { TestRun } from '@/lib/domain/retrieval/test-set'
import { chartScale, positionOn } from './chart-scale'

interface ChartRow {
  name: string
  /** One value, or from and to. */
  values: [number] | [number, number]
}

const qualities = ['ndcg', 'recall', 'reciprocalRank'] as const
const width = 360
const rowHeight = 40
const edge = { left: 8, right: 14 }
const axisHeight = 24

/** The scores as points on an axis each, and the time as the stretch between half and 95 % of the searches. */
export function ScoresChart({ run }: { run: TestRun }) {
  const t = useTranslations('lab.run')
  const rowsOf = (pick: (position: number) => ChartRow['values']) => run.configurations.map(({ name }, position) => ({ name, values: pick(position) }))
  const highest = Math.max(...run.scores.map(({ p95 }) => p95))
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {qualities.map((name) => (
        <Panel
          key={name}
          title={t(`score.${name}`)}
          hint={t(`hint.${name}`)}
          rows={rowsOf((position) => [run.scores[position]?.[name] ?? 0])}
          bounds={{ low: 0, high: 1 }}
          show={(value) => value.toFixed(3)}
        />
      ))}
      <Panel
        title={t('latency')}
        hint={t('hint.latency')}
        rows={rowsOf((position) => [run.scores[position]?.p50 ?? 0, run.scores[position]?.p95 ?? 0])}
        bounds={{ low: 0, high: Math.max(highest * 2, 1) }}
        startsAtZero
        show={(value) => t('milliseconds', { time: value.toFixed(1) })}
      />
    </div>
  )
}

interface PanelProps {
  title: string
  hint: string
  rows: ChartRow[]
  bounds: { low: number; high: number }
  startsAtZero?: boolean
  show: (value: number) => string
}

function Panel({ title, hint, rows, bounds, startsAtZero = false, show }: PanelProps) {
  const scale = chartScale([...(startsAtZero ? [0] : []), ...rows.flatMap(({ values }) => values)], bounds)
  const height = rows.length * rowHeight + axisHeight
  const xOf = (value: number) => positionOn(scale, value, edge.left, width - edge.right)
  const best = startsAtZero ? Math.min(...rows.map(({ values }) => values[0])) : Math.max(...rows.map(({ values }) => values[0]))
  return (
    <figure className="min-w-0 rounded-xl border border-border bg-surface-raised p-3 sm:p-4">
      <figcaption>
        <span className="block text-sm font-medium">{title}</span>
        <span className="block text-xs text-text-muted">{hint}</span>
      </figcaption>
      {/* Every value stands in the table above. */}
      <svg aria-hidden viewBox={`0 0 ${width} ${height}`} className="mt-2 block h-auto w-full max-w-xl">
        {scale.ticks.map((tick, index) => (
          <g key={tick}>
            <line x1={xOf(tick)} x2={xOf(tick)} y1={0} y2={height - axisHeight + 4} className="stroke-border" />
            <text
              x={xOf(tick)}
              y={height - 6}
              textAnchor={index === 0 ? 'start' : index === scale.ticks.length - 1 ? 'end' : 'middle'}
              className="fill-text-muted text-[11px] tabular-nums"
            >
              {tick}
            </text>
          </g>
        ))}
        {rows.map((row, index) => (
          <Row key={row.name} row={row} y={index * rowHeight} isBest={row.values[0] === best} xOf={xOf} show={show} />
        ))}
      </svg>
    </figure>
  )
}

function Row({ row, y, isBest, xOf, show }: { row: ChartRow; y: number; isBest: boolean; xOf: (value: number) => number; show: (value: number) => string }) {
  const [from, to = from] = row.values
  const tone = isBest ? 'fill-accent stroke-accent' : 'fill-text-muted stroke-text-muted'
  const line = y + 28
  return (
    <g>
      <text x={edge.left} y={y + 15} className={`text-[12px] ${isBest ? 'fill-text font-semibold' : 'fill-text'}`}>
        {shorten(row.name)}
      </text>
      <text
        x={width - edge.right}
        y={y + 15}
        textAnchor="end"
        className={`text-[12px] tabular-nums ${isBest ? 'fill-accent font-semibold' : 'fill-text-muted'}`}
      >
        {row.values.map(show).join(' – ')}
      </text>
      <line x1={edge.left} x2={width - edge.right} y1={line} y2={line} className="stroke-border" />
      <g className={tone}>
        <line x1={xOf(from)} x2={xOf(to)} y1={line} y2={line} strokeWidth={4} strokeLinecap="round" />
        <circle cx={xOf(from)} cy={line} r={5} strokeWidth={0} />
        {to === from ? null : <circle cx={xOf(to)} cy={line} r={3.5} strokeWidth={0} />}
      </g>
    </g>
  )
}

/** Beside its value there is room for about so many letters. */
const longestName = 30

function shorten(name: string): string {
  const letters = Array.from(name)
  return letters.length > longestName ? `${letters.slice(0, longestName - 1).join('')}…` : name
}
