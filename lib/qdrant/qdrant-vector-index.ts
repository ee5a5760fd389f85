import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import type { IndexedChunk, SparseVector } from '@/lib/domain/chunk'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { Passage, StoredChunk } from '@/lib/domain/passage'
import type {
  ChunkRange,
  CollectionDescription,
  DocumentFacts,
  DocumentIdentity,
  EmbeddedChunk,
  SearchRequest,
  SideRanks,
  VectorIndex,
} from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { callQdrant } from './call-qdrant'
import { factsPayload, payloadOf, storedChunkOf } from './collection/chunk-payload'
import { denseVector, lexicalVector } from './collection/collection-schema'
import { describeCollection } from './collection/describe-collection'
import { conditionsOf, equals, filterWithin, liveWithin } from './collection/point-filter'
import { isPointId, pointIdFor } from './collection/point-id'
import { prepareCollection } from './collection/prepare-collection'
import { rankSides } from './collection/rank-sides'
import { readEmbeddedChunks } from './collection/read-embedded-chunks'
import { findWithoutFacts, readRanges } from './collection/read-ranges'
import { queryPassages, searchPoints } from './collection/search-points'
import { searchWithSimilarity } from './collection/search-with-similarity'
import { weighTerms } from './collection/weigh-terms'
import { connectToQdrant, type QdrantConnection } from './qdrant-connection'
import { GrowthWatch } from './tuning/growth-watch'
import { tuneCollection } from './tuning/tune-collection'

export interface QdrantVectorIndexOptions {
  connection: QdrantConnection
  model: EmbeddingModel
  serverKind: CollectionDescription['serverKind']
  /** Default `documents`. Another one, together with `collectionPrefix`, keeps tests and evaluations apart. */
  alias?: string
  /** Default `docent`. */
  collectionPrefix?: string
  /** The physical collection that is read and written, whatever the alias points at. Default: the one behind the alias. */
  collection?: string
}

/** A point is about 4 KB as JSON with 384 dimensions; 64 keep a request far below the server's 32 MB. */
const pointsPerRequest = 64

const pingTimeoutMilliseconds = 3_000

/** The vector index on Qdrant. Every filter comes from `filterWithin`, which puts the workspace in. */
export class QdrantVectorIndex implements VectorIndex {
  private readonly client: QdrantClient
  private readonly pingClient: QdrantClient
  private readonly model: EmbeddingModel
  private readonly serverKind: CollectionDescription['serverKind']
  private readonly alias: string
  private readonly prefix: string
  /** What every request but those of `prepare` goes to. */
  private readonly collection: string
  private readonly growth: GrowthWatch

  constructor(options: QdrantVectorIndexOptions) {
    this.client = connectToQdrant(options.connection)
    this.pingClient = connectToQdrant(options.connection, pingTimeoutMilliseconds)
    this.model = options.model
    this.serverKind = options.serverKind
    this.alias = options.alias ?? 'documents'
    this.prefix = options.collectionPrefix ?? 'docent'
    this.collection = options.collection ?? this.alias
    this.growth = new GrowthWatch(this.client)
  }

  async prepare(): Promise<void> {
    await prepareCollection(this.client, { alias: this.alias, prefix: this.prefix }, this.model)
    await tuneCollection(this.client, this.alias)
  }

  async upsert(scope: WorkspaceScope, document: DocumentIdentity, chunks: IndexedChunk[]): Promise<void> {
    const createdAt = new Date().toISOString()
    for (let from = 0; from < chunks.length; from += pointsPerRequest) {
      const points = chunks.slice(from, from + pointsPerRequest).map((chunk) => pointOf(scope, document, chunk, createdAt))
      await callQdrant('write points', () => this.client.upsert(this.collection, { wait: true, points }))
    }
    await this.growth.noteWritten(this.collection, chunks.length)
  }

  async publishVersion(scope: WorkspaceScope, documentId: string, version: number): Promise<void> {
    const document = equals('document_id', documentId)
    const others = filterWithin(scope, document)
    others.must_not = [equals('version', version)]
    const operations = [
      { set_payload: { payload: { live: true }, filter: filterWithin(scope, document, equals('version', version)) } },
      { delete: { filter: others } },
    ]
    // One request, done in this order, so that the time in which both versions are found is as short as the server allows.
    await callQdrant('publish points', () => this.client.batchUpdate(this.collection, { wait: true, operations }))
  }

  readVectors(scope: WorkspaceScope, documentId: string): AsyncIterable<EmbeddedChunk[]> {
    return readEmbeddedChunks(this.client, this.collection, filterWithin(scope, equals('document_id', documentId)))
  }

  async renameSource(scope: WorkspaceScope, documentId: string, source: string): Promise<void> {
    const filter = filterWithin(scope, equals('document_id', documentId))
    await callQdrant('rename points', () => this.client.setPayload(this.collection, { wait: true, payload: { source }, filter }))
  }

  async saveFacts(scope: WorkspaceScope, documentId: string, facts: Partial<DocumentFacts>): Promise<void> {
    const filter = filterWithin(scope, equals('document_id', documentId))
    const payload = { ...factsPayload(facts) }
    await callQdrant('describe points', () => this.client.setPayload(this.collection, { wait: true, payload, filter }))
  }

  findWithoutFacts(scope: WorkspaceScope, except: string[]): Promise<string | null> {
    return findWithoutFacts(this.client, this.collection, filterWithin(scope), except)
  }

