import { AppError } from '@/lib/domain/app-error'
import type { Chunk, IndexedChunk, SparseVector } from '@/lib/domain/chunk'
import type { DocumentRecord, DocumentStage } from '@/lib/domain/document'
import type { StoredChunk } from '@/lib/domain/passage'
import type { ParsedDocument } from '@/lib/domain/ports/document-parser'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { EmbeddedChunk, VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'

export interface WriteParts {
  embedder: Embedder
  index: VectorIndex
  encodePassageTerms: (text: string, context: { source: string; title: string | null; headingPath: string[] }) => SparseVector
}

export interface IngestProgress {
  signal: AbortSignal
  report: (stage: DocumentStage, progress: { done: number; total: number }) => void
}

/** Chunks embedded and written together: what is lost and done again when the app is killed, and one request to Qdrant. */
const batchSize = 32
const listedPerRequest = 256

type ChunkKey = (chunk: Pick<EmbeddedChunk, 'contentHash' | 'start' | 'text'>) => string

const byContentHash: ChunkKey = ({ contentHash }) => contentHash
/** The same bytes have the same text at the same place; the hashes differ where the file's name stands in for a title. */
const byPlace: ChunkKey = ({ start, text }) => `${start} ${text}`

/** False also where the run was of an older Docent, which kept no page breaks: the point is then written anew with the vector it has. */
function isWritten(chunk: Chunk, stored: StoredChunk): boolean {
  return chunk.contentHash === stored.contentHash && chunk.pageBreaks.length === stored.pageBreaks.length
}

export interface WrittenChunks {
  /** Chunks that no other version or document had a vector for, those of an interrupted run included. */
  embeddedCount: number
  /** Searches find them already: nothing is left to publish. */
  isLive: boolean
}

/**
 * Writes the points of one version, not live yet, and sends through the model only what no point has a vector for:
 * 1. Chunks that an interrupted run of this very version wrote are left as they are.
 * 2. Vectors are taken over by content hash from whatever else the index holds of the document: its older versions.
 * 3. Vectors are taken over from `twin`, a document with the same bytes.
 * 4. The rest is embedded in batches; while one is written the next is embedded.
 * Vectors that are taken over pass through page by page, so a large document needs no more memory than a small one.
 *
 * A first version of one batch is written live: one request holds all of it, so no search meets a part, and two requests less for each
 * document are a tenth of what the server's thread does while a folder of small files goes in.
 */
export async function writeChunks(
  parts: WriteParts,
  { document, parsed, twin }: { document: DocumentRecord; parsed: ParsedDocument; twin: DocumentRecord | null },
  progress: IngestProgress,
): Promise<WrittenChunks> {
  const writer = new ChunkWriter(parts, document, parsed, progress)
  if (await writer.skipWritten()) await writer.takeOver(document.id, byContentHash)
  if (twin !== null) await writer.takeOver(twin.id, byPlace)
  await writer.embedWaiting()
  return { embeddedCount: parsed.chunks.length - writer.takenOver.size, isLive: writer.isLive }
}

class ChunkWriter {
  /** Chunk indices whose vector another version or document had. */
  readonly takenOver = new Set<number>()
  /** Everything was written in one request, found by searches from then on. */
  isLive = false
  private readonly scope: WorkspaceScope
  private readonly chunks: Chunk[]
  private readonly waiting: Set<Chunk>

  constructor(
    private readonly parts: WriteParts,
    private readonly document: DocumentRecord,
    private readonly parsed: ParsedDocument,
    private readonly progress: IngestProgress,
  ) {
    this.scope = { workspaceId: document.workspaceId }
    this.chunks = parsed.chunks
    this.waiting = new Set(parsed.chunks)
  }

  /** Leaves out what this version has in the index already. True when there is more of the document in it. */
  async skipWritten(): Promise<boolean> {
    const { index } = this.parts
    const { id, version } = this.document
    let others = await index.count(this.scope, { documentId: id })
    let last = -1
    for (let cursor: number | null = others === 0 ? null : 0; cursor !== null; ) {
      const page: Awaited<ReturnType<VectorIndex['listChunks']>> = await index.listChunks(this.scope, id, { cursor, limit: listedPerRequest, version })
      for (const stored of page.chunks) {
        const chunk = this.chunks[stored.chunkIndex]
        if (chunk !== undefined && isWritten(chunk, stored) && this.waiting.delete(chunk)) others -= 1
        last = stored.chunkIndex
      }
      cursor = page.nextCursor
    }
    // The interrupted run cut the document otherwise, into more chunks.
    if (last >= this.chunks.length) await index.deleteChunks(this.scope, id, { version, chunkIndex: this.chunks.length })
    this.reportProgress()
    return others > 0
  }

  /** Writes what waits and has a vector in another version of `documentId`. */
  async takeOver(documentId: string, keyOf: ChunkKey): Promise<void> {
    const wanted = new Map<string, Chunk[]>()
    for (const chunk of this.chunks) {
      const key = keyOf(chunk)
      const same = wanted.get(key)
      if (same) same.push(chunk)
      else wanted.set(key, [chunk])
    }
    for await (const page of this.parts.index.readVectors(this.scope, documentId)) {
      const found: IndexedChunk[] = []
      for (const embedded of page) {
        const isOfThisVersion = documentId === this.document.id && embedded.version === this.document.version
        for (const chunk of wanted.get(keyOf(embedded)) ?? []) {
          if (!isOfThisVersion) this.takenOver.add(chunk.index)
          if (this.waiting.delete(chunk)) found.push(this.withVector(chunk, embedded.dense))
        }
      }
      this.progress.signal.throwIfAborted()
      await this.write(found)
      this.reportProgress()
    }
  }

  async embedWaiting(): Promise<void> {
    const rest = [...this.waiting]
    const isWhole = this.document.version === 1 && rest.length === this.chunks.length && rest.length > 0 && rest.length <= batchSize
    let writing = Promise.resolve()
    try {
      for (let start = 0; start < rest.length; start += batchSize) {
        const batch = rest.slice(start, start + batchSize)
        const embedded = await this.embed(batch, this.chunks.length - rest.length + start)
        await writing
        writing = this.write(embedded, isWhole)
        // Its failure is thrown where it is awaited, which may be after it has happened.
        writing.catch(() => undefined)
      }
      await writing
      this.isLive = isWhole
    } finally {
      // Whoever stops this relies on nothing being written afterwards.
      await Promise.allSettled([writing])
    }
  }

  private async embed(batch: Chunk[], before: number): Promise<IndexedChunk[]> {
    const { signal, report } = this.progress
    const onProgress = (count: number) => report('embedding', { done: before + count, total: this.chunks.length })
    const texts = batch.map((chunk) => chunk.embeddingText)
    const vectors = await this.parts.embedder.embedPassages(texts, { signal, onProgress })
    signal.throwIfAborted()
    return batch.map((chunk, position) => {
      const dense = vectors[position]
      if (!dense) throw new AppError('embedder_failed', `The embedder returned ${vectors.length} vectors for ${batch.length} texts`)
      return this.withVector(chunk, dense)
    })
  }

  private withVector(chunk: Chunk, dense: Float32Array): IndexedChunk {
    const context = { source: this.document.source, title: this.parsed.document.title, headingPath: chunk.headingPath }
    return { chunk, dense, lexical: this.parts.encodePassageTerms(chunk.text, context) }
  }

  private async write(chunks: IndexedChunk[], isLive = false): Promise<void> {
    const { id: documentId, version, collectionId, source, format, tags, createdAt } = this.document
    const facts = { format, tags, writtenAt: this.parsed.document.metadata.writtenAt ?? createdAt }
    await this.parts.index.upsert(this.scope, { documentId, version, collectionId, source, isLive, facts }, chunks)
  }

  private reportProgress(): void {
    this.progress.report('embedding', { done: this.chunks.length - this.waiting.size, total: this.chunks.length })
  }
}
