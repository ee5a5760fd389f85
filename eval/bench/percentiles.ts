/** Milliseconds. */
export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

/** Nearest rank: the smallest value that at least that share of all values does not exceed. Errors when there are none. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('no values to take a percentile of')
  return value
}

export function percentilesOf(values: number[]): Percentiles {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95), p99: percentile(values, 0.99) }
}
