import { describe, expect, it } from 'vitest'
import { readOdp } from '@/lib/ingest/formats/opendocument/odp-reader'
import { readOds } from '@/lib/ingest/formats/opendocument/ods-reader'
import { readOdt } from '@/lib/ingest/formats/opendocument/odt-reader'
import { listBlocks } from '../../support/block-list'
import { encryptedManifest, makeOpenDocument } from '../../support/make-opendocument'

const paragraph = (text: string) => `<text:p>${text}</text:p>`
const cell = (text: string, attributes = '') => `<table:table-cell ${attributes}>${paragraph(text)}</table:table-cell>`

describe('readOdt', () => {
  it('reads the outline, lists, tables and footnotes, and leaves deleted text out', async () => {
    const body = [
      `<text:tracked-changes><text:changed-region><text:deletion>${paragraph('deleted')}</text:deletion></text:changed-region></text:tracked-changes>`,
      '<text:h text:outline-level="1">규정</text:h>',
      paragraph(
        'Two<text:s text:c="2"/>words,<text:span> bold</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> end.',
      ),
      '<text:h text:outline-level="2">Items</text:h>',
      `<text:list><text:list-item>${paragraph('first')}<text:list><text:list-item>${paragraph('nested')}</text:list-item></text:list></text:list-item></text:list>`,
      `<table:table><table:table-header-rows><table:table-row>${cell('Name')}${cell('Age')}</table:table-row></table:table-header-rows><table:table-row>${cell('김')}${cell('7')}<table:table-cell table:number-columns-repeated="16000"/></table:table-row></table:table>`,
    ].join('')
    const document = await readOdt(makeOpenDocument('text', body))
    expect(listBlocks(document)).toEqual([
      'h1: 규정',
      'paragraph: Two words, bold end.',
      'paragraph: A note.',
      'h2: Items',
      'list-item: first',
      'list-item: nested',
      'table-row: Name | Age',
      'table-row: 김 | 7',
    ])
    expect(document.title).toBe('규정')
    expect(document.blocks.at(-1)?.headingPath).toEqual(['규정', 'Items'])
  })

  it('does not believe a repeat count', async () => {
    const row = `<table:table-row table:number-rows-repeated="1048576">${cell('x', 'table:number-columns-repeated="16384"')}</table:table-row>`
    const document = await readOdt(makeOpenDocument('text', `<table:table>${row}</table:table>`))
    expect(document.blocks).toHaveLength(50)
    expect(document.text.length).toBeLessThan(20_000)
  })

  it('names what is wrong', async () => {
    await expect(readOdt(makeOpenDocument('text', '', encryptedManifest))).rejects.toMatchObject({ code: 'password_required' })
    await expect(readOdt(makeOpenDocument('spreadsheet', ''))).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(readOdt(makeOpenDocument('text', '<text:p>'))).rejects.toMatchObject({ code: 'damaged_file' })
    expect((await readOdt(makeOpenDocument('text', '<text:p/>'))).text).toBe('')
  })
})

describe('readOdp', () => {
  it('reads pages as slides', async () => {
    const frame = (text: string, kind = '') => `<draw:frame ${kind}><draw:text-box>${text}</draw:text-box></draw:frame>`
    const title = (text: string) => frame(paragraph(text), 'presentation:class="title"')
    const notes = `<presentation:notes>${frame(paragraph('Speak slowly.'), 'presentation:class="notes"')}</presentation:notes>`
    const list = `<text:list><text:list-item>${paragraph('point')}</text:list-item></text:list>`
    const body = `<draw:page>${title('첫 장')}${frame(list)}${notes}</draw:page><draw:page>${frame(paragraph('No title here'))}</draw:page>`
    const document = await readOdp(makeOpenDocument('presentation', body))
    expect(listBlocks(document)).toEqual(['h1: 첫 장', 'list-item: point', 'paragraph: Speak slowly.', 'h1: No title here'])
    expect(document.pages.map((page) => page.page)).toEqual([1, 2])
    expect(document.title).toBe('첫 장')
  })
})

describe('readOds', () => {
  it('reads the rows of each sheet under its name, as they were shown', async () => {
    const row = (...cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`
    const sheet = `<table:table table:name="가격표">${row(cell('품목'), cell('값'))}${row(cell('연필'), cell('1,200원', 'office:value="1200"'))}</table:table>`
    const document = await readOds(makeOpenDocument('spreadsheet', `${sheet}<table:table table:name="Empty"/>`))
    expect(listBlocks(document)).toEqual(['h1: 가격표', 'table-row: 품목 | 값', 'table-row: 연필 | 1,200원'])
    await expect(readOds(makeOpenDocument('spreadsheet', '', encryptedManifest))).rejects.toMatchObject({ code: 'password_required' })
  })
})
