import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { isCaption } from '@/lib/ingest/formats/pdf/blocks/captions'
import { parsePdfDate } from '@/lib/ingest/formats/pdf/engine/pdf-metadata'
import { readPdf } from '@/lib/ingest/formats/pdf-reader'
import { listBlocks } from '../../support/block-list'
import { sharedFile } from '../../support/documents'
import { type MadeText, makePdf } from './make-pdf'

const prose = (y: number, count: number): MadeText[] =>
  Array.from({ length: count }, (_, index) => ({
    text: `Sentence ${index} about the harbour goes on until the far end of its own line.`,
    x: 72,
    y: y - index * 12,
  }))

describe('headings', () => {
  it('come from the outline where size and font do not tell them', async () => {
    const texts: MadeText[] = [{ text: 'The quays', x: 72, y: 700 }, ...prose(680, 3), { text: 'North quay', x: 72, y: 600 }, ...prose(580, 3)]
    const outline = [{ title: 'The quays', page: 1, children: [{ title: 'North quay', page: 1 }] }]
    const document = await readPdf(makePdf([{ texts }], { outline }))
    const headings = document.blocks.filter((block) => block.kind === 'heading')
    expect(headings.map((block) => [document.text.slice(block.start, block.end), block.level])).toEqual([
      ['The quays', 1],
      ['North quay', 2],
    ])
    expect(document.blocks.at(-1)?.headingPath).toEqual(['The quays', 'North quay'])
  })

  it('of two lines are one heading, and numbers that the outline leaves out do not matter', async () => {
    const texts: MadeText[] = [
      { text: '3.1 How a ship is entered into', x: 72, y: 700, size: 12 },
      { text: 'the register', x: 72, y: 685, size: 12 },
      ...prose(660, 4),
    ]
    const document = await readPdf(makePdf([{ texts }], { outline: [{ title: 'How a ship is entered into the register', page: 1 }] }))
    expect(listBlocks(document)[0]).toBe('h1: 3.1 How a ship is entered into the register')
  })

  it('have the levels of the outline in a real manual', async ({ skip }) => {
    const file = sharedFile('pdf_truth/install.en.pdf')
    if (file === null) return skip()
    const document = await readPdf(await readFile(file))
    const under = document.blocks.find((block) => document.text.slice(block.start, block.end).startsWith('When the installer boots, you should be presented'))
    expect(under?.headingPath).toEqual(['Chapter 5 Booting the Installation System', '5.1 Booting the Installer on 64-bit PC', '5.1.5 The Boot Screen'])
  }, 120_000)
})

describe('tables', () => {
  it('are rows also where gaps are tight and cells are empty or of several lines', async () => {
    const cells: [string, number, number][] = [
      ['Ship', 72, 700],
      ['Port', 127, 700],
      ['Tons', 180, 700],
      ['Aurora', 72, 686],
      ['Hardwick', 127, 686],
      ['410', 180, 686],
      ['Bellamy', 72, 672],
      ['95', 180, 672],
      ['Corisande', 72, 658],
      ['Port of', 127, 658],
      ['St Ives', 127, 648],
      ['1,020', 180, 658],
    ]
    const texts = [...cells.map(([text, x, y]): MadeText => ({ text, x, y })), ...prose(600, 3)]
    const document = await readPdf(makePdf([{ texts }]))
    expect(listBlocks(document).slice(0, 4)).toEqual([
      'table-row: Ship | Port | Tons',
      'table-row: Aurora | Hardwick | 410',
      'table-row: Bellamy | | 95',
      'table-row: Corisande | Port of St Ives | 1,020',
    ])
    expect(document.blocks[4]?.kind).toBe('paragraph')
  })

  it('are no numbered lists', async () => {
    const items = ['Wind the clockwork.', 'Clean the panes.', 'Fill the lamp.', 'Write the journal.']
    const texts = items.flatMap((text, index): MadeText[] => [
      { text: `${index + 1}.`, x: 72, y: 700 - index * 14 },
      { text, x: 100, y: 700 - index * 14 },
    ])
    const document = await readPdf(makePdf([{ texts: [...texts, ...prose(600, 3)] }]))
    expect(listBlocks(document).slice(0, 4)).toEqual(items.map((text, index) => `list-item: ${index + 1}. ${text}`))
  })

  it('of a real manual keep cells of several lines together, header first', async ({ skip }) => {
    const file = sharedFile('pdf_truth/install.en.pdf')
    if (file === null) return skip()
    const { text } = await readPdf(await readFile(file))
    expect(text).toContain(
      'Type | Minimum Devices | Spare Device | Survives disk failure? | Available Space\nRAID0 | 2 | no | no | Size of the smallest partition multiplied by number of devices in RAID\nRAID1 | 2 | optional | yes | Size of the smallest partition in RAID',
    )
  }, 120_000)
})

