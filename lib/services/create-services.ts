import { answerQuestion } from '@/lib/answer/answer-question'
import { suggestQuestions } from '@/lib/answer/suggest-questions'
import type { Settings } from '@/lib/config/settings'
import type { Answer } from '@/lib/domain/answer'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { DocumentRecord } from '@/lib/domain/document'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { PassageFilter } from '@/lib/domain/passage'
import type { FileStore } from '@/lib/domain/ports/file-store'
import { defaultWorkspaceId } from '@/lib/domain/workspace'
import { reportError } from '@/lib/http/report-error'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import { detectFormat } from '@/lib/ingest/detect-format'
import { type AddedDocument, addDocument, type IncomingDocument } from '@/lib/jobs/add-document'
import { takeUpload } from '@/lib/jobs/archive/take-upload'
import { deleteDocument, finishDeletions } from '@/lib/jobs/delete-document'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { tagDocument } from '@/lib/jobs/facts/tag-document'
import { renameDocument } from '@/lib/jobs/folder/rename-document'
import { IngestRunner } from '@/lib/jobs/ingest-runner'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'
import { QueueControl } from '@/lib/jobs/queue/queue-control'
import { removeUnreferencedOriginals } from '@/lib/jobs/unreferenced-originals'
import { encodePassageTerms } from '@/lib/search/encode-lexical'
import { extractTerms } from '@/lib/search/extract-terms'
import type { PassageQuery } from '@/lib/search/search-passages'
import { checkHealth } from './check-health'
import { CollectionChunkingService } from './collection-chunking'
import { LlmConnections } from './connections/llm-connections'
import { takeOverConnection } from './connections/take-over-connection'
import { ConversationService } from './conversations/conversation-service'
import { RunningAnswers } from './conversations/running-answers'
import { startFolderWatch } from './folder-watch'
import { createLibraryReader } from './lab/lab-parts'
import { startLab } from './lab/start-lab'
import { startModelChanges } from './models/change/start-model-changes'
import { type Adapters, closeAll } from './open-adapters'
import { type LayoutRange, LayoutReader } from './read-layout'
import { openAnswerFacts } from './search/answer-facts'
import { startDescribingPoints } from './search/point-facts'
import { SearchService } from './search/search-service'
import { SummaryService } from './summaries/summary-service'
import { type LibraryStatus, watchDocuments } from './watch-documents'
import { startWebSites } from './web-sites'
import { workLimits } from './work-limits'

/** While a new version is being read, the one before still answers, and its text is the one that citations point into. */
async function readNewestContent(files: FileStore, document: DocumentRecord): Promise<NormalizedDocument> {
  for (let version = document.version; ; version--) {
    try {
      return await files.readNormalized(document.id, version)
    } catch (thrown) {
      const error = toAppError(thrown)
      if (error.code !== 'original_missing') throw error
      if (version <= 1)
        throw document.status === 'ready' ? error : new AppError('document_not_ready', 'No version of the document has been read yet', { cause: error })
    }
  }
}

export type Services = Awaited<ReturnType<typeof createServices>>

interface AskRequest {
  question: string
  topK: number
  filter?: PassageFilter
  signal?: AbortSignal
}

const suggestionDocuments = 50

