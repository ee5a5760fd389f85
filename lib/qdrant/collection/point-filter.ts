import type { Schemas } from '@qdrant/js-client-rest'
import type { PassageFilter } from '@/lib/domain/passage'
import { foldTag } from '@/lib/domain/retrieval/tags'
import type { WorkspaceScope } from '@/lib/domain/workspace'

type Condition = Schemas['Condition']

/** A filter that always begins with the workspace. The only way filters are made, so none can lack it. */
export function filterWithin(scope: WorkspaceScope, ...conditions: Condition[]): Schemas['Filter'] {
  return { must: [equals('workspace_id', scope.workspaceId), ...conditions] }
}

/** The same without the points of versions that are still being written. */
export function liveWithin(scope: WorkspaceScope, ...conditions: Condition[]): Schemas['Filter'] {
  return { ...filterWithin(scope, ...conditions), must_not: [equals('live', false)] }
}

export function equals(key: string, value: string | number | boolean): Condition {
  return { key, match: { value } }
}

/** Missing and empty fields do not filter. Every condition is on an indexed field. */
export function conditionsOf(filter: PassageFilter | undefined): Condition[] {
  const lists: Array<[string, string[] | undefined]> = [
    ['document_id', filter?.documentIds],
    ['source', filter?.sources],
    ['lang', filter?.languages],
    ['collection_id', filter?.collectionIds],
    ['format', filter?.formats],
    ['tags', filter?.tags?.map(foldTag)],
  ]
  const anyOf = lists.flatMap(([key, values]) => (values && values.length > 0 ? [{ key, match: { any: values.map(wellFormed) } }] : []))
  return [...anyOf, ...rangeOf('written_at', filter?.writtenFrom, endOfDay(filter?.writtenUntil)), ...rangeOf('page', filter?.pageFrom, filter?.pageUntil)]
}

function rangeOf(key: string, gte: string | number | undefined, lte: string | number | undefined): Condition[] {
  if (gte === undefined && lte === undefined) return []
  // The client's type of a range is that of numbers; the server takes dates on a field with a date index.
  const range = { ...(gte === undefined ? {} : { gte }), ...(lte === undefined ? {} : { lte }) } as Schemas['Range']
  return [{ key, range }]
}

/** A day without a time means all of it. */
function endOfDay(date: string | undefined): string | undefined {
  return date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${date}T23:59:59.999Z` : date
}

/** Qdrant refuses JSON with half a surrogate pair. No payload holds one, so its replacement matches nothing either. */
function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\ufffd')
}
