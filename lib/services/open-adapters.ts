import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Settings } from '@/lib/config/settings'
import { lockDataDirectory } from '@/lib/db/data-directory-lock'
import { type Database, openDatabase } from '@/lib/db/open-database'
import type { DocumentParser } from '@/lib/domain/ports/document-parser'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { ProcessDocumentParser } from '@/lib/ingest/process-document-parser'
import { prepareLanguageFiles } from '@/lib/ingest/recognition/prepare-language-files'
import { verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { findModel, type ModelManifestEntry } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { startManagedServer } from '@/lib/qdrant/managed-server'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { AesSecretBox } from '@/lib/storage/secret-box'
import { openSecretKeyFile } from '@/lib/storage/secret-key-file'
import { StorageLayout } from '@/lib/storage/storage-layout'
import { runStartStep } from './start-step'
import { workLimits } from './work-limits'

/** The outside world, opened and checked. `closers` end it in reverse order. */
export interface Adapters {
  model: ModelManifestEntry
  database: Database
  files: FileStore
  index: VectorIndex
  embedder: Embedder
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
    const model = findModel(settings.embeddingModelId)
    const database = await runStartStep(
      () => 'Database ready',
      () => openDatabaseIn(settings),
    )
    closers.push(() => database.close())
    const files = await DiskFileStore.open(settings.dataDirectory)
    const index = await openIndex(settings, model, closers, log)
    const embedder = await openEmbedder(settings, model, closers)
    const recognitionPath = await prepareLanguageFiles(join(settings.dataDirectory, 'recognition'), settings.workersDirectory)
    const parser = openParser(settings, [new StorageLayout(settings.dataDirectory).originals, settings.modelsDirectory, recognitionPath])
    closers.push(() => parser.close())
    return { model, database, files, index, embedder, parser, recognitionPath, closers }
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

async function openDatabaseIn(settings: Settings): Promise<Database> {
  return openDatabase({
    path: join(settings.dataDirectory, 'docent.sqlite'),
    migrationsDirectory: settings.migrationsDirectory,
    embeddingModelId: settings.embeddingModelId,
    secretBox: new AesSecretBox(await openSecretKeyFile(settings.dataDirectory)),
  })
}

async function openIndex(settings: Settings, model: ModelManifestEntry, closers: Adapters['closers'], log: (message: string) => void): Promise<VectorIndex> {
  const { url, apiKey, binaryPath } = settings.qdrant
  if (url) return prepareExternalIndex(new QdrantVectorIndex({ connection: { url, apiKey }, model, serverKind: 'external' }), url)
  const server = await runStartStep(
    () => 'Qdrant ready',
    () => startManagedServer({ dataDirectory: settings.dataDirectory, binaryPath: binaryPath ?? undefined, searchPath: settings.searchPath, onLog: log }),
  )
  closers.push(() => server.stop())
  const index = new QdrantVectorIndex({ connection: server, model, serverKind: 'managed' })
  await index.prepare()
  return index
}

async function prepareExternalIndex(index: VectorIndex, url: string): Promise<VectorIndex> {
  await runStartStep(
    () => `Qdrant ready at ${new URL(url).host}`,
    () => index.prepare(),
  )
  return index
}

async function openEmbedder(settings: Settings, model: ModelManifestEntry, closers: Adapters['closers']): Promise<Embedder> {
  await verifyModelFiles(settings.modelsDirectory, model)
  const embedder = new TransformersEmbedder({
    model,
    modelsDirectory: settings.modelsDirectory,
    workerPath: join(settings.workersDirectory, 'embed-worker.mjs'),
    workerCount: workLimits.embeddingWorkers,
  })
  closers.push(() => embedder.close())
  await runStartStep(
    () => `Embedding model ${model.id} ready`,
    () => embedder.ready(),
  )
  return embedder
}
