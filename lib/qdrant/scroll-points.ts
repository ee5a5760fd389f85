import type { QdrantClient, Schemas } from '@qdrant/js-client-rest'
import { callQdrant } from './call-qdrant'

/**
 * The points of a filter page by page, in the order of their ids; no page is empty. Points written meanwhile may come or not.
 * Errors: qdrant_unavailable, qdrant_failed.
 */
export async function* scrollPoints(
  client: QdrantClient,
  collection: string,
  request: Omit<Schemas['ScrollRequest'], 'offset'>,
): AsyncGenerator<Schemas['Record'][]> {
  let offset: Schemas['ExtendedPointId'] | undefined
  do {
    const page = await callQdrant('read points', () => client.scroll(collection, { ...request, offset }))
    if (page.points.length > 0) yield page.points
    offset = (page.next_page_offset as Schemas['ExtendedPointId'] | null | undefined) ?? undefined
  } while (offset !== undefined)
}
