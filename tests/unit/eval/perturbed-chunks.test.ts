import { describe, expect, it } from 'vitest'
import type { BenchChunk } from '@/eval/bench/corpus/bench-corpus'
import { PerturbedChunks } from '@/eval/bench/corpus/perturbed-chunks'
import { seededNumbers } from '@/eval/throughput/seeded-sample'
import { makeChunk } from '../../contract/vector-index/vector-index-suite'

const next = seededNumbers(5)
const real: BenchChunk[] = Array.from({ length: 40 }, (_, index) => {
  const direction = Array.from({ length: 64 }, () => next() - 0.5)
  const length = Math.hypot(...direction)
  const text = Array.from({ length: 30 }, (_, word) => `word${(index * 7 + word) % 90}`).join(' ')
  const { chunk, lexical } = makeChunk(index, text, [], { [index]: 1, 900: 2 })
  return { documentId: `d${index}`, source: `d${index}.md`, lexical, chunk, dense: Float32Array.from(direction, (value) => value / length) }
})

describe('chunks made from real ones', () => {
  it('begin with the real ones, untouched', () => {
    const made = new PerturbedChunks(real)
    expect(real.map((_, index) => made.at(index))).toEqual(real)
  })

  it('are the same in every run, whatever was made before', () => {
    const made = new PerturbedChunks(real)
    const later = made.at(95)
    expect(new PerturbedChunks(real).at(95)).toEqual(later)
    expect(made.at(55).chunk.text).not.toBe(later.chunk.text)
  })

  it('are near their original and not it, in vector and words, as documents of their own', () => {
    const made = new PerturbedChunks(real)
    for (const [index, original] of real.entries()) {
      const copy = made.at(index + 3 * real.length)
      expect(copy.documentId).toBe(`d${index}-3`)
      const cosine = copy.dense.reduce((sum, value, at) => sum + value * (original.dense[at] ?? 0), 0) / Math.hypot(...copy.dense)
      expect(cosine).toBeGreaterThan(0.6)
      expect(cosine).toBeLessThan(0.99)
      const [words, originalWords] = [copy.chunk.text.split(' '), original.chunk.text.split(' ')]
      expect(words).toHaveLength(originalWords.length)
      expect(words.filter((word, at) => word === originalWords[at]).length).toBeLessThan(words.length)
    }
  })
})
