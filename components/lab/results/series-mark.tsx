import type { ReactNode } from 'react'

type Shape = (place: { x: number; y: number }) => ReactNode

const size = 4.5

const circle: Shape = ({ x, y }) => <circle cx={x} cy={y} r={size} strokeWidth={2} className="fill-surface-raised" />
const square: Shape = ({ x, y }) => <rect x={x - size} y={y - size} width={size * 2} height={size * 2} strokeWidth={2} className="fill-surface-raised" />
const diamond: Shape = ({ x, y }) => (
  <path d={`M${x} ${y - size - 1}L${x + size + 1} ${y}L${x} ${y + size + 1}L${x - size - 1} ${y}Z`} strokeWidth={2} className="fill-surface-raised" />
)
const triangle: Shape = ({ x, y }) => (
  <path d={`M${x} ${y - size - 1}L${x + size + 1} ${y + size}L${x - size - 1} ${y + size}Z`} strokeWidth={2} className="fill-surface-raised" />
)

interface SeriesLook {
  stroke: string
  dash: string | undefined
  shape: Shape
}

/** Told apart by shape and line as well as by colour. Whole class names: only those that stand in the source get a style. */
const looks: SeriesLook[] = [
  { stroke: 'stroke-series-1', dash: undefined, shape: circle },
  { stroke: 'stroke-series-2', dash: '6 3', shape: square },
  { stroke: 'stroke-series-3', dash: '2 3', shape: diamond },
  { stroke: 'stroke-series-4', dash: '8 3 2 3', shape: triangle },
  { stroke: 'stroke-series-5', dash: '10 4', shape: circle },
  { stroke: 'stroke-series-6', dash: '4 4', shape: square },
]

export const mostSeries = looks.length

export function seriesLooks(index: number): SeriesLook {
  return looks[index % looks.length] ?? { stroke: 'stroke-series-1', dash: undefined, shape: circle }
}

/** The mark of a series, for a legend. */
export function SeriesMark({ look }: { look: number }) {
  const { stroke, dash, shape: Shape } = seriesLooks(look)
  return (
    <svg aria-hidden width={28} height={14} viewBox="0 0 28 14" className={`shrink-0 ${stroke}`}>
      <line x1={0} x2={28} y1={7} y2={7} strokeWidth={2} strokeDasharray={dash} />
      <Shape x={14} y={7} />
    </svg>
  )
}
