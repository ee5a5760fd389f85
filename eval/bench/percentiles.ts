import { percentile } from '@/lib/search/lab/ranking-metrics'

/** Milliseconds. */
export interface Percentiles {
  p50: number
  p95: number
  p99: number
}

export function percentilesOf(values: number[]): Percentiles {
  return { p50: percentile(values, 0.5), p95: percentile(values, 0.95), p99: percentile(values, 0.99) }
}
