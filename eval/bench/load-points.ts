import { setTimeout as delay } from 'node:timers/promises'
import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { callQdrant } from '@/lib/qdrant/call-qdrant'
import { payloadOf } from '@/lib/qdrant/collection/chunk-payload'
import { denseVector, lexicalVector } from '@/lib/qdrant/collection/collection-schema'
import { pointIdFor } from '@/lib/qdrant/collection/point-id'
import type { BenchChunk } from './corpus/bench-corpus'

/** 256 points are about 1.5 MB as JSON. */
const pointsPerRequest = 256
const requestsAtOnce = 2
/** The server answers before it has written; asked to finish every so often, its queue stays short. */
const requestsPerWait = 32
const pollMilliseconds = 500
/** Between two optimizations the collection looks finished for a moment. */
const quietPolls = 4

interface Loading {
  client: QdrantClient
  collection: string
  scope: WorkspaceScope
  chunkAt: (position: number) => BenchChunk
  /** Called after each request with the number of points it wrote. */
  onWritten: (points: number) => Promise<void>
}

/** Writes the chunks `from` to `to` in batches, each made when its turn comes. */
export async function loadPoints({ client, collection, scope, chunkAt, onWritten }: Loading, from: number, to: number): Promise<void> {
  let position = from
  let requests = 0
  const work = async () => {
    while (position < to) {
      const start = position
      position = Math.min(to, start + pointsPerRequest)
      requests += 1
      const points = Array.from({ length: position - start }, (_, index) => pointOf(scope, start + index, chunkAt(start + index)))
      const wait = requests % requestsPerWait === 0 || position >= to
      // With its retries: a connection that idled while chunks were made may be gone.
      await callQdrant('write points', () => client.upsert(collection, { wait, points }))
      await onWritten(points.length)
    }
  }
  await Promise.all(Array.from({ length: requestsAtOnce }, work))
}

/** Resolves when nothing is left to index. */
export async function waitUntilGreen(client: QdrantClient, collection: string): Promise<void> {
  for (let quiet = 0; quiet < quietPolls; ) {
    await delay(pollMilliseconds)
    const { status, optimizer_status } = await client.getCollection(collection)
    if (typeof optimizer_status !== 'string') throw new Error('the server could not build the index; its log says why')
    quiet = status === 'green' ? quiet + 1 : 0
  }
}

function pointOf(scope: WorkspaceScope, position: number, { documentId, source, chunk, dense, lexical }: BenchChunk): Schemas['PointStruct'] {
  const identity = { workspaceId: scope.workspaceId, documentId, version: 1, chunkIndex: chunk.index }
  const facts = { format: 'markdown' as const, tags: [], writtenAt: new Date(1_700_000_000_000 + position).toISOString() }
  const document = { documentId, version: 1, collectionId: 'default', source, isLive: true, facts }
  return {
    id: pointIdFor(identity),
    // Eight decimals are all that a float32 near 1 holds, and half as long as JSON.
    vector: { [denseVector]: Array.from(dense, (value) => Math.round(value * 1e8) / 1e8), ...(lexical.indices.length > 0 ? { [lexicalVector]: lexical } : {}) },
    payload: payloadOf(scope, document, chunk, new Date(1_700_000_000_000 + position).toISOString()),
  }
}
