import type { Schemas } from '@qdrant/js-client-rest'
import type { PassageFilter } from '@/lib/domain/passage'
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

/** Missing and empty lists do not filter. */
export function conditionsOf(filter: PassageFilter | undefined): Condition[] {
  const lists: Array<[string, string[] | undefined]> = [
    ['document_id', filter?.documentIds],
    ['source', filter?.sources],
    ['lang', filter?.languages],
  ]
  return lists.flatMap(([key, values]) => (values && values.length > 0 ? [{ key, match: { any: values.map(wellFormed) } }] : []))
}

/** Qdrant refuses JSON with half a surrogate pair. No payload holds one, so its replacement matches nothing either. */
function wellFormed(value: string): string {
  return value.replace(/\p{Surrogate}/gu, '\ufffd')
}