  async deleteDocument(scope: WorkspaceScope, documentId: string, options: { keepVersion?: number } = {}): Promise<void> {
    const filter = filterWithin(scope, equals('document_id', documentId))
    if (options.keepVersion !== undefined) filter.must_not = [equals('version', options.keepVersion)]
    await callQdrant('delete points', () => this.client.delete(this.collection, { wait: true, filter }))
  }

  async deleteChunks(scope: WorkspaceScope, documentId: string, from: { version: number; chunkIndex: number }): Promise<void> {
    const filter = filterWithin(scope, ...documentConditions({ documentId, version: from.version }), { key: 'chunk_index', range: { gte: from.chunkIndex } })
    await callQdrant('delete points', () => this.client.delete(this.collection, { wait: true, filter }))
  }

  async count(scope: WorkspaceScope, of?: { documentId: string; version?: number }): Promise<number> {
    const filter = of === undefined ? liveWithin(scope) : filterWithin(scope, ...documentConditions(of))
    const { count } = await callQdrant('count points', () => this.client.count(this.collection, { filter, exact: true }))
    return count
  }

  search(scope: WorkspaceScope, request: SearchRequest): Promise<Passage[]> {
    return searchPoints(this.client, this.collection, request, liveWithin(scope, ...conditionsOf(request.filter)))
  }

  searchWithSimilarity(scope: WorkspaceScope, request: SearchRequest): Promise<{ passages: Passage[]; similarity: number | null }> {
    return searchWithSimilarity(this.client, this.collection, request, liveWithin(scope, ...conditionsOf(request.filter)))
  }

  rankSides(scope: WorkspaceScope, request: SearchRequest): Promise<SideRanks> {
    return rankSides(this.client, this.collection, request, liveWithin(scope, ...conditionsOf(request.filter)))
  }

  weighTerms(scope: WorkspaceScope, lexical: SparseVector, pointIds: string[]): Promise<Array<Map<number, number>>> {
    return weighTerms(this.client, this.collection, { lexical, pointIds }, filterWithin(scope, { has_id: pointIds }))
  }

  async listChunks(
    scope: WorkspaceScope,
    documentId: string,
    page: { cursor: number; limit: number; version?: number },
  ): Promise<{ chunks: StoredChunk[]; nextCursor: number | null }> {
    const version = page.version ?? (await this.versionToShow(scope, documentId))
    if (version === null) return { chunks: [], nextCursor: null }
    const filter = filterWithin(scope, ...documentConditions({ documentId, version }))
    // A scroll in an order has no offset of its own, so one chunk more than asked for tells whether and where it goes on.
    const { points } = await callQdrant('list points', () =>
      this.client.scroll(this.collection, { filter, limit: page.limit + 1, order_by: { key: 'chunk_index', start_from: page.cursor }, with_payload: true }),
    )
    const chunks = points.map(storedChunkOf)
    return { chunks: chunks.slice(0, page.limit), nextCursor: chunks[page.limit]?.chunkIndex ?? null }
  }

  readRanges(scope: WorkspaceScope, ranges: ChunkRange[]): Promise<StoredChunk[]> {
    return readRanges(this.client, this.collection, filterWithin(scope), ranges)
  }

  async readChunk(scope: WorkspaceScope, pointId: string): Promise<StoredChunk | null> {
    if (!isPointId(pointId)) return null
    const filter = filterWithin(scope, { has_id: [pointId] })
    const { points } = await callQdrant('read point', () => this.client.scroll(this.collection, { filter, limit: 1, with_payload: true }))
    return points[0] ? storedChunkOf(points[0]) : null
  }

  async findNeighbours(scope: WorkspaceScope, pointId: string, limit: number): Promise<Passage[]> {
    // Qdrant would take the vector of any point, so the point itself must be the workspace's own.
    if ((await this.readChunk(scope, pointId)) === null) return []
    return queryPassages(this.client, this.collection, { query: pointId, using: denseVector, limit, filter: liveWithin(scope) })
  }

  async describe(scope: WorkspaceScope): Promise<CollectionDescription> {
    const points = await this.count(scope)
    return describeCollection(this.client, { alias: this.alias, serverKind: this.serverKind, points })
  }

  /** Asks once and with the key, so a server that would refuse every other request does not pass. */
  async ping(): Promise<void> {
    await callQdrant('ping', () => this.pingClient.collectionExists(this.collection), 0)
  }

  private async versionToShow(scope: WorkspaceScope, documentId: string): Promise<number | null> {
    const document = equals('document_id', documentId)
    return (await this.newestVersion(liveWithin(scope, document))) ?? this.newestVersion(filterWithin(scope, document))
  }

  private async newestVersion(filter: Schemas['Filter']): Promise<number | null> {
    const { points } = await callQdrant('list points', () =>
      this.client.scroll(this.collection, { filter, limit: 1, order_by: { key: 'version', direction: 'desc' }, with_payload: true }),
    )
    return points[0] ? storedChunkOf(points[0]).version : null
  }
}

function documentConditions(of: { documentId: string; version?: number }): Schemas['Condition'][] {
  const conditions = [equals('document_id', of.documentId)]
  if (of.version !== undefined) conditions.push(equals('version', of.version))
  return conditions
}

function pointOf(scope: WorkspaceScope, document: DocumentIdentity, indexed: IndexedChunk, createdAt: string): Schemas['PointStruct'] {
  const { chunk, dense, lexical } = indexed
  const identity = { workspaceId: scope.workspaceId, documentId: document.documentId, version: document.version, chunkIndex: chunk.index }
  return {
    id: pointIdFor(identity),
    vector: { [denseVector]: Array.from(dense), ...(lexical.indices.length > 0 ? { [lexicalVector]: lexical } : {}) },
    payload: payloadOf(scope, document, chunk, createdAt),
  }
}
