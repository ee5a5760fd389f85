import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { StoredChunk } from '@/lib/domain/passage'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { CollectionMirror } from '@/lib/domain/ports/stores/vector-collections'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { rebuildEmbeddingText } from '@/lib/ingest/rebuild-embedding-text'

export interface SyncParts {
  mirror: CollectionMirror
  documents: Pick<DocumentStore, 'read'>
  files: Pick<FileStore, 'readNormalized'>
  /** By the model whose collection is the copy. */
  embed: (texts: string[], signal: AbortSignal) => Promise<Float32Array[]>
  /** Resolves when it is this work's turn: questions and documents that come in go first. */
  waitForTurn: (signal: AbortSignal) => Promise<void>
  onCopied: (count: number) => void
}

/** Short, so that a question or a document that comes in waits for little, and so that a kill costs little. */
const chunksPerBatch = 8

/**
 * Makes the copy hold of one document what searches find of it in the original, whatever became of it: new, changed, renamed, tagged,
 * deleted. Dense vectors are made anew by the copy's model, from the text the first model read; everything else is copied as it is.
 *
 * What the copy is to lose is noted before anything is copied. A new version may take the old one's place meanwhile: what has become
 * too much only then waits for the next round, which takes its vectors over first.
 *
 * It compares and writes nothing down, so it may be stopped anywhere and run again, and twice is the same as once.
 * Errors: those of the mirror, the stores and the model.
 */
export async function syncDocument(parts: SyncParts, scope: WorkspaceScope, documentId: string, signal: AbortSignal): Promise<void> {
  const readText = createTextReader(parts, scope, documentId)
  const extra = await parts.mirror.listExtra(scope, documentId)
  for await (const missing of parts.mirror.findMissing(scope, documentId)) {
    signal.throwIfAborted()
    const known = await parts.mirror.findVectors(
      scope,
      documentId,
      missing.map((chunk) => chunk.contentHash),
    )
    const found = missing.flatMap((chunk) => {
      const dense = known.get(chunk.contentHash)
      return dense ? [{ chunk, dense }] : []
    })
    await parts.mirror.copy(scope, found)
    parts.onCopied(found.length)
    await embedAndCopy(
      parts,
      scope,
      missing.filter((chunk) => !known.has(chunk.contentHash)),
      { readText, signal },
    )
  }
  signal.throwIfAborted()
  await parts.mirror.remove(scope, extra)
}

type ReadText = (chunk: StoredChunk) => Promise<string>

async function embedAndCopy(
  parts: SyncParts,
  scope: WorkspaceScope,
  chunks: StoredChunk[],
  { readText, signal }: { readText: ReadText; signal: AbortSignal },
): Promise<void> {
  for (let start = 0; start < chunks.length; start += chunksPerBatch) {
    const batch = chunks.slice(start, start + chunksPerBatch)
    const texts: string[] = []
    for (const chunk of batch) texts.push(await readText(chunk))
    await parts.waitForTurn(signal)
    signal.throwIfAborted()
    const vectors = await parts.embed(texts, signal)
    const copies = batch.map((chunk, position) => {
      const dense = vectors[position]
      if (!dense) throw new AppError('embedder_failed', `The embedder returned ${vectors.length} vectors for ${batch.length} texts`)
      return { chunk, dense }
    })
    await parts.mirror.copy(scope, copies)
    parts.onCopied(copies.length)
  }
}

/** Reads the record once, and the normalized text at most once for each version that is in the index. */
function createTextReader({ documents, files }: SyncParts, scope: WorkspaceScope, documentId: string): ReadText {
  let title: Promise<string | null> | null = null
  const texts = new Map<number, Promise<NormalizedDocument | null>>()
  const readTitle = async () => (await documents.read(scope, documentId))?.title ?? null
  return async (chunk) => {
    title ??= readTitle()
    return rebuildEmbeddingText(chunk, await title, () => {
      const text = texts.get(chunk.version) ?? files.readNormalized(documentId, chunk.version).catch(nullWhenMissing)
      texts.set(chunk.version, text)
      return text
    })
  }
}

/** It was deleted, or replaced, in the meantime. */
function nullWhenMissing(error: unknown): null {
  if (error instanceof AppError && error.code === 'original_missing') return null
  throw error
}
