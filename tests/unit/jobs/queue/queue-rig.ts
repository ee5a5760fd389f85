import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import type { AppError } from '@/lib/domain/app-error'
import type { DocumentRecord } from '@/lib/domain/document'
import type { DocumentParser } from '@/lib/domain/ports/document-parser'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { detectFormat } from '@/lib/ingest/detect-format'
import { addDocument } from '@/lib/jobs/add-document'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { IngestRunner } from '@/lib/jobs/ingest-runner'
import { QueueControl } from '@/lib/jobs/queue/queue-control'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { embedWorkerPath, modelsDirectory } from '../../../fixtures/embedder-paths'
import { startTestQdrant, type TestQdrant } from '../../../fixtures/start-test-qdrant'
import { type openTemporaryDatabase, ours } from '../../db/temporary-database'
import { type IngestRig, openIngestRig } from '../ingest-rig'

type Database = Awaited<ReturnType<typeof openTemporaryDatabase>>

export interface QueueRig extends IngestRig {
  runner: IngestRunner
  control: QueueControl
  feed: DocumentFeed
  /** What the runner logged. */
  errors: AppError[]
  /** As an upload does. */
  offer: (source: string, text: string) => ReturnType<typeof addDocument>
  statusOf: (document: Pick<DocumentRecord, 'id'>) => Promise<DocumentRecord | null>
  waitFor: (document: Pick<DocumentRecord, 'id'>, expected: Partial<DocumentRecord>) => Promise<void>
  /** Another runner on the same data, as after a start. */
  restart: () => Promise<void>
}

/** Parts of which a test takes one thing over; everything else stays real. */
export interface Overrides {
  parser?: (real: DocumentParser) => Partial<DocumentParser>
  embedder?: (real: Embedder) => Partial<Embedder>
  index?: (real: VectorIndex) => Partial<VectorIndex>
  files?: FileStore
}

/** One Qdrant and one embedder for the tests of a file; `open` gives each test a library of its own and a runner that has not started. */
export function prepareQueueRigs(): { open: (overrides?: Overrides, database?: Database) => Promise<QueueRig> } {
  let qdrant: TestQdrant
  let embedder: TransformersEmbedder
  beforeAll(async () => {
    embedder = new TransformersEmbedder({ model: findModel(defaultModelId), modelsDirectory, workerPath: embedWorkerPath, workerCount: 1 })
    qdrant = await startTestQdrant()
    await embedder.ready()
  }, 60_000)
  afterAll(async () => {
    await embedder?.close()
    await qdrant?.stop()
  }, 30_000)
  return { open: async (overrides = {}, database?) => startQueueRig(await openIngestRig(qdrant, embedder, database), overrides) }
}

async function startQueueRig(rig: IngestRig, overrides: Overrides): Promise<QueueRig> {
  const parts = {
    ...rig.parts,
    parser: withOverride(rig.parts.parser, overrides.parser),
    embedder: withOverride(rig.parts.embedder, overrides.embedder),
    index: withOverride(rig.parts.index, overrides.index),
    files: overrides.files ?? rig.parts.files,
  }
  const { documents, locks, index, files } = { ...parts, documents: rig.documents }
  const feed = new DocumentFeed()
  const errors: AppError[] = []
  const open = async () => {
    const isPaused = await rig.queueSettings.readIsPaused(ours)
    const runner = new IngestRunner({ documents, locks, parts, feed, concurrency: 2, isPaused, onError: (_, error) => void errors.push(error) })
    onTestFinished(() => runner.stop())
    return { runner, control: new QueueControl({ documents, index, files, settings: rig.queueSettings, feed, runner }, ours) }
  }
  const statusOf = ({ id }: Pick<DocumentRecord, 'id'>) => documents.read(ours, id)
  const opened: QueueRig = {
    ...rig,
    ...(await open()),
    feed,
    errors,
    statusOf,
    offer: (source, text) => {
      const { runner } = opened
      const adding = { files, documents, locks, feed, detectFormat, wakeRunner: () => runner.wake(), cancelWork: (id: string) => runner.release(id) }
      return addDocument(adding, ours, { source, origin: 'upload', content: pieces(text), maxBytes: 10_000_000 })
    },
    waitFor: (document, expected) => expect.poll(() => statusOf(document), { timeout: 20_000, interval: 50 }).toMatchObject(expected),
    async restart() {
      Object.assign(opened, await open())
      await opened.runner.start()
    },
  }
  return opened
}

function withOverride<Part extends object>(real: Part, override: ((real: Part) => Partial<Part>) | undefined): Part {
  return override ? Object.assign(Object.create(real) as Part, override(real)) : real
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

/** A text of so many chunks. */
export function guide(sections: number, detail = 'opens at nine'): string {
  const section = (number: number) =>
    `## Harbour ${number}\n\nThe ferry office of harbour ${number} ${detail} and sells tickets for the islands until the evening. ${'The last boat leaves before the tide turns. '.repeat(8)}`
  return `# Ferries of the coast\n\n${Array.from({ length: sections }, (_, number) => section(number)).join('\n\n')}\n`
}
