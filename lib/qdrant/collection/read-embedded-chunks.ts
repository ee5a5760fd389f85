import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { EmbeddedChunk } from '@/lib/domain/ports/vector-index'
import { scrollPoints } from '../scroll-points'
import { denseVector } from './collection-schema'

/** With 384 dimensions and its text a point is about 6 KB as JSON: one page is 1.5 MB, whatever the size of the document. */
const pointsPerPage = 256

const payloadSchema = z.object({
  version: z.int(),
  chunk_index: z.int(),
  content_hash: z.string(),
  start: z.int(),
  text: z.string(),
})
const pointSchema = z.object({ payload: payloadSchema, vector: z.object({ [denseVector]: z.array(z.number()) }) })

/** The points of a filter with their dense vectors, page by page. Points written meanwhile may come or not. Errors: qdrant_unavailable, qdrant_failed. */
export async function* readEmbeddedChunks(client: QdrantClient, collection: string, filter: Schemas['Filter']): AsyncGenerator<EmbeddedChunk[]> {
  const request = { filter, limit: pointsPerPage, with_payload: { include: Object.keys(payloadSchema.shape) }, with_vector: [denseVector] }
  for await (const points of scrollPoints(client, collection, request)) yield points.map(embeddedChunkOf)
}

function embeddedChunkOf(point: { id: string | number }): EmbeddedChunk {
  const parsed = pointSchema.safeParse(point)
  if (!parsed.success) throw new AppError('qdrant_failed', `Point ${point.id} has an unexpected payload or vector`, { cause: parsed.error })
  const { payload, vector } = parsed.data
  return {
    version: payload.version,
    chunkIndex: payload.chunk_index,
    contentHash: payload.content_hash,
    start: payload.start,
    text: payload.text,
    dense: Float32Array.from(vector[denseVector]),
  }
}
