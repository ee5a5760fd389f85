import { join } from 'node:path'
import type { QdrantClient } from '@qdrant/js-client-rest'
import type { Settings } from '@/lib/config/settings'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { modelFolder } from '@/lib/models/files/model-folder'
import { verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'
import { defaultModelId, findModel, type ModelManifestEntry } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { startManagedServer } from '@/lib/qdrant/managed-server'
import { connectToQdrant } from '@/lib/qdrant/qdrant-connection'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { CachedEmbedder } from '../cached-embedder'
import { type BenchCorpus, readBenchCorpus } from './corpus/bench-corpus'

export interface BenchRig {
  model: ModelManifestEntry
  /** The app's own, but every question is embedded anew. */
  embedder: Embedder
  index: VectorIndex
  client: QdrantClient
  /** The alias of the index. */
  collection: string
  /** Where Qdrant keeps its files. */
  directory: string
  corpus: BenchCorpus
  close(): Promise<void>
}

interface RigOptions {
  settings: Settings
  directory: string
  cacheFolder: string
  dataFolder: string
  questionCount: number
  log: (line: string) => void
}

const collection = 'documents'
/** A server with large collections takes its time to stop and to start. */
const requestTimeoutMilliseconds = 600_000

/** The app's own parts on a Qdrant of its own. Null where the data sets are missing; nothing is left running then. */
export async function openBenchRig({ settings, directory, cacheFolder, dataFolder, questionCount, log }: RigOptions): Promise<BenchRig | null> {
  const model = findModel(settings.embeddingModelId ?? defaultModelId)
  await verifyModelFiles(settings.modelsDirectory, model)
  const tokenizerPath = modelFolder(settings.modelsDirectory, model)
  const workerPath = join(settings.workersDirectory, 'embed-worker.mjs')
  const embedder = new TransformersEmbedder({ model, modelsDirectory: settings.modelsDirectory, workerPath, workerCount: 2 })
  const cached = await CachedEmbedder.open(embedder, join(cacheFolder, `${model.slug}.vectors`))
  const tokens = await loadTokenCounter(tokenizerPath)
  log('Cutting and embedding the real chunks')
  const corpus = await readBenchCorpus({ dataFolder, model, tokenizerPath, tokens, embedder: cached, questionCount })
  await cached.save()
  if (corpus === null) {
    await embedder.close()
    return null
  }
  const server = await startManagedServer({
    dataDirectory: directory,
    binaryPath: settings.qdrant.binaryPath ?? undefined,
    searchPath: settings.searchPath,
    onLog: log,
  })
  const close = async () => {
    await embedder.close()
    await server.stop()
  }
  const index = new QdrantVectorIndex({ connection: server, model, serverKind: 'managed', alias: collection })
  try {
    await index.prepare()
  } catch (error) {
    await close()
    throw error
  }
  return {
    model,
    embedder: withoutMemory(embedder),
    index,
    client: connectToQdrant(server, requestTimeoutMilliseconds),
    collection,
    directory: join(directory, 'qdrant'),
    corpus,
    close,
  }
}

/** The embedder knows the last 500 questions by their text. Spaces at the end make another text, and the same tokens. */
function withoutMemory(embedder: Embedder): Embedder {
  let calls = 0
  const embedQuery: Embedder['embedQuery'] = (text, signal) => embedder.embedQuery(text + ' '.repeat(calls++ % 600), signal)
  return Object.create(embedder, { embedQuery: { value: embedQuery } })
}
