import type { Schemas } from '@qdrant/js-client-rest'

/**
 * How the dense side of every search walks its graph. One set for every size: where there is no graph the server compares with
 * everything anyway, and where nothing is quantized it leaves `quantization` aside. Twice as many candidates as wanted are taken by
 * their 8-bit vectors and put in order by the whole ones: at 100,000 points that finds .998 of the ten nearest.
 */
export const searchParams: Schemas['SearchParams'] = { hnsw_ef: 128, quantization: { rescore: true, oversampling: 2 } }

/** Compares the whole vectors, all that the filter or the prefetch leaves: for few points, and for what the graph is measured against. */
export const exactSearchParams: Schemas['SearchParams'] = { exact: true }
