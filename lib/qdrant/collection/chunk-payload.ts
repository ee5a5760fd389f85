import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { Chunk } from '@/lib/domain/chunk'
import type { StoredChunk } from '@/lib/domain/passage'
import type { DocumentFacts, DocumentIdentity } from '@/lib/domain/ports/vector-index'
import { foldTag } from '@/lib/domain/retrieval/tags'
import type { WorkspaceScope } from '@/lib/domain/workspace'

/** The payload of a point, exactly. The names are part of what other programs may read from the collection. */
const chunkPayloadSchema = z.object({
  text: z.string(),
  source: z.string(),
  section: z.string(),
  lang: z.string(),
  created_at: z.string(),
  document_id: z.string(),
  version: z.int().nonnegative(),
  workspace_id: z.string(),
  collection_id: z.string(),
  chunk_index: z.int().nonnegative(),
  page: z.int().positive().nullable(),
  // Only where there are any: most chunks lie within one page.
  page_breaks: z.array(z.object({ page: z.int().positive(), start: z.int().nonnegative() })).optional(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  heading_path: z.array(z.string()),
  content_hash: z.string(),
  token_count: z.int().nonnegative(),
  // False until the version is complete. Points written before there was such a field are live.
  live: z.boolean().optional(),
  // For filters alone; points written before there were such fields lack them until the start that gives them.
  format: z.string().optional(),
  tags: z.array(z.string()).optional(),
  written_at: z.string().optional(),
})

export type ChunkPayload = z.infer<typeof chunkPayloadSchema>

const sectionSeparator = ' › '

export function payloadOf(scope: WorkspaceScope, document: DocumentIdentity, chunk: Chunk, createdAt: string): ChunkPayload {
  return {
    text: chunk.text,
    source: document.source,
    section: chunk.headingPath.join(sectionSeparator),
    lang: chunk.language,
    created_at: createdAt,
    document_id: document.documentId,
    version: document.version,
    workspace_id: scope.workspaceId,
    collection_id: document.collectionId,
    chunk_index: chunk.index,
    page: chunk.page,
    ...(chunk.pageBreaks.length > 0 ? { page_breaks: chunk.pageBreaks } : {}),
    start: chunk.start,
    end: chunk.end,
    heading_path: chunk.headingPath,
    content_hash: chunk.contentHash,
    token_count: chunk.tokenCount,
    live: document.isLive,
    ...(document.facts === undefined ? {} : factsPayload(document.facts)),
  }
}

/** Tags are stored folded, since nobody remembers how they wrote one. */
export function factsPayload({ format, tags, writtenAt }: Partial<DocumentFacts>): Pick<ChunkPayload, 'format' | 'tags' | 'written_at'> {
  return {
    ...(format === undefined ? {} : { format }),
    ...(tags === undefined ? {} : { tags: tags.map(foldTag) }),
    ...(writtenAt === undefined ? {} : { written_at: writtenAt }),
  }
}

/**
 * Errors: qdrant_failed when the payload is not what Docent writes. The message names the fields and never their values.
 */
export function storedChunkOf(point: { id: string | number; payload?: unknown }): StoredChunk {
  const parsed = chunkPayloadSchema.safeParse(point.payload)
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))]
    throw new AppError('qdrant_failed', `Point ${point.id} has an unexpected payload (${fields.join(', ') || 'none'})`, { cause: parsed.error })
  }
  const payload = parsed.data
  return {
    pointId: String(point.id),
    documentId: payload.document_id,
    version: payload.version,
    source: payload.source,
    section: payload.section,
    headingPath: payload.heading_path,
    page: payload.page,
    pageBreaks: payload.page_breaks ?? [],
    start: payload.start,
    end: payload.end,
    chunkIndex: payload.chunk_index,
    language: payload.lang,
    text: payload.text,
    contentHash: payload.content_hash,
    tokenCount: payload.token_count,
    createdAt: payload.created_at,
  }
}
