import { randomUUID } from 'node:crypto'
import { onTestFinished } from 'vitest'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { CollectionMirror } from '@/lib/domain/ports/stores/vector-collections'
import type { ModelChangeStatus } from '@/lib/domain/retrieval/model-change'
import { ChangedDocuments } from '@/lib/jobs/model-change/changed-documents'
import { syncDocument } from '@/lib/jobs/model-change/sync-document'
import { QdrantCollections } from '@/lib/qdrant/mirror/qdrant-collections'
import { connectToQdrant } from '@/lib/qdrant/qdrant-connection'
import { searchPassages } from '@/lib/search/search-passages'
import { ActiveModel, type OpenModel } from '@/lib/services/models/active-model'
import { ModelChangeService } from '@/lib/services/models/change/model-change-service'
import type { ModelCatalog } from '@/lib/services/models/model-catalog'
import { ModelShelf } from '@/lib/services/models/model-shelf'
import { modelsDirectory } from '../../../fixtures/embedder-paths'
import type { TestQdrant } from '../../../fixtures/start-test-qdrant'
import { openTemporaryDatabase, ours } from '../../db/temporary-database'
import { openIngestRig } from '../ingest-rig'

/** The real model's vectors turned round: another vector space of the same size, in which a mixed-up vector finds nothing. */
export const secondModelOf = (first: EmbeddingModel): EmbeddingModel => ({ ...first, id: 'test/turned', slug: 'test-turned' })

export type ChangeRig = Awaited<ReturnType<typeof openChangeRig>>

/** A library with a model that answers and one that it can be changed to; `restart` is what a kill and a new start leave of it. */
export async function openChangeRig(qdrant: TestQdrant, realEmbedder: Embedder) {
  const prefix = `change-${randomUUID()}`
  const first = realEmbedder.model
  const second = secondModelOf(first)
  const embedded: string[] = []
  let failing: Error | null = null
  const turned = Object.create(realEmbedder, { model: { value: second } }) as Embedder
  turned.embedPassages = async (texts, options) => {
    if (failing) throw failing
    embedded.push(...texts)
    return (await realEmbedder.embedPassages(texts, options)).map(turn)
  }
  turned.embedQuery = async (text, signal) => turn(await realEmbedder.embedQuery(text, signal))
  turned.close = async () => undefined
  const catalog: ModelCatalog = {
    list: async () => [],
    find: (id) => (id === first.id ? first : second),
    open: async (id) => ({
      embedder: id === first.id ? Object.create(realEmbedder, { close: { value: async () => undefined } }) : turned,
      tokenizerPath: `${modelsDirectory}/${first.id}`,
    }),
    memoryBytes: () => 0,
  }
  const database = await openTemporaryDatabase()
  const changes = database.modelChanges
  const ingest = await openIngestRig(qdrant, realEmbedder, database)
  const collections = new QdrantCollections({ connection: qdrant, serverKind: 'managed', alias: prefix, collectionPrefix: prefix })
  await collections.create(first)
  await collections.activate(first)

  async function start() {
    const changed = new ChangedDocuments()
    if ((await changes.readOpen(ours)) !== null) changed.start()
    const shelf = new ModelShelf(catalog, collections)
    const active = new ActiveModel(await shelf.keep(await changes.readActiveModelId(ours)), changed)
    const searchWith = (open: Pick<OpenModel, 'index' | 'embedder'>, request: { query: string; topK: number }) => searchPassages(open, ours, request)
    const service = new ModelChangeService(
      {
        active,
        catalog,
        shelf,
        collections,
        changes,
        documents: database.documents,
        files: ingest.files,
        ingest: { isBusy: false, hold: async () => () => undefined },
        searchWith,
        measureWith: async () => ({ ndcg: 0, recall: 0, reciprocalRank: 0, p50: 0, p95: 0 }),
        recutAll: async () => undefined,
        onError: () => undefined,
      },
      ours,
    )
    await service.start()
    ingest.parts.embedder = active.embedder
    ingest.parts.index = active.index
    return { service, active, shelf, searchWith }
  }
  let running = await start()
  onTestFinished(() => running.service.stop())

  const client = connectToQdrant(qdrant)
  const nameOf = (model: EmbeddingModel) => `${prefix}_${model.slug}_v1`
  async function read(model: EmbeddingModel, withVectors: boolean) {
    const { points } = await client.scroll(nameOf(model), { limit: 10_000, with_payload: true, with_vector: withVectors })
    return points
  }
  return {
    first,
    second,
    embedded,
    ingest,
    database,
    get service() {
      return running.service
    },
    get active() {
      return running.active
    },
    async ingestText(source: string, text: string) {
      const document = await ingest.add(source, text)
      await ingest.ingest(document, { index: running.active.index })
      return document
    },
    /** Copies one document from the first collection to the second; `meanwhile` runs when the copy has been compared and before it is cleared. */
    async sync(documentId: string, meanwhile: () => Promise<unknown> = async () => undefined) {
      await collections.create(second)
      const mirror = collections.mirror(first, second)
      const interrupted: CollectionMirror = Object.create(mirror)
      interrupted.findMissing = async function* (scope, id) {
        yield* mirror.findMissing(scope, id)
        await meanwhile()
      }
      const parts = { documents: database.documents, files: ingest.files, embed: (texts: string[]) => turned.embedPassages(texts) }
      const { signal } = new AbortController()
      await syncDocument({ ...parts, mirror: interrupted, waitForTurn: async () => undefined, onCopied: () => undefined }, ours, documentId, signal)
    },
    failWith(error: Error | null) {
      failing = error
    },
    /** Everything in memory is lost. */
    async restart() {
      await running.service.stop()
      running = await start()
    },
    async waitFor(status: ModelChangeStatus) {
      const deadline = Date.now() + 20_000
      while (Date.now() < deadline) {
        const change = await changes.readOpen(ours)
        if (change?.status === status && running.active.changed.count === 0) return change
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
      throw new Error(`not ${status}: ${JSON.stringify(await changes.readOpen(ours))}`)
    },
    /** Ids with everything but the dense vector, sorted. */
    async contents(model: EmbeddingModel) {
      const points = await read(model, true)
      return points.map(({ id, payload, vector }) => ({ id, payload, lexical: (vector as { lexical?: unknown }).lexical }))
    },
    async vectors(model: EmbeddingModel) {
      return new Map((await read(model, true)).map(({ id, vector }) => [String(id), (vector as { dense: number[] }).dense]))
    },
    async collectionNames() {
      return (await client.getCollections()).collections.map(({ name }) => name).filter((name) => name.startsWith(prefix))
    },
    async aliasTarget() {
      return (await client.getAliases()).aliases.find(({ alias_name }) => alias_name === prefix)?.collection_name
    },
    nameOf,
    find: (query: string) => running.searchWith(running.active, { query, topK: 3 }),
  }
}

function turn(vector: Float32Array): Float32Array {
  return vector.slice().reverse()
}
