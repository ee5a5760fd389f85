import { AppError } from '@/lib/domain/app-error'
import type { Passage, PassageFilter } from '@/lib/domain/passage'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { Reranker } from '@/lib/domain/ports/reranker'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { ExplainedSearch, SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { correctTypos } from './query/correct-typos'
import { fetchFitting } from './query/fetch-fitting'
import { fitsQuery } from './query/fits-query'
import { type ParsedQuery, parseQuery } from './query/parse-query'
import { prepareSides, type SearchSidesRequest } from './query/prepare-sides'
import { collapseNearDuplicates } from './ranking/collapse-near-duplicates'
import { rerankPassages } from './ranking/rerank-passages'
import { spreadOverDocuments } from './ranking/spread-over-documents'

/*
 * One question's way to passages: read its marks ("phrases", -words), choose the sides, ask the index once, let a reranker order the
 * best where there is one, leave out what says the same twice, and let no document take all the places.
 *
 * Somewhat more than `topK` is fetched, so that what is left out is filled in with no second request; only many copies, and phrases
 * that few passages hold, make it ask again and deeper (`fetch-fitting.ts`).
 */

export interface SearchPassagesDependencies {
  index: Pick<VectorIndex, 'search'>
  embedder: Pick<Embedder, 'model' | 'embedQuery'>
  /** Missing or null: the order of the index stands. */
  reranker?: Reranker | null
  /** Told of failures that the search survives, such as the reranker's. */
  onError?: (error: AppError) => void
}

export interface PassageQuery {
  query: string
  /** 1 to 200. */
  topK: number
  filter?: PassageFilter
  /** What is not given is as in `standardConfiguration`; its filter narrows further than `filter`. */
  configuration?: Partial<SearchConfiguration>
  /** A text that reads as the answer might: its vector takes the question's place (`expand-question.ts`). */
  hypotheticalDocument?: string | null
  signal?: AbortSignal
}

export interface TracedSearch extends Pick<ExplainedSearch, 'sidesUsed' | 'denseShareUsed' | 'reranker' | 'timing'> {
  passages: Passage[]
  /** In the order of the index, before anything was done to them; what the index's own scores and ranks are read from. */
  retrieved: Passage[]
  /** The order after the reranker, as far as it reached; empty without one. */
  reranked: Passage[]
  /** Words that were searched as well, since the question seems to hold slips. */
  guesses: string[]
}

/** How many passages a reranker reads: the budget ends it earlier on a slow machine. */
const rerankDepth = 40
const rerankBudgetMilliseconds = 1_500
/** Passages whose words a slip is compared with. */
const vocabularyDepth = 20
/** Beyond `topK`, for what is left out. At 8 wanted 20 are fetched, 80 KB of payload. */
const spareAtLeast = 12

/** Best first, nothing twice; empty when the query holds no letter and no digit. Errors: those of the index and the embedder. */
export async function searchPassages(dependencies: SearchPassagesDependencies, scope: WorkspaceScope, request: PassageQuery): Promise<Passage[]> {
  return (await traceSearch(dependencies, scope, request)).passages
}

/** The same with what happened on the way. */
export async function traceSearch(dependencies: SearchPassagesDependencies, scope: WorkspaceScope, request: PassageQuery): Promise<TracedSearch> {
  const startedAt = performance.now()
  const parsed = parseQuery(request.query)
  const sides = await prepareSides(dependencies.embedder, parsed.text, request)
  const embeddedAt = performance.now()
  if (sides === null) return nothingFound(performance.now() - startedAt)
  const reranker = request.configuration?.reranks === false ? null : (dependencies.reranker ?? null)
  const pick = passagePicker(parsed, request.topK)
  const retrieval = { request, parsed, sides, pick, depth: depthFor(request.topK, reranker !== null) }
  const asWritten = await retrieve(dependencies, scope, retrieval)
  const guesses = correctTypos(parsed.text, asWritten.slice(0, vocabularyDepth))
  const retrieved = guesses.length === 0 ? asWritten : await retrieveCorrected(dependencies, scope, retrieval, guesses)
  const retrievedAt = performance.now()
  const reranked = reranker === null ? [] : await rerank(reranker, dependencies, { request, parsed, retrieved })
  const rerankedAt = performance.now()
  const passages = pick(reranker === null ? retrieved : reranked)
  const timing = timingOf([startedAt, embeddedAt, retrievedAt, rerankedAt, performance.now()])
  const { sidesUsed, denseShare: denseShareUsed } = sides
  return { passages, retrieved, reranked, guesses, sidesUsed, denseShareUsed, reranker: reranker?.modelId ?? null, timing }
}

function timingOf([started, embedded, retrieved, reranked, ended]: [number, number, number, number, number]): TracedSearch['timing'] {
  return { embed: embedded - started, retrieve: retrieved - embedded, rerank: reranked - retrieved, total: ended - started }
}

function depthFor(topK: number, reranks: boolean): number {
  const depth = topK + Math.max(spareAtLeast, Math.ceil(topK / 4))
  return reranks ? Math.max(depth, rerankDepth) : depth
}

interface Retrieval {
  request: PassageQuery
  parsed: ParsedQuery
  sides: SearchSidesRequest
  pick: (passages: Passage[]) => Passage[]
  depth: number
}

function retrieve({ index }: SearchPassagesDependencies, scope: WorkspaceScope, { request, parsed, sides, pick, depth }: Retrieval): Promise<Passage[]> {
  const { topK, filter, configuration, signal } = request
  const narrowed = { ...filter, ...configuration?.filter }
  const { dense, lexical, denseShare } = sides
  return fetchFitting({
    depth,
    isEnough: (passages) => pick(passages).length >= topK,
    fits: (passage) => fitsQuery(passage, parsed),
    async search(limit) {
      if (signal?.aborted) throw new AppError('cancelled', 'search was stopped')
      return index.search(scope, { dense, lexical, denseShare, limit, ...(Object.keys(narrowed).length === 0 ? {} : { filter: narrowed }) })
    },
  })
}

/** Searches what was written and what was probably meant together; the one case in which a plain question is asked twice. */
async function retrieveCorrected(dependencies: SearchPassagesDependencies, scope: WorkspaceScope, retrieval: Retrieval, guesses: string[]): Promise<Passage[]> {
  const { request, parsed } = retrieval
  const sides = await prepareSides(dependencies.embedder, [parsed.text, ...guesses].join(' '), request)
  return sides === null ? [] : retrieve(dependencies, scope, { ...retrieval, sides })
}

async function rerank(
  reranker: Reranker,
  { onError = () => undefined }: SearchPassagesDependencies,
  { request, parsed, retrieved }: Pick<Retrieval, 'request' | 'parsed'> & { retrieved: Passage[] },
): Promise<Passage[]> {
  // Copies would only cost the reranker its time.
  const distinct = collapseNearDuplicates(retrieved, parsed.text, Math.max(rerankDepth, request.topK))
  return rerankPassages(reranker, parsed.text, distinct, {
    budgetMilliseconds: rerankBudgetMilliseconds,
    signal: request.signal,
    onError,
  })
}

/** What is shown of a list. Remembers the last list, which is asked about twice: whether it is enough, and what is in it. */
function passagePicker({ text }: ParsedQuery, topK: number): (passages: Passage[]) => Passage[] {
  let last: { list: Passage[]; picked: Passage[] } | null = null
  return (list) => {
    if (last?.list !== list) last = { list, picked: spreadOverDocuments(collapseNearDuplicates(list, text, 2 * topK + spareAtLeast), topK) }
    return last.picked
  }
}

function nothingFound(total: number): TracedSearch {
  const timing = { embed: 0, retrieve: 0, rerank: 0, total }
  return { passages: [], retrieved: [], reranked: [], guesses: [], sidesUsed: 'lexical', denseShareUsed: null, reranker: null, timing }
}
