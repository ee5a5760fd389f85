/** A line of the chart; `values[k]` belongs to `positions[k]`. */
export interface ChartLine {
  name: string
  values: number[]
}

export interface LatencyChart {
  title: string
  /** Numbers of chunks, rising. */
  positions: number[]
  lines: ChartLine[]
  /** A line across, with its label: the most a value should be. */
  bar: { value: number; label: string }
}

const width = 760
const height = 420
const frame = { left: 56, right: 190, top: 48, bottom: 48 }
/** Told apart by people with any kind of colour vision, on white and on black (Okabe and Ito). */
const colours = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#d55e00', '#56b4e9', '#999999']

const style = `
  svg { --ground: #ffffff; --ink: #1f2328; --faint: #d1d9e0; }
  @media (prefers-color-scheme: dark) { svg { --ground: #0d1117; --ink: #e6edf3; --faint: #3d444d; } }
  text { font: 12px system-ui, sans-serif; fill: var(--ink); }
  .title { font-size: 14px; font-weight: 600; }
  .grid { stroke: var(--faint); stroke-width: 1; }
  .bar { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 4 4; }
  .line { fill: none; stroke-width: 2; }`

/** The whole SVG file: both axes are logarithmic, each step of the grid is ten times the one before. Errors: a value that is not above 0. */
export function drawLatencyChart(chart: LatencyChart): string {
  const values = [...chart.lines.flatMap((line) => line.values), chart.bar.value]
  if ([...values, ...chart.positions].some((value) => !(value > 0))) throw new Error('a logarithmic axis has no place for 0')
  const x = scale(Math.min(...chart.positions), Math.max(...chart.positions), frame.left, width - frame.right)
  const [lowest, highest] = [powerBelow(Math.min(...values)), powerAbove(Math.max(...values))]
  const y = scale(lowest, highest, height - frame.bottom, frame.top)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escapeText(chart.title)}">`,
    `<style>${style}\n</style>`,
    `<rect width="${width}" height="${height}" fill="var(--ground)"/>`,
    `<text class="title" x="${frame.left}" y="24">${escapeText(chart.title)}</text>`,
    ...powers(lowest, highest).map((value) => gridLine(y(value), `${value} ms`)),
    ...chart.positions.map((position) => label(x(position), height - frame.bottom + 20, position.toLocaleString('en-US'), 'middle')),
    label((frame.left + width - frame.right) / 2, height - 8, 'chunks', 'middle'),
    `<line class="bar" x1="${frame.left}" x2="${width - frame.right}" y1="${round(y(chart.bar.value))}" y2="${round(y(chart.bar.value))}"/>`,
    label(frame.left + 4, y(chart.bar.value) - 5, chart.bar.label, 'start'),
    ...chart.lines.flatMap((line, index) => drawLine(line, colours[index % colours.length] ?? '', chart.positions.map(x), y)),
    ...drawNames(chart.lines, y),
    '</svg>',
    '',
  ].join('\n')
}

function drawLine({ values }: ChartLine, colour: string, places: number[], y: (value: number) => number): string[] {
  const points = values.map((value, index): [number, number] => [round(places[index] ?? 0), round(y(value))])
  const path = points.map(([left, top]) => `${left},${top}`).join(' ')
  return [
    `<polyline class="line" stroke="${colour}" points="${path}"/>`,
    ...points.map(([left, top], index) => `<circle cx="${left}" cy="${top}" r="3.5" fill="${colour}"><title>${values[index]?.toFixed(1)} ms</title></circle>`),
  ]
}

/** The names stand at the ends of their lines, pushed apart where lines end together. */
function drawNames(lines: ChartLine[], y: (value: number) => number): string[] {
  const lineHeight = 16
  const ends = lines.map(({ name, values }, index) => ({
    name,
    top: y(values.at(-1) ?? 1),
    value: values.at(-1) ?? 0,
    colour: colours[index % colours.length],
  }))
  let lowest = Number.NEGATIVE_INFINITY
  return ends
    .sort((left, right) => left.top - right.top)
    .flatMap(({ name, top, value, colour }) => {
      lowest = Math.max(top, lowest + lineHeight)
      const left = width - frame.right + 12
      return [
        `<circle cx="${left}" cy="${round(lowest)}" r="4" fill="${colour}"/>`,
        label(left + 10, lowest + 4, `${name}, ${value.toFixed(value < 10 ? 1 : 0)} ms`, 'start'),
      ]
    })
}

function gridLine(top: number, text: string): string {
  return `<line class="grid" x1="${frame.left}" x2="${width - frame.right}" y1="${round(top)}" y2="${round(top)}"/>\n${label(frame.left - 6, top + 4, text, 'end')}`
}

function label(left: number, top: number, text: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${round(left)}" y="${round(top)}" text-anchor="${anchor}">${escapeText(text)}</text>`
}

function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = Math.log10(to) - Math.log10(from)
  return (value) => (span === 0 ? (start + end) / 2 : start + ((Math.log10(value) - Math.log10(from)) / span) * (end - start))
}

function powers(lowest: number, highest: number): number[] {
  const first = Math.round(Math.log10(lowest))
  return Array.from({ length: Math.round(Math.log10(highest)) - first + 1 }, (_, index) => Number(`1e${first + index}`))
}

function powerBelow(value: number): number {
  return Number(`1e${Math.floor(Math.log10(value))}`)
}

function powerAbove(value: number): number {
  return Number(`1e${Math.floor(Math.log10(value)) + 1}`)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
