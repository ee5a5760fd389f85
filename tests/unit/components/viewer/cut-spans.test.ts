import { describe, expect, it } from 'vitest'
import { cutSpans } from '@/components/documents/document/cut/cut-spans'

const chunks = [
  { chunkIndex: 0, start: 0, end: 20 },
  { chunkIndex: 1, start: 15, end: 40 },
  { chunkIndex: 2, start: 45, end: 60 },
]

describe('cutSpans', () => {
  it('puts every character of a piece in exactly one span', () => {
    const spans = cutSpans({ start: 3, end: 70 }, chunks)
    expect(spans.map(({ start, end }) => [start, end])).toEqual([
      [3, 15],
      [15, 20],
      [20, 40],
      [40, 45],
      [45, 60],
      [60, 70],
    ])
  })

  it('says in which chunks a span lies: two where they overlap, none between them', () => {
    expect(cutSpans({ start: 0, end: 60 }, chunks).map((span) => span.chunks)).toEqual([[0], [0, 1], [1], [], [2]])
  })

  it('numbers a chunk once, where it begins', () => {
    expect(cutSpans({ start: 0, end: 60 }, chunks).map(({ begins }) => begins)).toEqual([0, 1, null, null, 2])
    expect(cutSpans({ start: 16, end: 30 }, chunks).map(({ begins }) => begins)).toEqual([null, null])
  })

  it('leaves a piece without chunks whole', () => {
    expect(cutSpans({ start: 100, end: 120 }, chunks)).toEqual([{ start: 100, end: 120, chunks: [], begins: null }])
  })
})
