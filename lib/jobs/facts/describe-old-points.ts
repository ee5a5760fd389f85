import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'

export interface DescribeOldPointsParts {
  documents: Pick<DocumentStore, 'read'>
  index: Pick<VectorIndex, 'findWithoutFacts' | 'saveFacts'>
}

/**
 * Gives points that were written before filters on format, tags and date existed what those filters read: one request for each
 * document, no vector touched. The index itself says what is left to do, so a kill in between loses nothing, and a start that finds
 * nothing costs one request. Points whose document is gone are left alone. Returns the number of documents.
 */
export async function describeOldPoints({ documents, index }: DescribeOldPointsParts, scope: WorkspaceScope, signal: AbortSignal): Promise<number> {
  const gone: string[] = []
  let done = 0
  for (;;) {
    const id = signal.aborted ? null : await index.findWithoutFacts(scope, gone)
    if (id === null) return done
    const document = await documents.read(scope, id)
    if (document === null) {
      gone.push(id)
      continue
    }
    const { format, tags, writtenAt, createdAt } = document
    await index.saveFacts(scope, id, { format, tags, writtenAt: writtenAt ?? createdAt })
    done += 1
  }
}
