import { AppError } from '@/lib/domain/app-error'
import type { IndexedChunk, SparseVector } from '@/lib/domain/chunk'
import type { Passage } from '@/lib/domain/passage'
import type { ChunkRange, DocumentFacts, DocumentIdentity, EmbeddedChunk, SearchRequest, VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { ActiveModel } from './active-model'

/** The index of the model that answers, whichever that is. Writes wait while a switch is under way and are noted for the other collection. */
export class ActiveIndex implements VectorIndex {
  constructor(private readonly active: ActiveModel) {}

  private get index(): VectorIndex {
    return this.active.current.index
  }

  private write(documentId: string, write: (index: VectorIndex) => Promise<void>): Promise<void> {
    return this.active.gate.pass(() => this.active.changed.during(documentId, () => write(this.index)))
  }

  prepare() {
    return this.index.prepare()
  }

  upsert(scope: WorkspaceScope, document: DocumentIdentity, chunks: IndexedChunk[]): Promise<void> {
    return this.write(document.documentId, async (index) => {
      const isForeign = chunks.some(({ dense }) => this.active.makerOf(dense) !== this.active.current)
      // Not after a switch that stops all work first; a vector in the wrong collection could never be told from a right one.
      if (isForeign) throw new AppError('embedder_failed', 'The model was changed while the chunks were embedded')
      await index.upsert(scope, document, chunks)
    })
  }

  publishVersion(scope: WorkspaceScope, documentId: string, version: number): Promise<void> {
    return this.write(documentId, (index) => index.publishVersion(scope, documentId, version))
  }

  renameSource(scope: WorkspaceScope, documentId: string, source: string): Promise<void> {
    return this.write(documentId, (index) => index.renameSource(scope, documentId, source))
  }

  saveFacts(scope: WorkspaceScope, documentId: string, facts: Partial<DocumentFacts>): Promise<void> {
    return this.write(documentId, (index) => index.saveFacts(scope, documentId, facts))
  }

  deleteDocument(scope: WorkspaceScope, documentId: string, options?: { keepVersion?: number }): Promise<void> {
    return this.write(documentId, (index) => index.deleteDocument(scope, documentId, options))
  }

  deleteChunks(scope: WorkspaceScope, documentId: string, from: { version: number; chunkIndex: number }): Promise<void> {
    return this.write(documentId, (index) => index.deleteChunks(scope, documentId, from))
  }

  async *readVectors(scope: WorkspaceScope, documentId: string): AsyncGenerator<EmbeddedChunk[]> {
    const maker = this.active.current
    for await (const page of maker.index.readVectors(scope, documentId)) {
      for (const { dense } of page) this.active.noteMaker(dense, maker)
      yield page
    }
  }

  search(scope: WorkspaceScope, request: SearchRequest): Promise<Passage[]> {
    return this.active.asked(() => this.active.makerOf(request.dense).index.search(scope, request))
  }

  searchWithSimilarity(scope: WorkspaceScope, request: SearchRequest) {
    return this.active.asked(() => this.active.makerOf(request.dense).index.searchWithSimilarity(scope, request))
  }

  rankSides(scope: WorkspaceScope, request: SearchRequest) {
    return this.active.asked(() => this.active.makerOf(request.dense).index.rankSides(scope, request))
  }

  weighTerms(scope: WorkspaceScope, lexical: SparseVector, pointIds: string[]) {
    return this.index.weighTerms(scope, lexical, pointIds)
  }

  findWithoutFacts(scope: WorkspaceScope, except: string[]) {
    return this.index.findWithoutFacts(scope, except)
  }

  count(scope: WorkspaceScope, of?: { documentId: string; version?: number }) {
    return this.index.count(scope, of)
  }

  listChunks(scope: WorkspaceScope, documentId: string, page: { cursor: number; limit: number; version?: number }) {
    return this.index.listChunks(scope, documentId, page)
  }

  readRanges(scope: WorkspaceScope, ranges: ChunkRange[]) {
    return this.index.readRanges(scope, ranges)
  }

  readChunk(scope: WorkspaceScope, pointId: string) {
    return this.index.readChunk(scope, pointId)
  }

  findNeighbours(scope: WorkspaceScope, pointId: string, limit: number) {
    return this.index.findNeighbours(scope, pointId, limit)
  }

  describe(scope: WorkspaceScope) {
    return this.index.describe(scope)
  }

  ping() {
    return this.index.ping()
  }
}
