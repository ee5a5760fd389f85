import type { Passage } from '@/lib/domain/passage'
import type { Generator } from '@/lib/domain/ports/generator'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { type PassageQuery, type SearchPassagesDependencies, searchPassages } from '../search-passages'
import { type ExpandOptions, expandQuestion } from './expand-question'
import { type ParsedQuery, parseQuery } from './parse-query'

/** Of reciprocal rank fusion; 60 as in Cormack et al. 2009. */
const rankOffset = 60
/** What the person wrote counts twice as much as what a model made of it. */
const ownWeight = 2

/**
 * The same as `searchPassages`, helped by a language model: the question and its variants are searched at once and their lists
 * fused by rank, since scores of different questions cannot be compared. Marks of the question hold for its variants too.
 */
export async function searchExpanded(
  dependencies: SearchPassagesDependencies & { generator: Generator },
  scope: WorkspaceScope,
  request: PassageQuery,
  options: ExpandOptions,
): Promise<Passage[]> {
  const parsed = parseQuery(request.query)
  if (parsed.text === '') return []
  const { variants, hypotheticalDocument } = await expandQuestion(dependencies.generator, parsed.text, options)
  const queries = [request.query, ...variants.map((variant) => withMarks(variant, parsed))]
  const lists = await Promise.all(
    queries.map((query, position) => {
      const document = position === 0 ? hypotheticalDocument : null
      return searchPassages(dependencies, scope, { ...request, query, hypotheticalDocument: document })
    }),
  )
  return lists.length === 1 ? (lists[0] ?? []) : fuseByRank(lists, request.topK)
}

function withMarks(variant: string, { phrases, excluded }: ParsedQuery): string {
  return [variant, ...phrases.map((phrase) => `"${phrase}"`), ...excluded.map((word) => `-"${word}"`)].join(' ')
}

/** The first list is the question's own. */
export function fuseByRank(lists: Passage[][], topK: number): Passage[] {
  const fused = new Map<string, Passage>()
  for (const [position, list] of lists.entries()) {
    for (const [rank, passage] of list.entries()) {
      const gain = (position === 0 ? ownWeight : 1) / (rankOffset + rank + 1)
      fused.set(passage.pointId, { ...passage, score: (fused.get(passage.pointId)?.score ?? 0) + gain })
    }
  }
  return [...fused.values()].sort((left, right) => right.score - left.score).slice(0, topK)
}
