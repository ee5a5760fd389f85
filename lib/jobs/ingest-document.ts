import { isDeepStrictEqual } from 'node:util'
import { AppError } from '@/lib/domain/app-error'
import type { DocumentFormat, DocumentRecord } from '@/lib/domain/document'
import type { ChunkingSettings, DocumentParser, ParsedDocument } from '@/lib/domain/ports/document-parser'
import type { DocumentStore, ReadyDocument } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import { acquireUnlessAborted } from './ingest/acquire-unless-aborted'
import { describeDocument, type IngestOutcome } from './ingest/describe-document'
import { type IngestProgress, type WriteParts, type WrittenChunks, writeChunks } from './ingest/write-chunks'
import type { KeyedLocks } from './keyed-locks'

export type { IngestProgress } from './ingest/write-chunks'

export interface IngestParts extends WriteParts {
  files: FileStore
  parser: DocumentParser
  documents: Pick<DocumentStore, 'findTwin'>
  locks: KeyedLocks
  /** How the document's collection is cut; asked when its turn comes, so that a change reaches everything that still waits. */
  readChunking: (document: DocumentRecord) => Promise<ChunkingSettings>
  /** Folder with tesseract's language files. */
  recognitionPath?: string
}

/** A file of pictures may hold no text and still be what a person wanted kept. */
const mayBeWithoutText = new Set<DocumentFormat>(['pdf', 'image'])

/**
 * Takes one stored file to searchable points: parse and cut (in a child process), write the chunks with their vectors where no
 * search finds them yet, keep the normalized text, and publish: from that request on the new version answers and the one
 * before is gone. A new version's text is kept just before, since citations point into the newest text there is.
 *
 * Safe to run again after a kill at any line: point ids derive from document, version and chunk, and what is in the index already
 * is recognised by its content hash. Rejected: a journal of finished batches in the database; the index itself says what it
 * holds, and two truths can disagree.
 *
 * Documents with the same bytes wait for each other, so that the second finds the vectors of the first.
 */
export async function ingestDocument(parts: IngestParts, document: DocumentRecord, progress: IngestProgress): Promise<ReadyDocument> {
  const release = await acquireUnlessAborted(parts.locks, `content ${document.contentHash}`, progress.signal)
  try {
    let outcome = await parseAndWrite(parts, document, progress)
    // The settings were changed meanwhile: a document in work is no ready one that the change could have queued.
    while (!isDeepStrictEqual(outcome.chunking, await parts.readChunking(document))) outcome = await parseAndWrite(parts, document, progress)
    if (!outcome.isLive) await publish(parts, document, outcome.parsed)
    return describeDocument(outcome)
  } finally {
    release()
  }
}

async function parseAndWrite(parts: IngestParts, document: DocumentRecord, progress: IngestProgress): Promise<IngestOutcome & WrittenChunks> {
  const chunking = await parts.readChunking(document)
  const parsed = await parseDocument(parts, document, chunking, progress)
  if (parsed.chunks.length === 0 && !mayBeWithoutText.has(document.format)) throw new AppError('empty_document', 'The parser found no chunk')
  // A first version can be read while it is embedded: there is no other text that citations could mean.
  if (document.version === 1) await parts.files.putNormalized(document.id, 1, parsed.document)
  const twin = await parts.documents.findTwin({ workspaceId: document.workspaceId }, document.contentHash, document.id)
  const written = await writeChunks(parts, { document, parsed, twin }, progress)
  return { parsed, chunking, modelMaxTokens: parts.embedder.model.maxTokens, hasTwin: twin !== null, ...written }
}

async function parseDocument(parts: IngestParts, document: DocumentRecord, chunking: ChunkingSettings, progress: IngestProgress): Promise<ParsedDocument> {
  progress.report('reading', { done: 0, total: 0 })
  const path = await parts.files.originalPath(document.contentHash)
  const request = { path, format: document.format, source: document.source, chunking, recognitionPath: parts.recognitionPath }
  return parts.parser.parse(request, { signal: progress.signal, onStage: (stage, pages = { done: 0, total: 0 }) => progress.report(stage, pages) })
}

async function publish({ index, files }: IngestParts, document: DocumentRecord, parsed: ParsedDocument): Promise<void> {
  const { id, workspaceId, version } = document
  const points = await index.count({ workspaceId }, { documentId: id, version })
  if (points !== parsed.chunks.length) throw new AppError('qdrant_failed', `The index holds ${points} points of ${parsed.chunks.length} chunks`)
  if (version > 1) await files.putNormalized(id, version, parsed.document)
  await index.publishVersion({ workspaceId }, id, version)
  await files.deleteNormalized(id, { keepVersion: version })
}
