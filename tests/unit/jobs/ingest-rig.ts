import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { DocumentFormat, DocumentRecord } from '@/lib/domain/document'
import type { ChunkingSettings, DocumentParser } from '@/lib/domain/ports/document-parser'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { parseDocument } from '@/lib/ingest/parse-document'
import { type IngestParts, ingestDocument } from '@/lib/jobs/ingest-document'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { encodePassageTerms } from '@/lib/search/encode-lexical'
import { searchPassages } from '@/lib/search/search-passages'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { modelsDirectory } from '../../fixtures/embedder-paths'
import type { TestQdrant } from '../../fixtures/start-test-qdrant'
import { openTemporaryDatabase, ours } from '../db/temporary-database'
import { makeTemporaryDirectory } from '../db/temporary-directory'

/** The reader itself, in this process: what surrounds it has tests of its own. */
const parser: DocumentParser = {
  parse: (request, options) => parseDocument(request, { loadTokenCounter, onStage: options?.onStage ?? (() => undefined) }),
  close: async () => undefined,
}

export type IngestRig = Awaited<ReturnType<typeof openIngestRig>>

/** A library of its own: real database, files, index and embedder. `embeddedTexts` is what has gone through the model so far. */
export async function openIngestRig(qdrant: TestQdrant, realEmbedder: Embedder, database?: Awaited<ReturnType<typeof openTemporaryDatabase>>) {
  const name = `ingest-${randomUUID()}`
  const index = new QdrantVectorIndex({ connection: qdrant, model: realEmbedder.model, serverKind: 'managed', alias: name, collectionPrefix: `of-${name}` })
  await index.prepare()
  const { documents, collections, queueSettings } = database ?? (await openTemporaryDatabase())
  const files = await DiskFileStore.open(await makeTemporaryDirectory())
  const embeddedTexts: string[] = []
  const embedder = Object.create(realEmbedder) as Embedder
  embedder.embedPassages = (texts, options) => {
    embeddedTexts.push(...texts)
    return realEmbedder.embedPassages(texts, options)
  }
  let settings: ChunkingSettings = {
    strategy: 'topics',
    maxTokens: 256,
    tokenizerPath: join(modelsDirectory, 'Xenova/all-MiniLM-L6-v2'),
    servedLanguages: ['en'],
  }
  const parts: IngestParts = { files, parser, embedder, index, encodePassageTerms, documents, locks: new KeyedLocks(), readChunking: async () => settings }

  return {
    index,
    documents,
    collections,
    queueSettings,
    files,
    parts,
    embeddedTexts,
    changeChunking(change: Partial<ChunkingSettings>) {
      settings = { ...settings, ...change }
    },
    /** Stores the bytes and the record, as an upload does. */
    async add(source: string, content: string | Buffer, format: DocumentFormat = 'markdown'): Promise<DocumentRecord> {
      const original = await files.putOriginal(pieces(content), { maxBytes: 10_000_000 })
      return documents.create(ours, { source, origin: 'upload', format, ...original })
    },
    /** What the runner does: takes the document, works on it, writes down how it ended. */
    async ingest(document: DocumentRecord, options: { index?: VectorIndex; parser?: DocumentParser; signal?: AbortSignal } = {}) {
      const owner = randomUUID()
      if (!(await documents.claim(ours, document.id, owner, 60_000))) throw new Error('the document does not wait')
      const lease = { documentId: document.id, version: document.version, owner }
      const stages: string[] = []
      const progress = {
        signal: options.signal ?? new AbortController().signal,
        report: (stage: string, { done, total }: { done: number; total: number }) => void stages.push(`${stage} ${done}/${total}`),
      }
      try {
        const result = await ingestDocument({ ...parts, index: options.index ?? index, parser: options.parser ?? parser }, document, progress)
        await documents.markReady(lease, result)
        return { ...result, stages }
      } catch (error) {
        await documents.release(lease, 0)
        throw error
      }
    },
    async find(query: string, topK = 10): Promise<string[]> {
      return (await searchPassages({ index, embedder }, ours, { query, topK })).map((passage) => passage.text)
    },
  }
}

async function* pieces(content: string | Buffer): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content)
}
