import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '@/lib/config/settings'
import { lockDataDirectory } from '@/lib/db/data-directory-lock'
import { type Database, openDatabase } from '@/lib/db/open-database'
import type { DocumentParser } from '@/lib/domain/ports/document-parser'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { EntailmentJudge } from '@/lib/domain/ports/models/entailment-judge'
import type { Reranker } from '@/lib/domain/ports/reranker'
import { ProcessDocumentParser } from '@/lib/ingest/process-document-parser'
import { prepareLanguageFiles } from '@/lib/ingest/recognition/prepare-language-files'
import { chooseDefaultModel } from '@/lib/models/choose-default-model'
import { openEntailmentJudge } from '@/lib/models/entailment/open-entailment-judge'
import { LocalModels } from '@/lib/models/local-generator/local-models'
import { findModel } from '@/lib/models/model-manifest'
import { openReranker } from '@/lib/models/reranker/open-reranker'
import { startManagedServer } from '@/lib/qdrant/managed-server'
import type { QdrantCollectionsOptions } from '@/lib/qdrant/mirror/qdrant-collections'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { AesSecretBox } from '@/lib/storage/secret-box'
import { openSecretKeyFile } from '@/lib/storage/secret-key-file'
import { StorageLayout } from '@/lib/storage/storage-layout'
import { type OpenedModels, openModels } from './models/open-models'
import { runStartStep } from './start-step'
import { workLimits } from './work-limits'

/** The outside world, opened and checked. `closers` end it in reverse order. */
export interface Adapters {
  database: Database
  files: FileStore
  /** The embedding models and their collections. */
  models: OpenedModels
  /** Null where no reranking model is installed. */
  reranker: Reranker | null
  /** Null where no model is installed that checks statements. */
  entailment: EntailmentJudge | null
  /** Language models that run on this machine; none does before it is asked. */
  localModels: LocalModels
  parser: DocumentParser
  /** Folder with the language files for text recognition. */
  recognitionPath: string
  closers: Array<() => Promise<void>>
}

/**
 * Opens everything in the order in which one needs the other: the lock on the data directory first, since whatever
 * follows must happen in one process only. What was opened before a failure is closed again.
 */
export async function openAdapters(settings: Settings, log: (message: string) => void): Promise<Adapters> {
  const closers: Array<() => Promise<void>> = []
  try {
    await mkdir(settings.dataDirectory, { recursive: true, mode: 0o700 })
    const lock = await lockDataDirectory(settings.dataDirectory)
    closers.push(() => lock.release())
    const model = settings.embeddingModelId === null ? await chooseDefaultModel(settings.modelsDirectory) : findModel(settings.embeddingModelId)
    const database = await runStartStep(
      () => 'Database ready',
      () => openDatabaseIn(settings, model.id),
    )
    closers.push(() => database.close())
    const files = await DiskFileStore.open(settings.dataDirectory)
    const models = await openModels(settings, { database, qdrant: await openQdrant(settings, closers, log) }, log)
    closers.push(() => models.shelf.close())
    const reranker = await openRerankerIn(settings, closers)
    const entailment = await openEntailmentIn(settings, closers)
    const localModels = new LocalModels({ modelsDirectory: settings.modelsDirectory, workerPath: join(settings.workersDirectory, 'write-worker.mjs') })
    closers.push(() => localModels.close())
    const recognitionPath = await prepareLanguageFiles(join(settings.dataDirectory, 'recognition'), settings.workersDirectory)
    const parser = openParser(settings, [new StorageLayout(settings.dataDirectory).originals, settings.modelsDirectory, recognitionPath])
    closers.push(() => parser.close())
    return { database, files, models, reranker, entailment, localModels, parser, recognitionPath, closers }
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}

export async function closeAll(closers: Array<() => Promise<void>>): Promise<void> {
  for (const close of closers.splice(0).reverse()) await close()
}

function openParser(settings: Settings, readableFolders: string[]): ProcessDocumentParser {
  return new ProcessDocumentParser({
    workerPath: join(settings.workersDirectory, 'parse-worker.mjs'),
    poolSize: workLimits.parserProcesses,
    filesPerProcess: workLimits.filesPerParserProcess,
    readableFolders,
  })
}

async function openDatabaseIn(settings: Settings, embeddingModelId: string): Promise<Database> {
  return openDatabase({
    path: join(settings.dataDirectory, 'docent.sqlite'),
    migrationsDirectory: settings.migrationsDirectory,
    embeddingModelId,
    secretBox: new AesSecretBox(await openSecretKeyFile(settings.dataDirectory)),
  })
}

async function openQdrant(settings: Settings, closers: Adapters['closers'], log: (message: string) => void): Promise<QdrantCollectionsOptions> {
  const { url, apiKey, binaryPath } = settings.qdrant
  if (url) return { connection: { url, apiKey }, serverKind: 'external' }
  const server = await runStartStep(
    () => 'Qdrant ready',
    () => startManagedServer({ dataDirectory: settings.dataDirectory, binaryPath: binaryPath ?? undefined, searchPath: settings.searchPath, onLog: log }),
  )
  closers.push(() => server.stop())
  return { connection: server, serverKind: 'managed' }
}

async function openRerankerIn(settings: Settings, closers: Adapters['closers']): Promise<Reranker | null> {
  const { modelsDirectory, rerankerModelId } = settings
  return startPairModel('Reranking model', closers, await openReranker({ modelsDirectory, rerankerModelId, workerPath: pairWorkerPath(settings) }))
}

async function openEntailmentIn(settings: Settings, closers: Adapters['closers']): Promise<EntailmentJudge | null> {
  const { modelsDirectory, entailmentModelId } = settings
  return startPairModel('Checking model', closers, await openEntailmentJudge({ modelsDirectory, entailmentModelId, workerPath: pairWorkerPath(settings) }))
}

function pairWorkerPath({ workersDirectory }: Settings): string {
  return join(workersDirectory, 'pair-worker.mjs')
}

async function startPairModel<Model extends Reranker | EntailmentJudge>(
  name: string,
  closers: Adapters['closers'],
  model: Model | null,
): Promise<Model | null> {
  if (model === null) return null
  closers.push(() => model.close())
  await runStartStep(
    () => `${name} ${model.modelId} ready`,
    () => model.ready(),
  )
  return model
}
