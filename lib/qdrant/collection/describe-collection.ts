import type { QdrantClient } from '@qdrant/js-client-rest'
import { AppError } from '@/lib/domain/app-error'
import type { CollectionDescription } from '@/lib/domain/ports/vector-index'
import { callQdrant } from '../call-qdrant'
import { readAliasTarget, readModelId } from './prepare-collection'

type VectorDescription = CollectionDescription['vectors'][number]
type CollectionInfo = Awaited<ReturnType<QdrantClient['getCollection']>>

/**
 * The state of the collection behind the alias. Segments, indexed vectors and payload indexes are of the whole
 * collection; `points` is what the caller counted in its workspace.
 */
export async function describeCollection(
  client: QdrantClient,
  about: { alias: string; serverKind: CollectionDescription['serverKind']; points: number },
): Promise<CollectionDescription> {
  const name = await readAliasTarget(client, about.alias)
  if (name === null) throw new AppError('qdrant_failed', `The alias ${about.alias} does not exist; the index has not been prepared`)
  const info = await callQdrant('read collection', () => client.getCollection(name))
  const server = await callQdrant('read version', () => client.versionInfo())
  return {
    alias: about.alias,
    name,
    embeddingModelId: readModelId(info) ?? '',
    status: info.status,
    optimizerStatus: typeof info.optimizer_status === 'string' ? info.optimizer_status : 'error',
    serverVersion: server.version,
    serverKind: about.serverKind,
    points: about.points,
    indexedVectors: info.indexed_vectors_count ?? 0,
    segments: info.segments_count,
    vectors: [...describeDenseVectors(info), ...describeSparseVectors(info)],
    payloadIndexes: Object.entries(info.payload_schema)
      .map(([field, index]) => ({ field, type: index?.data_type ?? 'unknown', points: index?.points ?? 0 }))
      .sort((left, right) => left.field.localeCompare(right.field)),
  }
}

function describeDenseVectors(info: CollectionInfo): VectorDescription[] {
  const vectors = (info.config.params.vectors ?? {}) as Record<string, { size: number; distance: string } | undefined>
  return Object.entries(vectors).map(([name, vector]) => ({
    name,
    kind: 'dense',
    dimensions: vector?.size ?? null,
    distance: vector?.distance ?? null,
    modifier: null,
  }))
}

function describeSparseVectors(info: CollectionInfo): VectorDescription[] {
  return Object.entries(info.config.params.sparse_vectors ?? {}).map(([name, vector]) => ({
    name,
    kind: 'sparse',
    dimensions: null,
    distance: null,
    modifier: typeof vector?.modifier === 'string' ? vector.modifier : null,
  }))
}
