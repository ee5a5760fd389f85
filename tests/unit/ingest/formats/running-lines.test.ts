import { describe, expect, it } from 'vitest'
import type { TextLine } from '@/lib/ingest/formats/pdf/page-lines'
import { separateRunningLines } from '@/lib/ingest/formats/pdf/running-lines'

function line(page: number, y: number, text: string): TextLine {
  return {
    page,
    text,
    x: 72,
    right: 300,
    y,
    size: 10,
    fontName: 'f',
    isMonospace: false,
    isRow: false,
    endsWithSpace: false,
    runs: [[0, text.length, 72, 800 - y, 228, 10]],
  }
}

describe('separateRunningLines', () => {
  it('removes heads and page numbers around the text', () => {
    const pages = [1, 2, 3, 4].map((page) => [
      line(page, 800, 'Annual report'),
      line(page, 600, `What happened in quarter ${'abcd'[page - 1]}`),
      line(page, 500, `More about ${'wxyz'[page - 1]}`),
      line(page, 20, String(page)),
    ])
    const { kept, running } = separateRunningLines(pages)
    expect(kept.map((lines) => lines.map(({ y }) => y))).toEqual(Array(4).fill([600, 500]))
    expect(running.map((lines) => lines.map(({ y }) => y))).toEqual(Array(4).fill([800, 20]))
  })

  it('keeps pages whose only line comes back on every page, numbers aside: it is the text', () => {
    const pages = Array.from({ length: 10 }, (_, page) => [line(page, 700, `Slide ${page}`)])
    expect(separateRunningLines(pages).kept).toEqual(pages)
  })

  it('still clears the running head of a few blank pages', () => {
    const pages = [1, 2, 3, 4].map((page) => [
      line(page, 800, 'Annual report'),
      ...(page < 4 ? [600, 500, 400].map((y) => line(page, y, `Sentence ${'abc'[page - 1]} at ${y}`)) : []),
      line(page, 20, String(page)),
    ])
    expect(separateRunningLines(pages).kept[3]).toEqual([])
  })

  it('keeps a heading at the upper edge that a bookmark names', () => {
    const heading = { ...line(2, 800, 'Annual report'), bookmark: { depth: 1, entry: 0 } }
    const pages = [1, 2, 3, 4].map((page) => [page === 2 ? heading : line(page, 800, 'Annual report'), line(page, 600, `Text ${'abcd'[page - 1]}`)])
    expect(separateRunningLines(pages).kept.map((lines) => lines.length)).toEqual([1, 2, 1, 1])
  })
})