/** Puts the rooms together: the one place that knows them all. Routes call what this returns and nothing else. */
export async function createServices(settings: Settings, adapters: Adapters, version: string) {
  const { database, models, files, parser, recognitionPath, entailment } = adapters
  const { index, embedder } = models.active
  const { documents } = database
  const scope = { workspaceId: defaultWorkspaceId }
  const feed = new DocumentFeed()
  await takeOverConnection(database, scope)
  const connections = new LlmConnections(settings.generator, database.connections, scope, adapters.localModels)
  const embeddingEndpoints = models.endpoints
  const chunkingParts = { collections: database.collections, documents, activeModel: () => models.active.current, feed, wakeRunner: () => runner.wake() }
  const chunking = new CollectionChunkingService(chunkingParts, scope)
  const locks = new KeyedLocks()
  const runner = new IngestRunner({
    documents,
    locks,
    isPaused: await database.queueSettings.readIsPaused(scope),
    parts: { files, parser, embedder, index, encodePassageTerms, documents, locks, recognitionPath, readChunking: () => chunking.readSettings() },
    feed,
    concurrency: workLimits.documentsInWork,
    onError: reportError,
  })
  const queue = new QueueControl({ documents, index, files, settings: database.queueSettings, feed, runner }, scope)
  const libraryParts = { documents, index, files, feed, locks, cancelWork: (id: string) => runner.release(id), wakeRunner: () => runner.wake(), detectFormat }
  await finishDeletions(libraryParts, scope)
  await removeUnreferencedOriginals({ files, documents }, scope)
  await runner.start()
  const readText = async (id: string) => (await readNewestContent(files, await readDocument(id))).text
  const modelChanges = await startModelChanges(
    {
      models,
      database,
      files,
      runner,
      reranker: () => adapters.reranker,
      createReader: () => createLibraryReader({ scope, documents, readText }),
      recut: (id) => chunking.recut(id),
    },
    scope,
  )
  const addToLibrary = (incoming: IncomingDocument): Promise<AddedDocument> => addDocument(libraryParts, scope, incoming)
  const summaryParts = { store: database.summaries, documents, index, embedder, extractTerms, entailment, openGenerator: () => connections.openGenerator() }
  const summaries = new SummaryService({ ...summaryParts, onError: (error) => reportError('summarising', error) }, scope)
  const deleteFromLibrary = async (id: string): Promise<boolean> => {
    const isDeleted = await deleteDocument(libraryParts, scope, id)
    if (isDeleted) await summaries.forget(id)
    return isDeleted
  }
  const siteParts = { sites: database.sites, documents, files, addDocument: addToLibrary, deleteDocument: deleteFromLibrary }
  const sites = await startWebSites(settings, siteParts, scope)
  const renameInLibrary = (id: string, source: string) => renameDocument(libraryParts, scope, id, source)
  const folderParts = { scope, documents, addDocument: addToLibrary, deleteDocument: deleteFromLibrary, renameDocument: renameInLibrary }
  const folderWatch = await startFolderWatch(settings, folderParts)

  const layouts = new LayoutReader({ readDocument, readContent: (document) => readNewestContent(files, document) })
  const searching = new SearchService(
    { index, embedder, reranker: () => adapters.reranker, settings: database.searchSettings, onError: (error) => reportError('searching', error) },
    scope,
  )
  const pointFacts = startDescribingPoints({ documents, index }, scope)
  const labParts = { scope, documents, conversations: database.conversations, testSets: database.testSets, index, embedder, addDocument: addToLibrary }
  const lab = await startLab({
    ...labParts,
    reranker: () => adapters.reranker,
    trace: (request) => searching.trace(request),
    openGenerator: () => connections.openGenerator(),
    readText,
  })
  const answerParts = async (filter?: PassageFilter, connectionId: string | null = null) => {
    const generator = await connections.openGenerator(connectionId)
    return {
      ...(await searching.openAnswerSearch(generator, filter)),
      ...openAnswerFacts(documents, scope, filter),
      generator,
      extractTerms,
      entailment: entailment ?? undefined,
    }
  }

  const onAnswerError = (error: AppError) => reportError('answering', error)
  const runningAnswers = new RunningAnswers(onAnswerError)
  const conversations = new ConversationService(
    {
      store: database.conversations,
      running: runningAnswers,
      openAnswer: ({ filter, connectionId }) => answerParts(filter, connectionId),
      onError: onAnswerError,
    },
    scope,
  )

  return {
    scope,
    version,
    documents,
    conversations,
    settings: database.settings,
    files,
    index,
    embedder,
    search: (query: PassageQuery) => searching.search(query),
    searching,
    lab,
    queue,
    chunking,
    modelChanges,
    sites,
    readFolderState: () => folderWatch.readState(),
    addDocument: addToLibrary,
    takeUpload: (incoming: IncomingDocument) => takeUpload({ files, documents, locks, addDocument: addToLibrary, tidySource: tidySourceName }, incoming),
    deleteDocument: deleteFromLibrary,
    tagDocument: (id: string, tags: string[]) => tagDocument({ ...libraryParts, tags: database.tags }, scope, id, tags),
    listTags: () => database.tags.list(scope),
    readDocument,
    async readContent(id: string): Promise<DocumentRecord & { content: NormalizedDocument }> {
      const document = await readDocument(id)
      return { ...document, content: await readNewestContent(files, document) }
    },
    readLayout: (id: string, ranges: LayoutRange[]) => layouts.read(id, ranges),
    readStatus,
    watchDocuments: (signal: AbortSignal) => watchDocuments(feed, scope, readStatus, signal),
    async answer(request: AskRequest): Promise<Answer> {
      for await (const event of answerQuestion(await answerParts(request.filter), { ...request, history: [] })) if (event.type === 'end') return event.answer
      throw new AppError('internal_error', 'The answer ended without an end')
    },
    async suggestQuestions(language: InterfaceLanguage): Promise<string[]> {
      const { documents: ready } = await documents.list(scope, { status: 'ready', limit: suggestionDocuments })
      return suggestQuestions(ready, language)
    },
    embeddingEndpoints,
    connections,
    summaries,
    async checkHealth() {
      const probes = { qdrant: () => index.ping(), database: () => database.ping(), embedder: () => embedder.ready() }
      return checkHealth({ ...probes, llm: await connections.readProbe() })
    },
    async stop(): Promise<void> {
      await runningAnswers.close()
      await lab.stop()
      await pointFacts.stop()
      await folderWatch.stop()
      await sites.stop()
      await modelChanges.stop()
      await runner.stop()
      await closeAll(adapters.closers)
    },
  }

  async function readDocument(id: string): Promise<DocumentRecord> {
    const document = await documents.read(scope, id)
    if (!document) throw new AppError('not_found', 'No such document')
    return document
  }

  async function readStatus(): Promise<LibraryStatus> {
    const [counts, points, state, failures] = await Promise.all([
      documents.counts(scope),
      index.count(scope),
      queue.readState(),
      documents.countFailures(scope),
    ])
    return { documents: counts, points, queue: state, failures }
  }
}
