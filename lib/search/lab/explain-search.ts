import type { SparseVector } from '@/lib/domain/chunk'
import type { Passage } from '@/lib/domain/passage'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { ScoredPoint, SideRanks, VectorIndex } from '@/lib/domain/ports/vector-index'
import type { ExplainedHit, ExplainedSearch, RankedScore, SearchConfiguration, TermWeight } from '@/lib/domain/retrieval/search-configuration'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { hashTerm } from '../encode-lexical'
import { parseQuery } from '../query/parse-query'
import { prepareSides } from '../query/prepare-sides'
import type { TracedSearch } from '../search-passages'
import { weighQueryTerms } from '../terms/weigh-query-terms'

/*
 * One search and how each hit came to its place. The search is the one that answers questions, traced, so what is explained is what
 * happens. The lists of its two sides and the weights of its terms are asked for afterwards, in two requests at once that the
 * times do not include: a fused answer does not carry them.
 */

export interface ExplainSearchDependencies {
  index: Pick<VectorIndex, 'rankSides' | 'weighTerms'>
  embedder: Pick<Embedder, 'model' | 'embedQuery'>
  /** The search that answers questions, with what happened on its way. */
  trace: (request: ExplainedQuery) => Promise<TracedSearch>
}

export interface ExplainedQuery {
  query: string
  /** 1 to 200. */
  topK: number
  configuration: SearchConfiguration
  signal?: AbortSignal
}

/** How deep the list of each side is read. */
const sideDepth = 100

/** Errors: those of the index and the embedder. */
export async function explainSearch(dependencies: ExplainSearchDependencies, scope: WorkspaceScope, request: ExplainedQuery): Promise<ExplainedSearch> {
  const { passages, retrieved, reranked, sidesUsed, denseShareUsed, reranker, timing } = await dependencies.trace(request)
  const sides = await readSides(dependencies, scope, request, passages)
  const fused = ranksOf(sidesUsed === 'both' ? retrieved.map(toScoredPoint) : [])
  const ordered = ranksOf(reranked.map(toScoredPoint))
  const dense = ranksOf(sides.dense)
  const lexical = ranksOf(sides.lexical)
  const hits = passages.map((passage, position): ExplainedHit => {
    const { pointId } = passage
    const lexicalRank = lexical.get(pointId)
    return {
      passage,
      rank: position + 1,
      dense: dense.get(pointId) ?? null,
      lexical: lexicalRank ? { ...lexicalRank, terms: sides.terms[position] ?? [] } : null,
      fused: fused.get(pointId) ?? null,
      reranked: ordered.get(pointId) ?? null,
    }
  })
  return { hits, sidesUsed, denseShareUsed, reranker, timing }
}

/** The sides are prepared as the search does it; the question's vector is remembered by the embedder. */
async function readSides(
  { index, embedder }: ExplainSearchDependencies,
  scope: WorkspaceScope,
  request: ExplainedQuery,
  passages: Passage[],
): Promise<SideRanks & { terms: TermWeight[][] }> {
  const { text } = parseQuery(request.query)
  const sides = passages.length === 0 ? null : await prepareSides(embedder, text, request)
  if (sides === null) return { dense: [], lexical: [], terms: [] }
  const { dense, lexical } = sides
  const pointIds = passages.map(({ pointId }) => pointId)
  const [ranks, weights] = await Promise.all([
    index.rankSides(scope, { dense, lexical, limit: sideDepth, filter: request.configuration.filter }),
    lexical === null ? [] : index.weighTerms(scope, lexical, pointIds),
  ])
  return { ...ranks, terms: nameTerms(text, lexical, weights) }
}

/** Vectors hold hashes of terms; the names come from the question itself. The heaviest first. */
function nameTerms(text: string, lexical: SparseVector | null, weights: Array<Map<number, number>>): TermWeight[][] {
  if (lexical === null) return []
  const names = new Map([...weighQueryTerms(text).keys()].map((term) => [hashTerm(term), term]))
  return weights.map((added) =>
    [...added].map(([hash, weight]) => ({ term: names.get(hash) ?? `#${hash}`, weight })).sort((left, right) => right.weight - left.weight),
  )
}

function ranksOf(points: ScoredPoint[]): Map<string, RankedScore> {
  return new Map(points.map(({ pointId, score }, position) => [pointId, { rank: position + 1, score }]))
}

function toScoredPoint({ pointId, score }: Passage): ScoredPoint {
  return { pointId, score }
}
