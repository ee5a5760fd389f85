import type { SparseVector } from '@/lib/domain/chunk'
import { seededNumbers } from '../../throughput/seeded-sample'
import type { BenchChunk } from './bench-corpus'

/*
 * A corpus of any size from real chunks: the first are the chunks themselves, those after are copies that were changed, made
 * one at a time, so that a million of them never lie in memory. What is kept is what a search's work depends on:
 * - the dense vector lies between its original and another chunk, with noise on top (cosine to the original about .85), so that
 *   copies fill the space that texts of these kinds fill, instead of standing in tight heaps
 * - every second term is replaced with one drawn from the chunks of the same language, as often as it occurs there: lists of
 *   postings grow in proportion, and a term stays as common as it is. Every second word of the text is replaced in the same way,
 *   so that no text is the near copy of another. Cutting the new text into terms would take ten times as long for the same lists
 */

const otherShare = 0.45
const noiseShare = 0.35
const replacedShare = 0.5

/** What is drawn from: each word and each term as often as chunks hold it. */
interface Pool {
  words: string[]
  terms: Array<[index: number, value: number]>
}

/** Chunk number `position` is the same in every run, whatever was made before it. */
export class PerturbedChunks {
  private readonly pools = new Map<string, Pool>()

  constructor(private readonly real: BenchChunk[]) {
    for (const { chunk, lexical } of real) {
      const pool = this.pools.get(chunk.language) ?? { words: [], terms: [] }
      for (const word of wordsOf(chunk.text)) pool.words.push(word)
      for (const term of termsOf(lexical)) pool.terms.push(term)
      this.pools.set(chunk.language, pool)
    }
  }

  at(position: number): BenchChunk {
    const original = this.originalOf(position)
    const copy = Math.floor(position / this.real.length)
    if (copy === 0) return original
    const next = seededNumbers(position)
    const pool = this.pools.get(original.chunk.language) ?? { words: [], terms: [] }
    const text = replaceSome(wordsOf(original.chunk.text), pool.words, next).join(' ')
    return {
      documentId: `${original.documentId}-${copy}`,
      source: `${copy}/${original.source}`,
      chunk: { ...original.chunk, text, end: original.chunk.start + text.length },
      dense: this.moveVector(original.dense, next),
      // The map drops a term that was drawn twice.
      lexical: sparseVectorOf(new Map(replaceSome(termsOf(original.lexical), pool.terms, next))),
    }
  }

  private originalOf(position: number): BenchChunk {
    const original = this.real[position % this.real.length]
    if (original === undefined) throw new Error('there are no chunks to copy')
    return original
  }

  private moveVector(from: Float32Array, next: () => number): Float32Array {
    const other = this.originalOf(Math.floor(next() * this.real.length)).dense
    // Of length `noiseShare` together: the sum of three uniform numbers has the variance 1/4 and nearly the normal shape.
    const scale = (2 * noiseShare) / Math.sqrt(from.length)
    return from.map((value, index) => value + otherShare * (other[index] ?? 0) + scale * (next() + next() + next() - 1.5))
  }
}

function replaceSome<Item>(items: Item[], pool: Item[], next: () => number): Item[] {
  return items.map((item) => (next() < replacedShare ? (pool[Math.floor(next() * pool.length)] ?? item) : item))
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '')
}

function termsOf({ indices, values }: SparseVector): Pool['terms'] {
  return indices.map((index, at) => [index, values[at] ?? 0])
}

function sparseVectorOf(terms: Map<number, number>): SparseVector {
  return { indices: [...terms.keys()], values: [...terms.values()] }
}
