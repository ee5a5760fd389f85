import type { PassageFilter } from '@/lib/domain/passage'

/** The filter without what does not filter: empty lists, empty dates, numbers that are none. */
export function tidyFilter(filter: PassageFilter): PassageFilter {
  const kept = Object.entries(filter).filter(([, value]) => value !== undefined && value !== '' && !Number.isNaN(value) && !isEmptyList(value))
  return Object.fromEntries(kept) as PassageFilter
}

/** How many kinds of things it narrows by; from and until of one thing count once. */
export function countFilters(filter: PassageFilter): number {
  return new Set(Object.keys(tidyFilter(filter)).map((key) => key.replace(/(From|Until)$/, ''))).size
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}
