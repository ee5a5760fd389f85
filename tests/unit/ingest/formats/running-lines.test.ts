import { describe, expect, it } from 'vitest'
import type { TextLine } from '@/lib/ingest/formats/pdf/page-lines'
import { removeRunningLines } from '@/lib/ingest/formats/pdf/running-lines'

function line(page: number, y: number, text: string): TextLine {
  return { page, text, x: 72, right: 300, y, size: 10, fontName: 'f', isMonospace: false, isRow: false, endsWithSpace: false }
}

describe('removeRunningLines', () => {
  it('removes heads and page numbers around the text', () => {
    const pages = [1, 2, 3, 4].map((page) => [
      line(page, 800, 'Annual report'),
      line(page, 600, `What happened in quarter ${'abcd'[page - 1]}`),
      line(page, 500, `More about ${'wxyz'[page - 1]}`),
      line(page, 20, String(page)),
    ])
    expect(removeRunningLines(pages).map((lines) => lines.map(({ y }) => y))).toEqual(Array(4).fill([600, 500]))
  })

  it('keeps pages whose only line comes back on every page, numbers aside: it is the text', () => {
    const pages = Array.from({ length: 10 }, (_, page) => [line(page, 700, `Slide ${page}`)])
    expect(removeRunningLines(pages)).toEqual(pages)
  })

  it('still clears the running head of a few blank pages', () => {
    const pages = [1, 2, 3, 4].map((page) => [
      line(page, 800, 'Annual report'),
      ...(page < 4 ? [600, 500, 400].map((y) => line(page, y, `Sentence ${'abc'[page - 1]} at ${y}`)) : []),
      line(page, 20, String(page)),
    ])
    expect(removeRunningLines(pages)[3]).toEqual([])
  })
})
