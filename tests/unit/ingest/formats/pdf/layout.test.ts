import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { TextItem } from '@/lib/ingest/formats/pdf/engine/text-items'
import { openPdf } from '@/lib/ingest/formats/pdf/open-pdf'
import { readPdf } from '@/lib/ingest/formats/pdf-reader'
import { readFixture, sharedFile } from '../../support/documents'
import { makePdf } from './make-pdf'

const lines = ['The harbour office keeps a record of every', 'ship that was regis-', 'tered since 1904, and of \u00e9very cargo.']

describe('the layout of a PDF', () => {
  it('says where each line stands, through hyphens and joined lines', async () => {
    const pdf = makePdf([{ texts: lines.map((text, index) => ({ text, x: 72, y: 700 - index * 12 })) }])
    const document = await readPdf(pdf)
    expect(document.text).toBe('The harbour office keeps a record of every ship that was registered since 1904, and of \u00e9very cargo.')
    expect(document.layout[0]).toMatchObject({ page: 1, width: 600, height: 800 })
    expect(placesOf(document, 1)).toEqual([
      { text: lines[0], x: 72, baseline: 100 },
      { text: 'ship that was regis', x: 72, baseline: 112 },
      { text: lines[2], x: 72, baseline: 124 },
    ])
  })

  it('measures from the upper left corner of the page as shown: cropped, and turned', async () => {
    const text = { text: 'Lighthouse keepers', x: 150, y: 600 }
    const cropped = await readPdf(makePdf([{ texts: [text], cropBox: [100, 100, 500, 700] }]))
    expect(cropped.layout[0]).toMatchObject({ width: 400, height: 600 })
    expect(placesOf(cropped, 1)).toEqual([{ text: text.text, x: 50, baseline: 100 }])
    const turned = await readPdf(makePdf([{ texts: [text], rotate: 90 }]))
    expect(turned.layout[0]).toMatchObject({ width: 800, height: 600 })
    const [, , x = 0, y = 0, width = 0, height = 0] = turned.layout[0]?.runs[0] ?? []
    // The lower left corner of the page is now the upper left one: what stood 600 up stands 600 to the right.
    expect(y).toBeCloseTo(150, 0)
    expect([x < 600 && x + width > 600, height > 80, width < 14]).toEqual([true, true, true])
  })

  it('keeps the places of table cells and of a sentence that runs over the page', async () => {
    const rows = [
      ['Name', 'Depth', 'Berths'],
      ['North quay', '7 m', '12'],
      ['South quay', '9 m', '4'],
    ]
    const table = rows.flatMap((cells, row) => cells.map((text, column) => ({ text, x: 72 + column * 100, y: 700 - row * 14 })))
    const pdf = makePdf([
      { texts: [...table, { text: 'All of them are open to every ship that can prove that its owners are regis-', x: 72, y: 600 }] },
      { texts: [{ text: 'tered in a country of the league, whatever the weather.', x: 72, y: 700 }] },
    ])
    const document = await readPdf(pdf)
    expect(document.text).toContain('Name | Depth | Berths\nNorth quay | 7 m | 12\nSouth quay | 9 m | 4')
    expect(document.text).toContain('owners are registered in a country')
    expect(placesOf(document, 1).slice(0, 6)).toEqual(
      rows.slice(0, 2).flatMap((cells, row) => cells.map((text, column) => ({ text, x: 72 + column * 100, baseline: 100 + row * 14 }))),
    )
    expect(placesOf(document, 2)).toEqual([{ text: 'tered in a country of the league, whatever the weather.', x: 72, baseline: 100 }])
    expectEveryLetterPlaced(document)
  })

  for (const name of ['larkmoor-observatory-handbook.pdf', 'seoyul-library-guide.pdf']) {
    it(`holds for ${name}`, async () => expectExact(readFixture(name)))
  }

  for (const name of ['pdf_truth/install.en.pdf', 'pdf_truth/install.de.pdf', 'ko_pdf/civilcode.pdf', 'aragog/pdfs/bert.pdf']) {
    it(`holds for ${name}`, async ({ skip }) => {
      const file = sharedFile(name)
      if (file === null) return skip()
      await expectExact(await readFile(file))
    }, 180_000)
  }
})

function placesOf(document: NormalizedDocument, page: number) {
  const runs = document.layout.find((layout) => layout.page === page)?.runs ?? []
  return runs.map(([start, end, x, y, , height]) => ({ text: document.text.slice(start, end), x, baseline: Math.round(y + height * 0.78) }))
}

/** Every letter and digit of the text lies in exactly one rectangle, and what the engine sees inside it is the same text. */
async function expectExact(bytes: Uint8Array): Promise<void> {
  const document = await readPdf(bytes)
  expectEveryLetterPlaced(document)
  const pdf = await openPdf(bytes)
  const wrong: string[] = []
  let runs = 0
  for (const layout of document.layout) {
    const { items } = await pdf.readPage(layout.page)
    for (const [start, end, x, y, width, height] of layout.runs) {
      runs += 1
      const inside = items.filter((item) => isInside(item, { x, y, width, height }))
      const there = lettersOf(inside.map((item) => item.text).join(''))
      if (there !== lettersOf(document.text.slice(start, end))) wrong.push(document.text.slice(start, end))
    }
  }
  await pdf.close()
  expect(runs).toBeGreaterThan(20)
  // Pieces that overlap on the page (raised numbers, formulas) cannot be told apart by their place.
  expect(wrong.length / runs, wrong.slice(0, 10).join(' / ')).toBeLessThan(0.01)
}

function isInside(item: TextItem, rectangle: { x: number; y: number; width: number; height: number }): boolean {
  const x = item.box.x + item.box.width / 2
  const y = item.box.y + item.box.height / 2
  return x > rectangle.x && x < rectangle.x + rectangle.width && y > rectangle.y && y < rectangle.y + rectangle.height
}

function expectEveryLetterPlaced(document: NormalizedDocument): void {
  const covered = new Uint8Array(document.text.length)
  for (const { runs } of document.layout)
    for (const [start, end] of runs) for (let index = start; index < end; index += 1) covered[index] = (covered[index] ?? 0) + 1
  const wrong = [...document.text.matchAll(/[\p{L}\p{N}]/gu)].filter(({ index }) => covered[index] !== 1)
  expect(wrong.map(({ index }) => document.text.slice(index, index + 30)).slice(0, 5)).toEqual([])
}

function lettersOf(text: string): string {
  return text.normalize('NFC').replace(/[^\p{L}\p{N}]/gu, '')
}
