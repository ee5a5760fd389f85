import { createHash } from 'node:crypto'
import type { SentenceMeaning } from '@/lib/answer/checking/sentence-meaning'
import { summarizeDocument } from '@/lib/answer/summary/summarize-document'
import { mostDocuments, summarizeLibrary } from '@/lib/answer/summary/summarize-library'
import type { SummaryDependencies, SummaryStep } from '@/lib/answer/summary/summary-parts'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { DocumentRecord } from '@/lib/domain/document'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { Generator } from '@/lib/domain/ports/generator'
import type { EntailmentJudge } from '@/lib/domain/ports/models/entailment-judge'
import type { StoredSummary, SummaryStore } from '@/lib/domain/ports/stores/summary-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { Summary, SummaryEvent } from '@/lib/domain/summary'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { embedWithClaim } from '@/lib/search/embed-with-claim'
import { servesQuery } from '@/lib/search/serves-query'

export interface SummaryServiceParts {
  store: SummaryStore
  documents: Pick<DocumentStore, 'list' | 'read'>
  index: Pick<VectorIndex, 'listChunks'>
  embedder: Pick<Embedder, 'model' | 'embedPassages'>
  openGenerator: () => Promise<Generator | null>
  extractTerms: SummaryDependencies['extractTerms']
  /** Null where no model is installed that checks statements. */
  entailment: EntailmentJudge | null
  onError: (error: AppError) => void
}

const pageSize = 500

/** Summaries of documents and of the library: made once, kept, and known to be old when what they were made of has changed. */
export class SummaryService {
  constructor(
    private readonly parts: SummaryServiceParts,
    private readonly scope: WorkspaceScope,
  ) {}

  /** `documentId` null: of the library. Null where none was made yet. Errors: not_found, database_failed. */
  async read(documentId: string | null, language: InterfaceLanguage): Promise<Summary | null> {
    const kept = await this.parts.store.read(this.scope, { documentId, language })
    if (documentId !== null) await this.readDocument(documentId)
    return kept === null ? null : toSummary(kept, await this.contentKey(documentId))
  }

  /**
   * Makes one anew and keeps it. What goes wrong before the first event is thrown (not_found, document_not_ready), later it is the last
   * event. Nothing is kept of one that is broken off.
   */
  async *make(documentId: string | null, language: InterfaceLanguage, signal?: AbortSignal): AsyncGenerator<SummaryEvent> {
    const contentKey = await this.contentKey(documentId)
    const steps = documentId === null ? await this.openLibrary(language, signal) : await this.openDocument(documentId, language, signal)
    try {
      for await (const step of steps) {
        signal?.throwIfAborted()
        if (step.type === 'progress') {
          yield { type: 'summary-progress', done: step.done, total: step.total }
          continue
        }
        const { answer, modelName } = step
        const kept = await this.parts.store.save(this.scope, { documentId, language, modelName, answer, contentKey })
        yield { type: 'summary-end', summary: toSummary(kept, contentKey) }
      }
    } catch (thrown) {
      const error = signal?.aborted ? new AppError('cancelled', 'The reader left') : toAppError(thrown)
      if (error.code !== 'cancelled') this.parts.onError(error)
      yield { type: 'summary-error', code: error.code, message: errorCatalog[error.code][language] }
    }
  }

  /** Of a document that is deleted nothing may stay: neither its summary nor that of the library, which quotes it. */
  forget(documentId: string): Promise<void> {
    return this.parts.store.deleteOf(this.scope, documentId)
  }

  private async openDocument(documentId: string, language: InterfaceLanguage, signal?: AbortSignal): Promise<AsyncGenerator<SummaryStep>> {
    const { status, chunkCount } = await this.readDocument(documentId)
    if (status !== 'ready') throw new AppError('document_not_ready', 'The document is not ready')
    if (chunkCount === 0) throw new AppError('empty_document', 'The document holds no text')
    return summarizeDocument(await this.dependencies(), { documentId, chunkCount, language, signal })
  }

  private async openLibrary(language: InterfaceLanguage, signal?: AbortSignal): Promise<AsyncGenerator<SummaryStep>> {
    const documents: DocumentRecord[] = []
    let total = 0
    for await (const document of this.readyDocuments()) {
      total += 1
      if (documents.length < mostDocuments) documents.push(document)
    }
    if (total === 0) throw new AppError('document_not_ready', 'There is no document to summarise')
    return summarizeLibrary(await this.dependencies(), { documents, total, language, signal })
  }

  private async dependencies(): Promise<SummaryDependencies & { generator: Generator | null }> {
    const { index, embedder, extractTerms, entailment, openGenerator } = this.parts
    const meaning: SentenceMeaning = { modelId: embedder.model.id, embed: (claim, texts, signal) => embedWithClaim(embedder, { claim, texts, signal }) }
    return {
      readChunks: (documentId, page) => index.listChunks(this.scope, documentId, page),
      extractTerms,
      embed: async (texts, signal) =>
        servesQuery(embedder, texts.join(' ').slice(0, 4_000)) ? embedder.embedPassages(texts, { signal, isUrgent: true }) : null,
      checking: { extractTerms, meaning, ...(entailment === null ? {} : { entailment }) },
      generator: await openGenerator(),
    }
  }

  /** Changes with the text that a summary is made of. */
  private async contentKey(documentId: string | null): Promise<string> {
    if (documentId !== null) return `${documentId} ${(await this.readDocument(documentId)).version}`
    const hash = createHash('sha256')
    for await (const { id, version } of this.readyDocuments()) hash.update(`${id} ${version}\n`)
    return hash.digest('hex')
  }

  private async *readyDocuments(): AsyncGenerator<DocumentRecord> {
    let cursor: string | undefined
    do {
      const page = await this.parts.documents.list(this.scope, { status: 'ready', limit: pageSize, ...(cursor === undefined ? {} : { cursor }) })
      yield* page.documents
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
  }

  private async readDocument(id: string): Promise<DocumentRecord> {
    const document = await this.parts.documents.read(this.scope, id)
    if (document === null) throw new AppError('not_found', 'No such document')
    return document
  }
}

function toSummary({ contentKey, ...summary }: StoredSummary, presentKey: string): Summary {
  return { ...summary, isCurrent: contentKey === presentKey }
}
