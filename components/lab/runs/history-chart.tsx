'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { TestRun } from '@/lib/domain/retrieval/test-set'
import { type ChartScale, chartScale, positionOn } from '../results/chart-scale'
import { mostSeries, SeriesMark, seriesLooks } from '../results/series-mark'
import { type HistoryLine, historyLines } from './history-lines'

const width = 640
const height = 200
const edge = { left: 44, right: 16, top: 12, bottom: 26 }

/**
 * nDCG of every configuration over the runs, oldest to the left. The picture is for the eye; the table below it says the same.
 * Runs stand at even distances: several in one afternoon would fall together on a scale of days.
 */
export function HistoryChart({ runs }: { runs: TestRun[] }) {
  const t = useTranslations('lab.runs')
  const format = useFormatter()
  const ordered = runs.toSorted((left, right) => left.createdAt.localeCompare(right.createdAt))
  const lines = historyLines(ordered).slice(0, mostSeries)
  const scale = chartScale(
    lines.flatMap(({ points }) => points.map(({ ndcg }) => ndcg)),
    { low: 0, high: 1 },
  )
  const day = (run: TestRun | undefined) => (run ? format.dateTime(new Date(run.createdAt), { month: 'short', day: 'numeric' }) : '')
  return (
    <figure className="rounded-xl border border-border bg-surface-raised p-3 sm:p-4">
      <figcaption className="text-sm font-medium">{t('historyChart')}</figcaption>
      <svg aria-hidden viewBox={`0 0 ${width} ${height}`} className="mt-2 block h-auto w-full max-w-3xl">
        <Grid scale={scale} />
        {lines.map((line, index) => (
          <Line key={line.name} line={line} look={index} scale={scale} count={ordered.length} />
        ))}
        <text x={edge.left} y={height - 6} className="fill-text-muted text-[12px]">
          {day(ordered[0])}
        </text>
        <text x={width - edge.right} y={height - 6} textAnchor="end" className="fill-text-muted text-[12px]">
          {day(ordered.at(-1))}
        </text>
      </svg>
      <ul aria-label={t('legend')} className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm">
        {lines.map(({ name, points }, index) => (
          <li key={name} className="flex items-center gap-1.5">
            <SeriesMark look={index} />
            {name}
            <span className="text-text-muted tabular-nums">{points.at(-1)?.ndcg.toFixed(3)}</span>
          </li>
        ))}
      </ul>
    </figure>
  )
}

function Grid({ scale }: { scale: ChartScale }) {
  return scale.ticks.map((tick) => {
    const y = positionOn(scale, tick, height - edge.bottom, edge.top)
    return (
      <g key={tick}>
        <line x1={edge.left} x2={width - edge.right} y1={y} y2={y} className="stroke-border" />
        <text x={edge.left - 8} y={y + 4} textAnchor="end" className="fill-text-muted text-[12px] tabular-nums">
          {tick}
        </text>
      </g>
    )
  })
}

function Line({ line, look, scale, count }: { line: HistoryLine; look: number; scale: ChartScale; count: number }) {
  const { stroke, dash, shape: Shape } = seriesLooks(look)
  const places = line.points.map(({ run, ndcg }) => ({
    x: edge.left + 10 + (run / Math.max(1, count - 1)) * (width - edge.left - edge.right - 20),
    y: positionOn(scale, ndcg, height - edge.bottom, edge.top),
    run,
  }))
  return (
    <g className={stroke}>
      <polyline points={places.map(({ x, y }) => `${x},${y}`).join(' ')} fill="none" strokeWidth={2} strokeDasharray={dash} />
      {places.map(({ x, y, run }) => (
        <Shape key={run} x={x} y={y} />
      ))}
    </g>
  )
}
