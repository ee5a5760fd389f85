import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import { callQdrant } from '../call-qdrant'
import { denseVector, lexicalVector } from '../collection/collection-schema'
import { chooseSettings, type SizeSettings, type SizeThresholds, sizeThresholds } from './choose-settings'

type CollectionInfo = Awaited<ReturnType<QdrantClient['getCollection']>>

/**
 * Brings the settings of a collection to what its size asks for. The server rebuilds what that changes in the background, and
 * answers from the old until the new is there. Settings only go up: a library that shrinks would be rebuilt for nothing.
 * May be called as often as one likes. `name` is an alias or the collection itself. Returns whether anything was changed.
 *
 * Errors: qdrant_unavailable, qdrant_failed.
 */
export async function tuneCollection(client: QdrantClient, name: string, thresholds: SizeThresholds = sizeThresholds): Promise<boolean> {
  const info = await callQdrant('read collection', () => client.getCollection(name))
  const change = changeFor(info, chooseSettings(info.points_count ?? 0, thresholds))
  if (change === null) return false
  const collection = await collectionBehind(client, name)
  await callQdrant('tune collection', () => client.updateCollection(collection, change))
  return true
}

/** What the collection is set to; a setting made by hand counts, whatever its details. */
export function readSettings(info: CollectionInfo): SizeSettings {
  const dense = (info.config.params.vectors as Record<string, Schemas['VectorParams']> | undefined)?.[denseVector]
  const lexical = info.config.params.sparse_vectors?.[lexicalVector]
  return {
    quantizes: Boolean(dense?.quantization_config ?? info.config.quantization_config),
    mapsPostings: lexical?.index?.on_disk === true,
  }
}

function changeFor(info: CollectionInfo, wanted: SizeSettings): Schemas['UpdateCollection'] | null {
  const present = readSettings(info)
  const change: Schemas['UpdateCollection'] = {}
  if (wanted.quantizes && !present.quantizes) {
    change.vectors = { [denseVector]: { on_disk: true, quantization_config: { scalar: { type: 'int8', quantile: 0.99, always_ram: true } } } }
  }
  if (wanted.mapsPostings && !present.mapsPostings) {
    change.sparse_vectors = { [lexicalVector]: { ...info.config.params.sparse_vectors?.[lexicalVector], index: { on_disk: true } } }
  }
  return Object.keys(change).length > 0 ? change : null
}

/** Changes of a collection are refused under its alias. */
async function collectionBehind(client: QdrantClient, name: string): Promise<string> {
  const { aliases } = await callQdrant('list aliases', () => client.getAliases())
  return aliases.find((entry) => entry.alias_name === name)?.collection_name ?? name
}
