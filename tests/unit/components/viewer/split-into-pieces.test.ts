import { describe, expect, it } from 'vitest'
import { findPiece, intersect, splitIntoPieces } from '@/components/viewer/text/split-into-pieces'
import type { Block } from '@/lib/domain/normalized-document'

function blockOf(text: string, part: string, kind: Block['kind'] = 'paragraph'): Block {
  const start = text.indexOf(part)
  return { kind, start, end: start + part.length, level: kind === 'heading' ? 1 : null, headingPath: [] }
}

const text = 'Title\n\nFirst paragraph that\ngoes on.\n\nLoose words\n\nmore loose\n\nLast.'
const blocks = [blockOf(text, 'Title', 'heading'), blockOf(text, 'First paragraph that\ngoes on.'), blockOf(text, 'Last.')]

function wordsOf(pieces: { start: number; end: number }[], whole: string): string[] {
  return pieces.map((piece) => whole.slice(piece.start, piece.end))
}

describe('splitIntoPieces', () => {
  it('shows every character that is not space exactly once, in order', () => {
    const pieces = splitIntoPieces({ text, blocks, pages: [], places: [] })
    expect(wordsOf(pieces, text)).toEqual(['Title', 'First paragraph that\ngoes on.', 'Loose words', 'more loose', 'Last.'])
    expect(wordsOf(pieces, text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    expect(pieces[0]).toMatchObject({ kind: 'heading', level: 1, pageStart: null })
  })

  it('shows a text without any block', () => {
    expect(wordsOf(splitIntoPieces({ text, blocks: [], pages: [], places: [] }), text)).toHaveLength(5)
    expect(splitIntoPieces({ text: '', blocks: [], pages: [], places: [] })).toEqual([])
  })

  it('cuts a block where a page begins and names the page there', () => {
    const middle = text.indexOf('goes on.')
    const pages = [
      { page: 1, start: 0, end: middle },
      { page: 2, start: middle, end: text.length },
    ]
    const pieces = splitIntoPieces({ text, blocks, pages, places: [] })
    expect(pieces.map((piece) => piece.pageStart)).toEqual([1, null, 2, null, null, null])
    expect(wordsOf(pieces, text)[2]).toBe('goes on.')
  })

  it('names the last of several pages that begin at one place, and never repeats overlapping blocks', () => {
    const pages = [
      { page: 1, start: 0, end: 0 },
      { page: 2, start: 0, end: text.length },
    ]
    const overlapping = [...blocks.slice(0, 2), blockOf(text, 'goes on.'), blockOf(text, 'Last.')]
    const pieces = splitIntoPieces({ text, blocks: overlapping, pages, places: [] })
    expect(pieces[0]?.pageStart).toBe(2)
    expect(wordsOf(pieces, text).filter((words) => words.includes('goes on'))).toHaveLength(1)
  })
})

describe('places in the text', () => {
  const sheets = 'Prices\na | b\n1 | 2\nStock\n5 | 6'
  const row = (part: string) => ({ start: sheets.indexOf(part), end: sheets.indexOf(part) + part.length })
  const cells = (part: string, sheet: string, range: string) => ({ kind: 'cells' as const, sheet, cells: range, ...row(part) })
  const places = [cells('a | b', 'Prices', 'A1:B1'), cells('1 | 2', 'Prices', 'A2:B2'), cells('5 | 6', 'Stock', 'C7:D7')]
  const rows = ['Prices', 'a | b', '1 | 2', 'Stock', '5 | 6'].map((part) => blockOf(sheets, part, 'table-row'))

  it('begin with their piece, and a sheet is named once', () => {
    const pieces = splitIntoPieces({ text: sheets, blocks: rows, pages: [], places })
    expect(pieces.map(({ placeStart }) => (placeStart?.kind === 'cells' ? placeStart.cells : null))).toEqual([null, 'A1:B1', 'A2:B2', null, 'C7:D7'])
    expect(pieces.map(({ isNewSheet }) => isNewSheet)).toEqual([false, true, false, false, true])
  })

  it('cut a piece where a slide begins inside it', () => {
    const slides = [
      { kind: 'slide' as const, number: 1, start: 0, end: 12 },
      { kind: 'slide' as const, number: 2, start: 12, end: sheets.length },
    ]
    const pieces = splitIntoPieces({ text: sheets, blocks: [blockOf(sheets, sheets)], pages: [], places: slides })
    expect(pieces.map(({ start, placeStart }) => [start, placeStart?.kind === 'slide' ? placeStart.number : null])).toEqual([
      [0, 1],
      [12, 2],
    ])
  })
})

describe('a highlight', () => {
  const pieces = splitIntoPieces({ text, blocks, pages: [], places: [] })

  it('is found by its offset', () => {
    expect(findPiece(pieces, 0)).toBe(0)
    expect(findPiece(pieces, text.indexOf('goes on'))).toBe(1)
    expect(findPiece(pieces, text.indexOf('Last'))).toBe(4)
    expect(findPiece(pieces, 99_999)).toBe(4)
  })

  it('is cut at the pieces and keeps its words exactly', () => {
    const range = { start: text.indexOf('on.'), end: text.indexOf('words') + 5 }
    const marked = pieces.flatMap((piece) => intersect(piece, range) ?? [])
    expect(wordsOf(marked, text)).toEqual(['on.', 'Loose words'])
    expect(intersect({ start: 0, end: 5 }, { start: 5, end: 9 })).toBeNull()
    expect(intersect({ start: 0, end: 5 }, null)).toBeNull()
  })
})
