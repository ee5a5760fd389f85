export interface ChartScale {
  low: number
  high: number
  /** Round numbers from `low` to `high`, both included. */
  ticks: number[]
}

/** Round steps: 1, 2 or 5 times a power of ten. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const share = rough / power
  return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10)
}

/**
 * An axis around the values, ends on round numbers. It need not begin at zero: the charts draw points, not bars, since between good
 * configurations the third decimal is what counts. `bounds` are the ends that a value cannot pass.
 */
export function chartScale(values: readonly number[], bounds: { low: number; high: number }, tickCount = 4): ChartScale {
  const known = values.filter(Number.isFinite)
  if (known.length === 0) return { low: 0, high: 1, ticks: [0, 1] }
  const lowest = Math.min(...known)
  const highest = Math.max(...known)
  const spread = highest - lowest || Math.abs(highest) * 0.1 || 0.1
  const step = roundStep(spread / (tickCount - 1))
  const low = Math.max(bounds.low, Math.floor(lowest / step) * step)
  const high = Math.min(bounds.high, Math.ceil(highest / step) * step)
  const last = high > low ? high : low + step
  const count = Math.round((last - low) / step)
  const ticks = Array.from({ length: count + 1 }, (_, index) => roundOff(low + index * step, step))
  return { low: ticks[0] ?? low, high: ticks.at(-1) ?? last, ticks }
}

/** Where a value stands between `from` and `to`. */
export function positionOn({ low, high }: ChartScale, value: number, from: number, to: number): number {
  return from + ((Math.min(Math.max(value, low), high) - low) / (high - low)) * (to - from)
}

/** Takes off what adding floating-point steps leaves behind. */
function roundOff(value: number, step: number): number {
  return Number(value.toFixed(Math.max(0, Math.ceil(-Math.log10(step)) + 1)))
}
