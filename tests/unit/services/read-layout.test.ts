import { describe, expect, it } from 'vitest'
import type { DocumentRecord } from '@/lib/domain/document'
import { type NormalizedDocument, plainDocumentMap } from '@/lib/domain/normalized-document'
import { LayoutReader } from '@/lib/services/read-layout'
import { plainRecord } from '../../support/document-record'

const content: NormalizedDocument = {
  ...plainDocumentMap,
  text: 'The lens is 33 cm wide.\nIt was built in Dublin.',
  blocks: [],
  pages: [],
  title: null,
  layout: [
    { page: 1, width: 600, height: 800, runs: [[0, 23, 50, 100, 230, 12]], running: [] },
    { page: 2, width: 800, height: 600, runs: [[24, 47, 50, 60, 230, 12]], running: [] },
    { page: 3, width: 600, height: 800, runs: [], running: [] },
  ],
}

function open(record: Partial<DocumentRecord> = {}) {
  const state = { record: { ...plainRecord, ...record }, reads: 0 }
  const reader = new LayoutReader({
    readDocument: async () => state.record,
    readContent: async () => {
      state.reads += 1
      return content
    },
  })
  return { reader, state }
}

describe('LayoutReader', () => {
  it('gives the pages that a range touches, its rectangles and its words', async () => {
    const { reader } = open()
    expect(await reader.read('a', [{ start: 12, end: 28 }])).toEqual({
      pages: [
        { page: 1, width: 600, height: 800 },
        { page: 2, width: 800, height: 600 },
      ],
      rectangles: [
        { page: 1, x: expect.closeTo(170, -1.3), y: 100, width: expect.closeTo(110, -1.3), height: 12 },
        { page: 2, x: 50, y: 60, width: expect.closeTo(40, -1.3), height: 12 },
      ],
      texts: ['33 cm wide.\nIt w'],
    })
  })

  it('gives all pages, also those without text, when no range is asked for', async () => {
    const { reader } = open()
    const { pages, rectangles } = await reader.read('a', [])
    expect(pages.map(({ page }) => page)).toEqual([1, 2, 3])
    expect(rectangles).toEqual([])
  })

  it('reads a version once for many questions, and another version anew', async () => {
    const { reader, state } = open()
    await reader.read('a', [])
    await reader.read('a', [{ start: 0, end: 5 }])
    expect(state.reads).toBe(1)
    state.record = { ...state.record, version: 2 }
    await reader.read('a', [])
    expect(state.reads).toBe(2)
  })
})
