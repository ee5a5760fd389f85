import { AppError } from '@/lib/domain/app-error'
import type { DocumentRecord } from '@/lib/domain/document'
import type { TagStore } from '@/lib/domain/ports/stores/tag-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { tagLimits, tidyTags } from '@/lib/domain/retrieval/tags'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed } from '../document-feed'

export interface TagDocumentParts {
  tags: TagStore
  index: Pick<VectorIndex, 'saveFacts'>
  feed: DocumentFeed
  /** Stops work on it and puts it back in the queue. */
  cancelWork: (documentId: string) => Promise<void>
  wakeRunner: () => void
}

/**
 * Files a document under these words instead of those it had. Its points get them too, without being embedded anew. Work on a
 * document that began under the old tags is stopped, to go on under the new ones, and the points it wrote meanwhile get them as well.
 * Errors: not_found, invalid_request over the limits, qdrant_unavailable (the record is saved by then; saving again finishes).
 */
export async function tagDocument(parts: TagDocumentParts, scope: WorkspaceScope, id: string, wanted: string[]): Promise<DocumentRecord> {
  const tags = tidyTags(wanted)
  if (tags.length > tagLimits.tags) throw new AppError('invalid_request', `tags: at most ${tagLimits.tags}`)
  if (tags.some((tag) => tag.length > tagLimits.characters)) throw new AppError('invalid_request', `tags: at most ${tagLimits.characters} characters each`)
  const document = await parts.tags.save(scope, id, tags)
  await parts.index.saveFacts(scope, id, { tags })
  if (document.status === 'processing') {
    await parts.cancelWork(id)
    await parts.index.saveFacts(scope, id, { tags })
    parts.wakeRunner()
  }
  parts.feed.publish({ type: 'document-changed', document })
  return document
}
