import type { SentenceMeaning } from '@/lib/answer/checking/sentence-meaning'
import type { AppError } from '@/lib/domain/app-error'
import type { Passage, PassageFilter } from '@/lib/domain/passage'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { Generator } from '@/lib/domain/ports/generator'
import type { Reranker } from '@/lib/domain/ports/reranker'
import type { SearchSettingsStore } from '@/lib/domain/ports/settings-store'
import type { SearchRequest, VectorIndex } from '@/lib/domain/ports/vector-index'
import type { SearchSettings } from '@/lib/domain/retrieval/search-settings'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { compareWithQuery, type QueryComparison } from '@/lib/search/compare-with-query'
import { embedWithClaim } from '@/lib/search/embed-with-claim'
import { measureSimilarity } from '@/lib/search/measure-similarity'
import { parseQuery } from '@/lib/search/query/parse-query'
import { searchExpanded } from '@/lib/search/query/search-expanded'
import { widenPassages } from '@/lib/search/ranking/widen-passages'
import { type PassageQuery, searchPassages, type TracedSearch, traceSearch } from '@/lib/search/search-passages'

export interface SearchServiceParts {
  index: VectorIndex
  embedder: Embedder
  /** Null where no reranker is installed. */
  reranker: () => Reranker | null
  settings: SearchSettingsStore
  /** Told of what a search survives: a reranker or a language model that fails. */
  onError: (error: AppError) => void
}

/** What the answering asks of the search, for one question. */
export interface AnswerSearch {
  search: (query: string, topK: number, signal?: AbortSignal) => Promise<Passage[]>
  measureSimilarity: (query: string, signal?: AbortSignal) => Promise<number | null>
  meaning: { modelId: string; compare: (query: string, texts: string[], signal?: AbortSignal) => Promise<QueryComparison | null> }
  sentenceMeaning: SentenceMeaning
  widen: (passages: Passage[]) => Promise<Passage[]>
  plainQuestion: (question: string) => string
}

/** Remembers from the searches of one question how near the nearest chunk is; null while no search had a dense side. */
class NearestChunk {
  similarity: number | null = null

  constructor(private readonly index: Pick<VectorIndex, 'searchWithSimilarity'>) {}

  async search(scope: WorkspaceScope, request: SearchRequest): Promise<Passage[]> {
    const { passages, similarity } = await this.index.searchWithSimilarity(scope, request)
    this.similarity = similarity
    return passages
  }
}

/** Searches as the person set it. */
export class SearchService {
  constructor(
    private readonly parts: SearchServiceParts,
    private readonly scope: WorkspaceScope,
  ) {}

  async search(request: PassageQuery): Promise<Passage[]> {
    return searchPassages(this.dependencies(), this.scope, await this.withSettings(request))
  }

  /** With what happened on the way; the configuration is the caller's alone. */
  trace(request: PassageQuery): Promise<TracedSearch> {
    return traceSearch(this.dependencies(), this.scope, request)
  }

  /** Questions that a language model answers may also be helped by it in the search, where that is switched on. */
  async openAnswerSearch(generator: Generator | null, filter: PassageFilter | undefined): Promise<AnswerSearch> {
    const { index, embedder, onError } = this.parts
    const dependencies = this.dependencies()
    const settings = await this.readSettings()
    const isExpanded = settings.multiQuery || settings.hypotheticalDocument
    // Quotes need to know how near the nearest chunk is: the search then asks for both in one request.
    const watched = new NearestChunk(index)
    return {
      plainQuestion: (question) => parseQuery(question).text,
      search: (query, topK, signal) => {
        const request = { query, topK, filter, configuration: { reranks: settings.rerank }, signal }
        if (generator === null) return searchPassages({ ...dependencies, index: watched }, this.scope, request)
        if (!isExpanded) return searchPassages(dependencies, this.scope, request)
        return searchExpanded({ ...dependencies, generator }, this.scope, request, { switches: settings, signal, onError })
      },
      measureSimilarity: async (query, signal) =>
        watched.similarity === null ? measureSimilarity(dependencies, this.scope, { query, filter, signal }) : watched.similarity,
      meaning: { modelId: embedder.model.id, compare: (query, texts, signal) => compareWithQuery(embedder, { query, texts, signal }) },
      sentenceMeaning: { modelId: embedder.model.id, embed: (claim, texts, signal) => embedWithClaim(embedder, { claim, texts, signal }) },
      widen: (passages) => widenPassages(passages, (ranges) => index.readRanges(this.scope, ranges)),
    }
  }

  readSettings(): Promise<SearchSettings> {
    return this.parts.settings.read(this.scope)
  }

  saveSettings(settings: SearchSettings): Promise<void> {
    return this.parts.settings.save(this.scope, settings)
  }

  private dependencies() {
    const { index, embedder, reranker, onError } = this.parts
    return { index, embedder, reranker: reranker(), onError }
  }

  private async withSettings(request: PassageQuery): Promise<PassageQuery> {
    if (request.configuration?.reranks !== undefined || this.parts.reranker() === null) return request
    const { rerank } = await this.readSettings()
    return { ...request, configuration: { ...request.configuration, reranks: rerank } }
  }
}
