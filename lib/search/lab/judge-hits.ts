import type { Passage } from '@/lib/domain/passage'
import type { LocatedJudgement } from './locate-judgements'
import type { QueryJudgement } from './ranking-metrics'

/*
 * Makes of a list of passages the ranking that the measures are defined on. What is ranked are the judged places:
 *
 * - A judged range is met by the first passage that overlaps it; further ones meet nothing new, and are left out of the ranking,
 *   since a place cut into two chunks is no reason for a second gain, nor for a penalty.
 * - A document judged as a whole is met by its best chunk, as in every published figure on document-level sets.
 * - A passage that meets several ranges at once gives each its place, one after the other: the score of a perfect list stays 1.
 * - Where only whole documents are judged, the others count once as well.
 */

type Place = Pick<Passage, 'documentId' | 'start' | 'end'>

export interface JudgedHits {
  judgement: QueryJudgement
  /** For each passage the best grade of what it overlaps, met before or not; 0 for none. */
  grades: number[]
}

export function judgeHits(hits: Place[], judgements: LocatedJudgement[]): JudgedHits {
  const targets = mergeTargets(judgements)
  const relevant = new Map(targets.map(({ id, grade }) => [id, grade]))
  const byDocumentOnly = judgements.every(({ start }) => start === null)
  const ranking = new Set<string>()
  const grades = hits.map((hit, position) => {
    const met = targets.filter((target) => meets(hit, target)).sort((left, right) => right.grade - left.grade)
    for (const { id } of met) ranking.add(id)
    if (met.length === 0) ranking.add(byDocumentOnly ? `document ${hit.documentId}` : `passage ${position}`)
    return met[0]?.grade ?? 0
  })
  return { judgement: { ranking: [...ranking], relevant }, grades }
}

interface Target extends LocatedJudgement {
  id: string
}

/** Two judgements of one place are one target, with the better grade. Those that were not found stay apart: each is a place that is missed. */
function mergeTargets(judgements: LocatedJudgement[]): Target[] {
  const targets = new Map<string, Target>()
  for (const [position, judgement] of judgements.entries()) {
    const { documentId, start, end, grade } = judgement
    const id = documentId === null ? `lost ${position}` : start === null ? `document ${documentId}` : `range ${start}-${end} of ${documentId}`
    const known = targets.get(id)
    if (known === undefined || known.grade < grade) targets.set(id, { ...judgement, id })
  }
  return [...targets.values()]
}

function meets(hit: Place, target: Target): boolean {
  if (target.documentId !== hit.documentId) return false
  return target.start === null || target.end === null || (hit.start < target.end && target.start < hit.end)
}
