import { isDeepStrictEqual } from 'node:util'
import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { StoredChunk } from '@/lib/domain/passage'
import type { CollectionMirror } from '@/lib/domain/ports/stores/vector-collections'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { callQdrant } from '../call-qdrant'
import { storedChunkOf } from '../collection/chunk-payload'
import { denseVector, lexicalVector } from '../collection/collection-schema'
import { equals, filterWithin, liveWithin } from '../collection/point-filter'
import { scrollPoints } from '../scroll-points'

type PointId = Schemas['ExtendedPointId']
type Payload = Record<string, unknown>

const pointsPerPage = 64
const idsPerPage = 1000

const denseSchema = z.object({ payload: z.object({ content_hash: z.string() }), vector: z.object({ [denseVector]: z.array(z.number()) }) })

/**
 * Keeps the collection `to` like the collection `from`. Points have the same ids in both, since ids derive from document, version and
 * chunk, so nothing needs to be written down about how far a copy has come: the two collections say it.
 */
export class QdrantCollectionMirror implements CollectionMirror {
  constructor(
    private readonly client: QdrantClient,
    private readonly names: { from: string; to: string },
  ) {}

  async *findMissing(scope: WorkspaceScope, documentId: string): AsyncGenerator<StoredChunk[]> {
    const filter = liveWithin(scope, equals('document_id', documentId))
    for await (const points of scrollPoints(this.client, this.names.from, { filter, limit: pointsPerPage, with_payload: true })) {
      const copies = new Map((await this.retrieve(this.names.to, points, { with_payload: true })).map((copy) => [String(copy.id), copy.payload ?? {}]))
      const otherPayload: Array<{ id: PointId; payload: Payload }> = []
      const missing: StoredChunk[] = []
      for (const { id, payload } of points) {
        const copy = copies.get(String(id))
        if (copy?.content_hash !== payload?.content_hash || payload == null) missing.push(storedChunkOf({ id, payload }))
        else if (!isDeepStrictEqual(copy, payload)) otherPayload.push({ id, payload })
      }
      await this.overwritePayloads(otherPayload)
      if (missing.length > 0) yield missing
    }
  }

  async findVectors(scope: WorkspaceScope, documentId: string, contentHashes: string[]): Promise<Map<string, Float32Array>> {
    const filter = filterWithin(scope, equals('document_id', documentId), { key: 'content_hash', match: { any: contentHashes } })
    const vectors = new Map<string, Float32Array>()
    for await (const points of scrollPoints(this.client, this.names.to, {
      filter,
      limit: pointsPerPage,
      with_payload: { include: ['content_hash'] },
      with_vector: [denseVector],
    })) {
      for (const point of points) {
        const { payload, vector } = denseSchema.parse(point)
        vectors.set(payload.content_hash, Float32Array.from(vector[denseVector] ?? []))
      }
    }
    return vectors
  }

  async copy(_scope: WorkspaceScope, vectors: Array<{ chunk: StoredChunk; dense: Float32Array }>): Promise<void> {
    const wanted = new Map(vectors.map(({ chunk, dense }) => [chunk.pointId, { dense, contentHash: chunk.contentHash }]))
    const ids = vectors.map(({ chunk }) => ({ id: chunk.pointId }))
    const originals = await this.retrieve(this.names.from, ids, { with_payload: true, with_vector: [lexicalVector] })
    const points = originals.flatMap((original) => {
      const made = wanted.get(String(original.id))
      const payload = original.payload ?? {}
      if (!made || payload.content_hash !== made.contentHash) return []
      return [{ id: original.id, payload, vector: { ...namedVectors(original), [denseVector]: Array.from(made.dense) } }]
    })
    if (points.length > 0) await callQdrant('copy points', () => this.client.upsert(this.names.to, { wait: true, points }))
  }

  async listExtra(scope: WorkspaceScope, documentId: string): Promise<string[]> {
    const document = equals('document_id', documentId)
    const extra: string[] = []
    for await (const copies of scrollPoints(this.client, this.names.to, { filter: filterWithin(scope, document), limit: idsPerPage, with_payload: false })) {
      const ids = copies.map(({ id }) => id)
      const filter = liveWithin(scope, document, { has_id: ids })
      const { points } = await callQdrant('list points', () =>
        this.client.scroll(this.names.from, { filter, limit: ids.length, with_payload: false, with_vector: false }),
      )
      const kept = new Set(points.map(({ id }) => id))
      extra.push(...ids.filter((id) => !kept.has(id)).map(String))
    }
    return extra
  }

  async remove(scope: WorkspaceScope, pointIds: string[]): Promise<void> {
    for (let from = 0; from < pointIds.length; from += idsPerPage) {
      const filter = filterWithin(scope, { has_id: pointIds.slice(from, from + idsPerPage) })
      await callQdrant('delete points', () => this.client.delete(this.names.to, { wait: true, filter }))
    }
  }

  async listStrayDocuments(scope: WorkspaceScope): Promise<string[]> {
    const [from, to] = await Promise.all([this.documentsOf(this.names.from, liveWithin(scope)), this.documentsOf(this.names.to, filterWithin(scope))])
    return [...[...to].filter((id) => !from.has(id)), ...[...from].filter((id) => !to.has(id))]
  }

  async count(scope: WorkspaceScope): Promise<{ from: number; to: number }> {
    const count = (name: string, filter: Schemas['Filter']) => callQdrant('count points', () => this.client.count(name, { filter, exact: true }))
    const [from, to] = await Promise.all([count(this.names.from, liveWithin(scope)), count(this.names.to, filterWithin(scope))])
    return { from: from.count, to: to.count }
  }

  private async documentsOf(name: string, filter: Schemas['Filter']): Promise<Set<string>> {
    const found = new Set<string>()
    for await (const points of scrollPoints(this.client, name, { filter, limit: idsPerPage, with_payload: { include: ['document_id'] } }))
      for (const { payload } of points) found.add(String(payload?.document_id))
    return found
  }

  /** One request for all: a document that was renamed has as many of them as chunks. */
  private async overwritePayloads(points: Array<{ id: PointId; payload: Payload }>): Promise<void> {
    if (points.length === 0) return
    const operations = points.map(({ id, payload }) => ({ overwrite_payload: { payload, points: [id] } }))
    await callQdrant('copy payloads', () => this.client.batchUpdate(this.names.to, { wait: true, operations }))
  }

  private retrieve(name: string, points: Array<{ id: PointId }>, what: { with_payload: boolean; with_vector?: string[] }) {
    return callQdrant('read points', () => this.client.retrieve(name, { ids: points.map(({ id }) => id), ...what }))
  }
}

/** A chunk without terms has no lexical vector. */
function namedVectors(point: { id: PointId; vector?: unknown }): Record<string, Schemas['Vector']> {
  const vector = point.vector ?? {}
  if (typeof vector !== 'object' || Array.isArray(vector)) throw new AppError('qdrant_failed', `Point ${point.id} has unnamed vectors`)
  return vector as Record<string, Schemas['Vector']>
}
