import { toAppError } from '@/lib/domain/app-error'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { Generator } from '@/lib/domain/ports/generator'
import type { Reranker } from '@/lib/domain/ports/reranker'
import type { TestSetStore } from '@/lib/domain/ports/stores/test-set-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { AddedDocument, IncomingDocument } from '@/lib/jobs/add-document'
import type { LibraryReader } from '@/lib/search/lab/locate-judgements'
import type { PassageQuery, TracedSearch } from '@/lib/search/search-passages'

/** What the lab needs of the rest of the app. */
export interface LabParts {
  scope: WorkspaceScope
  testSets: TestSetStore
  documents: Pick<DocumentStore, 'read' | 'findBySource' | 'list'>
  index: VectorIndex
  embedder: Embedder
  /** The installed reranker, or null. */
  reranker: () => Reranker | null
  /** The search that answers questions, under the configuration of the request alone. */
  trace: (request: PassageQuery) => Promise<TracedSearch>
  openGenerator: () => Promise<Generator | null>
  /** The newest text of a document that can be read. Errors: not_found, document_not_ready. */
  readText: (documentId: string) => Promise<string>
  addDocument: (incoming: IncomingDocument) => Promise<AddedDocument>
}

/** Texts kept while judgements are located: neighbouring questions often ask for the same documents. */
const textsKept = 20

/** The library as judgements are looked up in it. Made anew for each task, so that what it remembers does not grow old. */
export function createLibraryReader({ scope, documents, readText }: Pick<LabParts, 'scope' | 'documents' | 'readText'>): LibraryReader {
  const texts = new Map<string, string | null>()
  return {
    async findDocument({ documentId, source }: Pick<TestJudgement, 'documentId' | 'source'>) {
      const byId = documentId === null ? null : await documents.read(scope, documentId)
      return byId ?? documents.findBySource(scope, source)
    },
    async readText(documentId) {
      const known = texts.get(documentId)
      if (known !== undefined) return known
      const text = await readText(documentId).catch(withoutText)
      const oldest = texts.keys().next()
      if (texts.size >= textsKept && !oldest.done) texts.delete(oldest.value)
      texts.set(documentId, text)
      return text
    },
  }
}

/** A document that was deleted in between, or that was never read, has no place that could be found. */
function withoutText(thrown: unknown): null {
  const error = toAppError(thrown)
  if (error.code === 'not_found' || error.code === 'document_not_ready' || error.code === 'original_missing') return null
  throw error
}
