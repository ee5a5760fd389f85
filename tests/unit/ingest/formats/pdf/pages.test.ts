import { describe, expect, it } from 'vitest'
import { type OpenPdf, openPdf } from '@/lib/ingest/formats/pdf/open-pdf'
import type { TextLine } from '@/lib/ingest/formats/pdf/page-lines'
import { readPdf } from '@/lib/ingest/formats/pdf-reader'
import { type MadePage, makePdf } from './make-pdf'

const written: MadePage = { texts: [{ text: 'A page with text.', x: 72, y: 700 }] }
const drawn: MadePage = { texts: [], rawContent: '0 0 1 rg 100 100 200 200 re f BT /F0 9 Tf 300 20 Td (17) Tj ET' }

function recognise(text: string): (pdf: OpenPdf, page: number) => Promise<TextLine[]> {
  return async (_, page) => [
    {
      page,
      text,
      x: 100,
      right: 300,
      y: 500,
      size: 12,
      fontName: '',
      isMonospace: false,
      isRow: false,
      endsWithSpace: false,
      runs: [[0, text.length, 100, 288, 200, 12]],
    },
  ]
}

describe('pages', () => {
  it('that cannot be read are named, and the others are read', async () => {
    const document = await readPdf(makePdf([written, written, { texts: [], isBroken: true }]))
    expect(document.unreadablePages).toEqual([3])
    expect(document.pages.map(({ page }) => page)).toEqual([1, 2])
    expect(document.layout.map(({ page }) => page)).toEqual([1, 2, 3])
  })

  it('without letters are recognised, and only those', async () => {
    const asked: number[] = []
    const document = await readPdf(makePdf([written, drawn, written]), {
      recognisePage: (pdf, page) => {
        asked.push(page)
        return recognise('Words in a picture')(pdf, page)
      },
    })
    expect(asked).toEqual([2])
    expect(document.recognisedPages).toEqual([2])
    expect(document.text).toContain('Words in a picture')
    const [start = 0, end = 0, ...rectangle] = document.layout[1]?.runs[0] ?? []
    expect([document.text.slice(start, end), ...rectangle]).toEqual(['Words in a picture', 100, 288, 200, 12])
  })

  it('of a file without any text give an empty document, with all its pages', async () => {
    const document = await readPdf(makePdf([{ texts: [], rawContent: '0 0 1 rg 100 100 200 200 re f' }, { texts: [] }]))
    expect(document).toMatchObject({ text: '', blocks: [], pages: [], unreadablePages: [], recognisedPages: [] })
    expect(document.layout.map(({ page, runs }) => [page, runs.length])).toEqual([
      [1, 0],
      [2, 0],
    ])
  })

  it('keep running heads and page numbers in the map', async () => {
    const pages = ['Herring', 'Mackerel', 'Cod', 'Plaice'].map((fish, index) => ({
      texts: [
        { text: 'Harbour fees', x: 72, y: 770 },
        { text: `The fee for a barrel of ${fish} is ${index} shillings.`, x: 72, y: 700 },
        { text: `It is paid at gate ${'ABCD'[index]}.`, x: 72, y: 640 },
        { text: String(index + 1), x: 300, y: 30 },
      ],
    }))
    const document = await readPdf(makePdf(pages))
    expect(document.text).not.toMatch(/Harbour fees/)
    expect(document.layout[2]?.running.map(({ text, x }) => [text, x])).toEqual([
      ['Harbour fees', 72],
      ['3', 300],
    ])
  })

  it('can be drawn, with a limit on their size', async () => {
    const pdf = await openPdf(makePdf([written, { ...drawn, width: 20_000, height: 20_000 }]))
    const [small, large] = [await pdf.renderPage(1, 2), await pdf.renderPage(2, 2)]
    await pdf.close()
    expect(sizeOfPng(small)).toEqual([1200, 1600])
    expect(sizeOfPng(large)).toEqual([4000, 4000])
  })

  it('are reported as they are done', async () => {
    const seen: string[] = []
    await readPdf(makePdf([written, written]), { onPages: ({ done, total }) => seen.push(`${done}/${total}`) })
    expect(seen).toEqual(['0/2', '1/2', '2/2'])
  })
})

function sizeOfPng(bytes: Uint8Array): [number, number] {
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}