describe('captions', () => {
  it.each(['Figure 3: The lens', 'Fig. 12. The lens', 'Table A-1 | Ships', '그림 2. 등대', '<표 1> 선박', '그림 2-1 등대의 구조', '図 3 灯台'])(
    '%s',
    (text) => {
      expect(isCaption(text)).toBe(true)
    },
  )

  it.each(['Figure 3 shows the lens.', 'Figures of speech: a list', 'Table tennis: rules', '그림 2는 등대를 보여 준다.', '표 1에서 보듯이'])(
    'not: %s',
    (text) => {
      expect(isCaption(text)).toBe(false)
    },
  )

  it('are blocks of their own', async () => {
    const texts: MadeText[] = [
      ...prose(700, 3),
      { text: 'Figure 1: The northern light, seen', x: 72, y: 640 },
      { text: 'from the sea', x: 72, y: 628 },
      ...prose(590, 3),
    ]
    const document = await readPdf(makePdf([{ texts }]))
    expect(listBlocks(document)[1]).toBe('figure-caption: Figure 1: The northern light, seen from the sea')
  })
})

describe('footnotes', () => {
  it('do not cut the sentence that goes on over them', async () => {
    const start = 'The harbour was closed for the winter, and those ships that had not been able to'
    const first: MadeText[] = [...prose(700, 4), { text: start, x: 72, y: 652 }, { text: '1 See the journal of that year, page 12.', x: 72, y: 80, size: 8 }]
    const second: MadeText[] = [{ text: 'leave before the ice came were laid up until the end of March.', x: 72, y: 700 }, ...prose(660, 3)]
    const document = await readPdf(makePdf([{ texts: first }, { texts: second }]))
    expect(document.text).toContain(`${start} leave before the ice came`)
    expect(document.text).toContain('1 See the journal of that year, page 12.')
    expect(document.pages.map(({ page }) => page)).toEqual([1, 2])
  })
})

describe('metadata', () => {
  it('has title, author and dates', async () => {
    const info = "/Title(Harbour rules)/Author(Ines Hart)/CreationDate(D:20230508143000+09'00')/ModDate(D:20240229)"
    const document = await readPdf(makePdf([{ texts: prose(700, 2) }], { info }))
    expect(document.title).toBe('Harbour rules')
    expect(document.metadata).toEqual({ author: 'Ines Hart', writtenAt: '2023-05-08T05:30:00.000Z', modifiedAt: '2024-02-29T00:00:00.000Z' })
  })

  it.each([
    ['D:2019', '2019-01-01T00:00:00.000Z'],
    ["D:20201231235959-08'00'", '2021-01-01T07:59:59.000Z'],
    ['20110102030405Z', '2011-01-02T03:04:05.000Z'],
    ['yesterday', null],
    ['D:20231399', null],
    [undefined, null],
  ])('reads the date %s', (stated, expected) => {
    expect(parsePdfDate(stated)).toBe(expected)
  })
})
