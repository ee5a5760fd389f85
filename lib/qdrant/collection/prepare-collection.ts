import type { QdrantClient } from '@qdrant/js-client-rest'
import { AppError } from '@/lib/domain/app-error'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import { callQdrant, statusOf } from '../call-qdrant'
import { collectionNameFor, collectionVectors, denseVector, modelMetadataKey, payloadIndexes } from './collection-schema'

export interface CollectionNames {
  /** What every request but those made here goes to. */
  alias: string
  /** Physical collections are named `<prefix>_<model slug>_v<schema version>`. */
  prefix: string
}

type CollectionInfo = Awaited<ReturnType<QdrantClient['getCollection']>>

/**
 * Makes alias, collection and payload indexes what they should be, from whatever an earlier run left: nothing, a
 * collection without an alias, or one without some of its indexes. The alias comes last, so that whoever finds it finds
 * everything behind it.
 *
 * Which model a collection belongs to stands in its metadata; one without (made by hand) is judged by its name.
 *
 * Errors: embedding_model_mismatch, qdrant_unavailable, qdrant_failed.
 */
export async function prepareCollection(client: QdrantClient, names: CollectionNames, model: EmbeddingModel): Promise<void> {
  const behindAlias = await readAliasTarget(client, names.alias)
  const name = behindAlias ?? collectionNameFor(model, names.prefix)
  await (behindAlias === null ? createModelCollection(client, name, names.prefix, model) : completeCollection(client, name, names.prefix, model))
  if (behindAlias === null) await createAlias(client, names.alias, name)
}

/** The collection of a model without an alias: made, or completed where it is there already. Errors as above. */
export async function createModelCollection(client: QdrantClient, name: string, prefix: string, model: EmbeddingModel): Promise<void> {
  await createCollection(client, name, model)
  await completeCollection(client, name, prefix, model)
}

async function completeCollection(client: QdrantClient, name: string, prefix: string, model: EmbeddingModel): Promise<void> {
  const info = await callQdrant('read collection', () => client.getCollection(name))
  requireModel(info, name, prefix, model)
  await createPayloadIndexes(client, name, info)
}

/** The collection behind the alias, or null when there is no such alias. */
export async function readAliasTarget(client: QdrantClient, alias: string): Promise<string | null> {
  const { aliases } = await callQdrant('list aliases', () => client.getAliases())
  return aliases.find((entry) => entry.alias_name === alias)?.collection_name ?? null
}

/** The id of the model the collection was built with, or null when it does not say. */
export function readModelId(info: CollectionInfo): string | null {
  const value = (info.config.metadata as Record<string, unknown> | null | undefined)?.[modelMetadataKey]
  return typeof value === 'string' ? value : null
}

async function createCollection(client: QdrantClient, name: string, model: EmbeddingModel): Promise<void> {
  const { exists } = await callQdrant('look for collection', () => client.collectionExists(name))
  if (exists) return
  const settings = { ...collectionVectors(model), metadata: { [modelMetadataKey]: model.id, dimensions: model.dimensions } }
  try {
    // The client's own `createCollection` drops `metadata` (1.16.2), the request below it does not.
    await callQdrant('create collection', () => client.api().createCollection({ collection_name: name, ...settings }))
  } catch (error) {
    // Another start, or our own first try whose answer was lost, has made it meanwhile.
    if (statusOf(error) !== 409) throw error
  }
}

function requireModel(info: CollectionInfo, name: string, prefix: string, model: EmbeddingModel): void {
  const modelId = readModelId(info)
  const isSameModel = modelId === null ? name === collectionNameFor(model, prefix) : modelId === model.id
  if (isSameModel && denseSizeOf(info) === model.dimensions) return
  throw new AppError(
    'embedding_model_mismatch',
    `Collection ${name} was built with ${modelId ?? 'an unknown model'} (${denseSizeOf(info)} dimensions), not with ${model.id} (${model.dimensions})`,
  )
}

function denseSizeOf(info: CollectionInfo): number | null {
  const vectors = info.config.params.vectors as Record<string, { size?: number } | undefined> | undefined
  return vectors?.[denseVector]?.size ?? null
}

async function createPayloadIndexes(client: QdrantClient, name: string, info: CollectionInfo): Promise<void> {
  for (const { field, schema } of payloadIndexes) {
    const type = typeof schema === 'string' ? schema : schema.type
    if (info.payload_schema[field]?.data_type === type) continue
    await callQdrant('create payload index', () => client.createPayloadIndex(name, { field_name: field, field_schema: schema, wait: true }))
  }
}

async function createAlias(client: QdrantClient, alias: string, name: string): Promise<void> {
  try {
    await callQdrant('create alias', () => client.updateCollectionAliases({ actions: [{ create_alias: { alias_name: alias, collection_name: name } }] }))
  } catch (error) {
    if (statusOf(error) !== 409) throw error
    throw new AppError('qdrant_failed', `The server already has a collection named ${alias}; Docent needs that name as an alias`, { cause: error })
  }
}
