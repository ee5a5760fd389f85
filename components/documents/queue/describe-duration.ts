/** A time span as a person would say it: the unit and how many of it, rounded up so that it never promises too much. */
export interface RoughDuration {
  unit: 'seconds' | 'minutes' | 'hours'
  count: number
}

const minute = 60
const hour = 60 * minute

/** Below a minute in steps of ten seconds: a count-down by the second would pretend to know. */
export function describeDuration(seconds: number): RoughDuration {
  if (seconds < minute) return { unit: 'seconds', count: Math.max(10, Math.ceil(seconds / 10) * 10) }
  if (seconds < 1.5 * hour) return { unit: 'minutes', count: Math.ceil(seconds / minute) }
  return { unit: 'hours', count: Math.ceil(seconds / hour) }
}
