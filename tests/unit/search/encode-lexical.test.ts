import { describe, expect, it } from 'vitest'
import { encodePassageTerms, encodeQueryTerms, hashTerm } from '@/lib/search/encode-lexical'

const noContext = { source: '', title: null, headingPath: [] }

function weightOf(term: string, vector: { indices: number[]; values: number[] }): number {
  return vector.values[vector.indices.indexOf(hashTerm(term))] ?? 0
}

describe('encodePassageTerms', () => {
  it('weighs by BM25 with k1 0.9, b 0.4 and the fixed average length', () => {
    const vector = encodePassageTerms('zebra zebra apple', noContext)
    const norm = 0.9 * (0.6 + (0.4 * 3) / 130)
    expect(weightOf('zebra', vector)).toBeCloseTo((2 * 1.9) / (2 + norm), 10)
    expect(weightOf('appl', vector)).toBeCloseTo(1.9 / (1 + norm), 10)
  })

  it('weighs a text of syllable pairs with k1 0.5 and b 0.7, a pair counting half in its length', () => {
    const vector = encodePassageTerms('얼룩말 얼룩말', noContext)
    const norm = 0.5 * (0.3 + (0.7 * 2) / 130)
    expect(weightOf('룩말', vector)).toBeCloseTo((2 * 1.5) / (2 + norm), 10)
  })

  it('holds distinct unsigned 32-bit ids in order, and positive values', () => {
    const { indices, values } = encodePassageTerms('한글과 English, ISO-9001 node.js 東京 '.repeat(20), {
      source: 'a/b.md',
      title: 'Title',
      headingPath: ['하나'],
    })
    expect(new Set(indices).size).toBe(indices.length)
    expect(indices).toEqual([...indices].sort((left, right) => left - right))
    expect(indices.every((index) => Number.isInteger(index) && index >= 0 && index <= 0xffffffff)).toBe(true)
    expect(values).toHaveLength(indices.length)
    expect(values.every((value) => value > 0)).toBe(true)
  })

  it('makes a passage findable by its title, headings and file name', () => {
    const vector = encodePassageTerms('본문', { source: 'docs/remote_work.md', title: 'Handbook', headingPath: ['휴가 규정'] })
    for (const term of ['remot', 'work', 'handbook', '휴가', '규정', '본문']) expect(weightOf(term, vector)).toBeGreaterThan(0)
  })

  it('saturates: the tenth repeat adds less than the second', () => {
    const weights = [1, 2, 9, 10].map((times) => weightOf('zebra', encodePassageTerms('zebra '.repeat(times), noContext)))
    const [one = 0, two = 0, nine = 0, ten = 0] = weights
    expect(two - one).toBeGreaterThan((ten - nine) * 5)
  })

  it('gives empty arrays for text without terms', () => {
    expect(encodePassageTerms('…', noContext)).toEqual({ indices: [], values: [] })
  })
})

describe('encodeQueryTerms', () => {
  it('gives each distinct term of an English question 1', () => {
    expect(encodeQueryTerms('zebra zebras apple').values).toEqual([1, 1])
    expect(encodeQueryTerms('what is the').indices).toEqual([])
  })

  it('gives the endings of a Korean question less', () => {
    const vector = encodeQueryTerms('농민 시위를 주도한 인물은?')
    expect(weightOf('시위', vector)).toBe(1)
    expect(weightOf('위를', vector)).toBe(0.2)
  })
})

describe('hashTerm', () => {
  it('spreads 100,000 terms with about as few collisions as chance gives', () => {
    const hashes = new Set(Array.from({ length: 100_000 }, (_, index) => hashTerm(`용어${index}`)))
    // Expected by chance: 100,000² / 2 / 2³² = 1.2.
    expect(hashes.size).toBeGreaterThan(99_990)
  })
})
