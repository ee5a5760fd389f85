import type { ExplainedHit } from '@/lib/domain/retrieval/search-configuration'

/** What became of a hit, seen from the first column: its place there against its place here. */
export type RankChange = { kind: 'same' } | { kind: 'up' | 'down'; by: number } | { kind: 'new' }

export function rankChange(hit: ExplainedHit, base: readonly ExplainedHit[]): RankChange {
  const before = base.find(({ passage }) => passage.pointId === hit.passage.pointId)
  if (!before) return { kind: 'new' }
  if (before.rank === hit.rank) return { kind: 'same' }
  return before.rank > hit.rank ? { kind: 'up', by: before.rank - hit.rank } : { kind: 'down', by: hit.rank - before.rank }
}

/** How many hits of a column the first column holds as well. */
export function countShared(hits: readonly ExplainedHit[], base: readonly ExplainedHit[]): number {
  const known = new Set(base.map(({ passage }) => passage.pointId))
  return hits.filter(({ passage }) => known.has(passage.pointId)).length
}
