import { parseXml } from '@rgrove/parse-xml'
import { describe, expect, it } from 'vitest'
import { drawLatencyChart, type LatencyChart } from '@/eval/bench/latency-chart'

const chart: LatencyChart = {
  title: 'Latency <p95> & more',
  positions: [1_000, 10_000, 100_000],
  lines: [
    { name: 'hybrid', values: [5, 9, 40] },
    { name: 'lexical', values: [4, 8, 40] },
  ],
  bar: { value: 60, label: 'bar: 60 ms' },
}

describe('the chart of latencies', () => {
  it('is well-formed, says what it shows and has its own ground for light and dark', () => {
    const svg = drawLatencyChart(chart)
    expect(parseXml(svg).root?.attributes['aria-label']).toBe('Latency <p95> & more')
    expect(svg).toContain('prefers-color-scheme: dark')
    for (const text of ['1,000', '10,000', '100,000', 'bar: 60 ms', 'hybrid, 40 ms', 'lexical, 40 ms']) expect(svg).toContain(text)
  })

  it('has a point for every value, further right with every size and higher with every rise', () => {
    const points = [...drawLatencyChart(chart).matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="3.5"/g)].map(([, x, y]) => [Number(x), Number(y)])
    expect(points).toHaveLength(6)
    const [first = [], second = [], third = []] = points
    expect([first[0], second[0], third[0]]).toEqual([first[0], second[0], third[0]].sort((left = 0, right = 0) => left - right))
    expect([third[1], second[1], first[1]]).toEqual([first[1], second[1], third[1]].sort((left = 0, right = 0) => left - right))
  })

  it('keeps the names of lines that end together apart', () => {
    const tops = [...drawLatencyChart(chart).matchAll(/<circle cx="\d+" cy="([\d.]+)" r="4"/g)].map(([, top]) => Number(top))
    expect(Math.abs((tops[0] ?? 0) - (tops[1] ?? 0))).toBeGreaterThanOrEqual(16)
  })

  it('draws one size and refuses what a logarithmic axis cannot hold', () => {
    expect(drawLatencyChart({ ...chart, positions: [1_000], lines: [{ name: 'hybrid', values: [5] }] })).not.toMatch(/NaN|Infinity/)
    expect(() => drawLatencyChart({ ...chart, lines: [{ name: 'hybrid', values: [0, 1, 2] }] })).toThrow('no place for 0')
  })
})
