/** Positions of the `count` vectors nearest to the query, best first; both sides have length one, so the product is the cosine. */
export function nearestVectors(query: Float32Array, vectors: Float32Array[], count: number): number[] {
  return vectors
    .map((vector, position) => ({ position, score: vector.reduce((sum, value, index) => sum + value * (query[index] ?? 0), 0) }))
    .sort((one, other) => other.score - one.score)
    .slice(0, count)
    .map(({ position }) => position)
}
