import { AppError } from '@/lib/domain/app-error'
import type { Chunk, IndexedChunk, SparseVector } from '@/lib/domain/chunk'
import type { DocumentRecord, DocumentStage } from '@/lib/domain/document'
import type { ChunkingSettings, DocumentParser, ParsedDocument } from '@/lib/domain/ports/document-parser'
import type { ReadyDocument } from '@/lib/domain/ports/document-store'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'

export interface IngestParts {
  files: FileStore
  parser: DocumentParser
  embedder: Embedder
  index: VectorIndex
  encodePassageTerms: (text: string, context: { source: string; title: string | null; headingPath: string[] }) => SparseVector
  chunking: ChunkingSettings
}

export interface IngestProgress {
  signal: AbortSignal
  report: (stage: DocumentStage, progress: { done: number; total: number }) => void
}

/** Chunks embedded and written together: what is lost and done again when the app is killed, and one request to Qdrant. */
const batchSize = 32
const listedPerRequest = 256
const maxHeadings = 12

/**
 * Takes one stored file to searchable points: parse and cut (in a child process), keep the normalized text, embed in
 * batches, write each batch, and only then remove the version before, points and text, which answers until the new one
 * is complete. A new version's text is kept last for the same reason: citations point into the newest text there is.
 *
 * Safe to run again after a kill at any line: point ids derive from document, version and chunk, batches already in the
 * index are recognised by their content hash and skipped. Rejected: a journal of finished batches in the database; the
 * index itself says what it holds, and two truths can disagree.
 */
export async function ingestDocument(parts: IngestParts, document: DocumentRecord, progress: IngestProgress): Promise<ReadyDocument> {
  const scope = { workspaceId: document.workspaceId }
  const parsed = await parseDocument(parts, document, progress)
  if (parsed.chunks.length === 0) throw new AppError('empty_document', 'The parser found no chunk')
  const keepText = () => parts.files.putNormalized(document.id, document.version, parsed.document)
  if (document.version === 1) await keepText()
  await writeMissingChunks(parts, document, parsed, progress)
  if (document.version > 1) await keepText()
  await removeOlderVersions(parts, document)
  const points = await parts.index.count(scope, { documentId: document.id, version: document.version })
  if (points !== parsed.chunks.length) throw new AppError('qdrant_failed', `The index holds ${points} points of ${parsed.chunks.length} chunks`)
  return describeDocument(parsed)
}

async function removeOlderVersions({ index, files }: IngestParts, { id, workspaceId, version }: DocumentRecord): Promise<void> {
  await index.deleteDocument({ workspaceId }, id, { keepVersion: version })
  await files.deleteNormalized(id, { keepVersion: version })
}

async function parseDocument(parts: IngestParts, document: DocumentRecord, progress: IngestProgress): Promise<ParsedDocument> {
  progress.report('reading', { done: 0, total: 0 })
  const path = await parts.files.originalPath(document.contentHash)
  const request = { path, format: document.format, source: document.source, chunking: parts.chunking }
  return parts.parser.parse(request, { signal: progress.signal, onStage: (stage) => progress.report(stage, { done: 0, total: 0 }) })
}

async function writeMissingChunks(parts: IngestParts, document: DocumentRecord, parsed: ParsedDocument, progress: IngestProgress): Promise<void> {
  const { chunks } = parsed
  const scope = { workspaceId: document.workspaceId }
  const context = { source: document.source, title: parsed.document.title }
  const written = await readWrittenHashes(parts.index, scope, document)
  // Cut anew by another version of Docent since: the half-written version is of no use.
  const isStale = [...written.keys()].some((index) => written.get(index) !== chunks[index]?.contentHash)
  if (isStale) await parts.index.deleteDocument(scope, document.id)
  const missing = isStale ? chunks : chunks.filter((chunk) => !written.has(chunk.index))
  let done = chunks.length - missing.length
  progress.report('embedding', { done, total: chunks.length })
  for (let start = 0; start < missing.length; start += batchSize) {
    const batch = missing.slice(start, start + batchSize)
    const before = done
    const onProgress = (count: number) => progress.report('embedding', { done: before + count, total: chunks.length })
    const vectors = await parts.embedder.embedPassages(
      batch.map((chunk) => chunk.embeddingText),
      { signal: progress.signal, onProgress },
    )
    progress.signal.throwIfAborted()
    await parts.index.upsert(
      scope,
      { documentId: document.id, version: document.version, collectionId: document.collectionId, source: document.source },
      pairVectors(parts, batch, vectors, context),
    )
    done += batch.length
  }
}

function pairVectors(parts: IngestParts, batch: Chunk[], vectors: Float32Array[], context: { source: string; title: string | null }): IndexedChunk[] {
  return batch.map((chunk, position) => {
    const dense = vectors[position]
    if (!dense) throw new AppError('embedder_failed', `The embedder returned ${vectors.length} vectors for ${batch.length} texts`)
    return { chunk, dense, lexical: parts.encodePassageTerms(chunk.text, { ...context, headingPath: chunk.headingPath }) }
  })
}

/** Chunk index to content hash, of the points of this very version that an interrupted run left. */
async function readWrittenHashes(index: VectorIndex, scope: WorkspaceScope, document: DocumentRecord): Promise<Map<number, string>> {
  const hashes = new Map<number, string>()
  const total = await index.count(scope, { documentId: document.id, version: document.version })
  let cursor: number | null = total === 0 ? null : 0
  while (cursor !== null) {
    const page: Awaited<ReturnType<VectorIndex['listChunks']>> = await index.listChunks(scope, document.id, { cursor, limit: listedPerRequest })
    for (const chunk of page.chunks) if (chunk.version === document.version) hashes.set(chunk.chunkIndex, chunk.contentHash)
    cursor = page.nextCursor
  }
  return hashes
}

function describeDocument(parsed: ParsedDocument): ReadyDocument {
  const { document, chunks, language } = parsed
  const headings = document.blocks.filter((block) => block.kind === 'heading').map((block) => document.text.slice(block.start, block.end).trim())
  return {
    title: document.title,
    language,
    headings: [...new Set(headings)].slice(0, maxHeadings),
    pageCount: document.pages.length > 0 ? document.pages.length : null,
    characterCount: document.text.length,
    chunkCount: chunks.length,
  }
}
