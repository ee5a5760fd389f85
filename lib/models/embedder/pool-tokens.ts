import type { Pooling } from '../manifest/model-entry'

/**
 * A text's vector from its tokens' vectors. `hidden` holds one row of `dimensions` numbers a token. Every token counts, as each
 * text is run alone and without padding: the attention mask would be all ones, and the last row is the last token.
 */
export function poolTokens(hidden: Float32Array, dimensions: number, pooling: Exclude<Pooling, 'graph'>): Float32Array {
  if (pooling === 'cls') return hidden.slice(0, dimensions)
  if (pooling === 'last-token') return hidden.slice(hidden.length - dimensions)
  return poolMean(hidden, dimensions)
}

export function poolMean(hidden: Float32Array, dimensions: number): Float32Array {
  const pooled = new Float32Array(dimensions)
  const tokens = hidden.length / dimensions
  let index = 0
  // Four columns at once: half the time of one by one, and a third of going row by row.
  for (; index + 4 <= dimensions; index += 4) {
    let [first, second, third, fourth] = [0, 0, 0, 0]
    for (let at = index; at < hidden.length; at += dimensions) {
      first += hidden[at] ?? 0
      second += hidden[at + 1] ?? 0
      third += hidden[at + 2] ?? 0
      fourth += hidden[at + 3] ?? 0
    }
    pooled.set([first / tokens, second / tokens, third / tokens, fourth / tokens], index)
  }
  for (; index < dimensions; index += 1) {
    let sum = 0
    for (let at = index; at < hidden.length; at += dimensions) sum += hidden[at] ?? 0
    pooled[index] = sum / tokens
  }
  return pooled
}

/** Scales `vector` to length 1, in place. A vector of zeros stays as it is. */
export function normalizeLength(vector: Float32Array): Float32Array {
  let squares = 0
  for (const value of vector) squares += value * value
  const length = Math.sqrt(squares)
  if (length > 0) for (let index = 0; index < vector.length; index += 1) vector[index] = (vector[index] ?? 0) / length
  return vector
}
