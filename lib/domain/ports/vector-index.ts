import type { IndexedChunk, SparseVector } from '../chunk'
import type { DocumentFormat } from '../document'
import type { Passage, PassageFilter, StoredChunk } from '../passage'
import type { WorkspaceScope } from '../workspace'

/** What filters ask of a document beside its name. */
export interface DocumentFacts {
  format: DocumentFormat
  tags: string[]
  /** ISO date: when the document says it was written, else when it came in. */
  writtenAt: string
}

/** Chunks of one version in a row, both ends included. */
export interface ChunkRange {
  documentId: string
  version: number
  from: number
  until: number
}

/** What the points of one document version share. */
export interface DocumentIdentity {
  documentId: string
  version: number
  collectionId: string
  source: string
  /** False while an older version answers, or none yet: the points are written and not found by any search. */
  isLive: boolean
  /** Points written without them are not found by filters on them until `saveFacts` is called. */
  facts?: DocumentFacts
}

export interface SearchRequest {
  /** Null leaves the dense side out; at least one side must be given. */
  dense: Float32Array | null
  lexical: SparseVector | null
  /** 1 to 1000. */
  limit: number
  /** What the dense side counts where both take part, 0 to 1; even when it is missing or null. */
  denseShare?: number | null
  filter?: PassageFilter
}

/** A point's place in a list, by its position, and its score there. */
export interface ScoredPoint {
  pointId: string
  score: number
}

/** Best first, each side by itself. */
export interface SideRanks {
  dense: ScoredPoint[]
  lexical: ScoredPoint[]
}

/** A chunk that is embedded already, whatever version it belongs to and whether or not that one answers. */
export interface EmbeddedChunk {
  version: number
  chunkIndex: number
  contentHash: string
  start: number
  text: string
  dense: Float32Array
}

export interface CollectionDescription {
  /** The alias Docent uses and the physical collection behind it. */
  alias: string
  name: string
  embeddingModelId: string
  status: string
  optimizerStatus: string
  serverVersion: string
  /** Where the server is: started by Docent, or the address from QDRANT_URL without credentials. */
  serverKind: 'managed' | 'external'
  points: number
  indexedVectors: number
  segments: number
  vectors: Array<{ name: string; kind: 'dense' | 'sparse'; dimensions: number | null; distance: string | null; modifier: string | null }>
  payloadIndexes: Array<{ field: string; type: string; points: number }>
}

/**
 * The index of chunks. Every method is confined to `scope` by the adapter.
 * Errors: qdrant_unavailable (retryable), qdrant_failed, embedding_model_mismatch (from `prepare`).
 */
export interface VectorIndex {
  /** Creates what is missing (collection, alias, payload indexes) and checks that the model is the collection's own. */
  prepare(): Promise<void>
  /** Writes points and waits until they can be searched. Ids derive from document, version and chunk: a retry overwrites. */
  upsert(scope: WorkspaceScope, document: DocumentIdentity, chunks: IndexedChunk[]): Promise<void>
  /**
   * From now on searches find the points of this version, and the points of every other version of the document are gone. At no
   * moment is none found: killed half-way it leaves both, and calling it again finishes.
   */
  publishVersion(scope: WorkspaceScope, documentId: string, version: number): Promise<void>
  /** Everything that is embedded of a document, all versions, in pages and in no order. Empty when there is nothing. */
  readVectors(scope: WorkspaceScope, documentId: string): AsyncIterable<EmbeddedChunk[]>
  /** Gives the points of a document another source name. */
  renameSource(scope: WorkspaceScope, documentId: string, source: string): Promise<void>
  /** Gives all points of a document these facts, whatever they had; what is left out and the vectors stay. */
  saveFacts(scope: WorkspaceScope, documentId: string, facts: Partial<DocumentFacts>): Promise<void>
  /** A document that has points without facts and is none of `except`; null when there is none. */
  findWithoutFacts(scope: WorkspaceScope, except: string[]): Promise<string | null>
  /** Deletes all points of the document, or all but those of `keepVersion`. */
  deleteDocument(scope: WorkspaceScope, documentId: string, options?: { keepVersion?: number }): Promise<void>
  /** Deletes the points of one version from a chunk index on. */
  deleteChunks(scope: WorkspaceScope, documentId: string, from: { version: number; chunkIndex: number }): Promise<void>
  /** Points of the workspace that searches find, or all points of one document (or of one version of it). Exact. */
  count(scope: WorkspaceScope, of?: { documentId: string; version?: number }): Promise<number>
  /** Both sides' scores added up by their shares; one side alone when the other is null. Best first. */
  search(scope: WorkspaceScope, request: SearchRequest): Promise<Passage[]>
  /** The same, and in the same round trip the cosine of the nearest chunk: 0 when nothing is stored, null without a dense query. */
  searchWithSimilarity(scope: WorkspaceScope, request: SearchRequest): Promise<{ passages: Passage[]; similarity: number | null }>
  /** What each side of a search finds by itself, before any fusion; `limit` for each. */
  rankSides(scope: WorkspaceScope, request: SearchRequest): Promise<SideRanks>
  /** What each term of a lexical query adds to the lexical score of each point; what adds nothing is left out. In the order of `pointIds`. */
  weighTerms(scope: WorkspaceScope, lexical: SparseVector, pointIds: string[]): Promise<Array<Map<number, number>>>
  /** Chunks in order, of `version`, else of the newest version that answers, else of the newest. `cursor` is the chunk index to start from. */
  listChunks(
    scope: WorkspaceScope,
    documentId: string,
    page: { cursor: number; limit: number; version?: number },
  ): Promise<{ chunks: StoredChunk[]; nextCursor: number | null }>
  /** The chunks of all ranges, in one request and in no order. At most 1,000 chunks; what is not there is left out. */
  readRanges(scope: WorkspaceScope, ranges: ChunkRange[]): Promise<StoredChunk[]>
  readChunk(scope: WorkspaceScope, pointId: string): Promise<StoredChunk | null>
  /** Nearest chunks by dense vector, the chunk itself left out. Only what searches find. */
  findNeighbours(scope: WorkspaceScope, pointId: string, limit: number): Promise<Passage[]>
  describe(scope: WorkspaceScope): Promise<CollectionDescription>
  /** Rejects when the server does not answer. */
  ping(): Promise<void>
}
