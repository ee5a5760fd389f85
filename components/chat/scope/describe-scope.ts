import { tidyFilter } from '@/components/lab/configuration/passage-filter'
import type { PassageFilter } from '@/lib/domain/passage'

/** One thing that a search is narrowed to, and the filter without it. */
export interface ScopePart {
  kind: 'documents' | 'sources' | 'formats' | 'languages' | 'tags' | 'written' | 'pages'
  values: string[]
  without: PassageFilter | null
}

function withoutKeys(filter: PassageFilter, keys: ReadonlyArray<keyof PassageFilter>): PassageFilter | null {
  return scopeOf(Object.fromEntries(Object.entries(filter).filter(([key]) => !keys.some((taken) => taken === key))))
}

/** Null when nothing of it narrows. */
export function scopeOf(filter: PassageFilter): PassageFilter | null {
  const tidy = tidyFilter(filter)
  return Object.keys(tidy).length === 0 ? null : tidy
}

/** The parts of a filter to be shown one by one. Chosen documents are one part, however many; so are two ends of a range. */
export function describeScope(filter: PassageFilter): ScopePart[] {
  const { documentIds = [], writtenFrom, writtenUntil, pageFrom, pageUntil } = filter
  const parts: ScopePart[] = []
  if (documentIds.length > 0) parts.push({ kind: 'documents', values: documentIds, without: withoutKeys(filter, ['documentIds']) })
  for (const kind of ['sources', 'tags', 'formats', 'languages'] as const) {
    const values: string[] = filter[kind] ?? []
    for (const value of values) {
      const others = values.filter((other) => other !== value)
      parts.push({ kind, values: [value], without: scopeOf({ ...filter, [kind]: others }) })
    }
  }
  if (writtenFrom || writtenUntil)
    parts.push({ kind: 'written', values: [writtenFrom ?? '', writtenUntil ?? ''], without: withoutKeys(filter, ['writtenFrom', 'writtenUntil']) })
  if (pageFrom || pageUntil)
    parts.push({ kind: 'pages', values: [String(pageFrom ?? ''), String(pageUntil ?? '')], without: withoutKeys(filter, ['pageFrom', 'pageUntil']) })
  return parts
}
