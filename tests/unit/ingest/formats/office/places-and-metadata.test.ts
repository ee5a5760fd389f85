import { describe, expect, it } from 'vitest'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { readCsv } from '@/lib/ingest/formats/data/csv-reader'
import { readDocx } from '@/lib/ingest/formats/docx-reader'
import { readEmail } from '@/lib/ingest/formats/email/email-reader'
import { readEpub } from '@/lib/ingest/formats/epub/epub-reader'
import { readHtml } from '@/lib/ingest/formats/html-reader'
import { readMarkdown } from '@/lib/ingest/formats/markdown-reader'
import { readOdp } from '@/lib/ingest/formats/opendocument/odp-reader'
import { readOds } from '@/lib/ingest/formats/opendocument/ods-reader'
import { readOdt } from '@/lib/ingest/formats/opendocument/odt-reader'
import { readRtf } from '@/lib/ingest/formats/rtf/rtf-reader'
import { readPptx } from '@/lib/ingest/formats/slides/pptx-reader'
import { readSpreadsheet } from '@/lib/ingest/formats/spreadsheet/spreadsheet-reader'
import { makeDocx } from '../../../../fixtures/make-docx'
import { makeZip } from '../../../../fixtures/make-zip'
import { listBlocks } from '../../support/block-list'
import { makeOpenDocument } from '../../support/make-opendocument'
import { makePptx, textShape } from '../../support/make-pptx'
import { makeXlsx, withMembers } from '../../support/make-xlsx'

/** Each place with the text it covers. */
function listPlaces({ places, text }: NormalizedDocument): string[] {
  return places.map((place) => {
    const where = place.kind === 'slide' ? `slide ${place.number}` : `${place.sheet}!${place.cells}`
    return `${where}: ${text.slice(place.start, place.end).replace(/\n+/g, ' / ')}`
  })
}

const core = `<?xml version="1.0"?><cp:coreProperties xmlns:cp="urn:c" xmlns:dc="urn:d" xmlns:dcterms="urn:t"><dc:title>Rain Report</dc:title><dc:creator> Haneul  Seo </dc:creator><dcterms:created>2024-03-01T09:30:00Z</dcterms:created><dcterms:modified>2024-03-05T18:00:00+09:00</dcterms:modified></cp:coreProperties>`
const fromCore = { author: 'Haneul Seo', writtenAt: '2024-03-01T09:30:00.000Z', modifiedAt: '2024-03-05T09:00:00.000Z' }

describe('slides', () => {
  it('knows the slide of every block', async () => {
    const document = await readPptx(
      makePptx([{ shapes: textShape('title', ['Rain']) + textShape('body', ['Much of it']), notes: 'Smile' }, { shapes: textShape('title', ['Sun']) }]),
    )
    expect(listPlaces(document)).toEqual(['slide 1: Rain / Much of it / Smile', 'slide 2: Sun'])
  })

  it('knows the slide in an OpenDocument presentation', async () => {
    const page = (text: string) => `<draw:page><draw:frame><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame></draw:page>`
    const document = await readOdp(makeOpenDocument('presentation', page('One') + page('') + page('Three')))
    expect(listPlaces(document)).toEqual(['slide 1: One', 'slide 3: Three'])
  })
})

describe('sheets', () => {
  it('knows the cells of every row', async () => {
    const cell = (name: string, text: string) => `<c r="${name}" t="inlineStr"><is><t>${text}</t></is></c>`
    const rows = `<row r="2">${cell('B2', 'Place')}${cell('D2', 'Rain')}</row><row r="40">${cell('AA40', 'Busan')}</row>`
    const document = await readSpreadsheet(makeXlsx({ Gauges: rows }))
    expect(listPlaces(document)).toEqual(['Gauges!B2:D2: Place | Rain', 'Gauges!AA40: | | Busan'])
  })

  it('knows the cells in an OpenDocument sheet, behind repeated and covered ones', async () => {
    const cell = (text: string, attributes = '') => `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`
    const empty = (count: number) => `<table:table-cell table:number-columns-repeated="${count}"/>`
    const rows = [
      `<table:table-row table:number-rows-repeated="4">${empty(1024)}</table:table-row>`,
      `<table:table-row>${empty(1)}${cell('Place', 'table:number-columns-spanned="2"')}<table:covered-table-cell/>${cell('Rain')}</table:table-row>`,
      `<table:table-row table:number-rows-repeated="2">${cell('same')}</table:table-row>`,
    ]
    const document = await readOds(makeOpenDocument('spreadsheet', `<table:table table:name="Gauges">${rows.join('')}</table:table>`))
    expect(listPlaces(document)).toEqual(['Gauges!B5:D5: | Place | Rain', 'Gauges!A6: same', 'Gauges!A7: same'])
  })

  it('counts the rows of a CSV file as a spreadsheet program does', async () => {
    const document = await readCsv(Buffer.from('place,rain\n\n"Bu\nsan",12\n,,\nJeju,7\n'))
    expect(listPlaces(document)).toEqual(['!A1:B1: place | rain', '!A3:B3: Bu san | 12', '!A5:B5: Jeju | 7'])
  })
})

describe('captions', () => {
  it('are read from HTML', async () => {
    const document = await readHtml(
      Buffer.from('<h1>Rain</h1><figure><img src="x.png" alt="A gauge"><figcaption>Figure 1. <b>A gauge</b> in Busan</figcaption></figure><p>Text.</p>'),
    )
    expect(listBlocks(document)).toEqual(['h1: Rain', 'paragraph: A gauge', 'figure-caption: Figure 1. A gauge in Busan', 'paragraph: Text.'])
  })

  it('are read from Word', async () => {
    const plain = makeDocx([
      { kind: 'paragraph', text: 'Text.' },
      { kind: 'heading', level: 3, text: 'Figure 1. A gauge' },
    ])
    const document = await readDocx(await withMembers(plain, (name, text) => (name === 'word/styles.xml' ? text.replace('heading 3', 'caption') : text)))
    expect(listBlocks(document)).toEqual(['paragraph: Text.', 'figure-caption: Figure 1. A gauge'])
  })

  it('are read from an OpenDocument text, also in a style made from the built-in one', async () => {
    const plain = makeOpenDocument(
      'text',
      '<text:p>Text.</text:p><text:p text:style-name="Figure">Figure 1</text:p><text:p text:style-name="P7">Table 1</text:p><text:p text:style-name="P8">More.</text:p>',
    )
    const styles =
      '<office:automatic-styles><style:style style:name="P7" style:parent-style-name="Table"/><style:style style:name="P8" style:parent-style-name="Standard"/></office:automatic-styles>'
    const odt = await withMembers(plain, (name, text) =>
      name === 'content.xml' ? text.replace('<office:body>', `${styles}<office:body>`).replace('xmlns:office', 'xmlns:style="urn:s" xmlns:office') : text,
    )
    expect(listBlocks(await readOdt(odt))).toEqual(['paragraph: Text.', 'figure-caption: Figure 1', 'figure-caption: Table 1', 'paragraph: More.'])
  })
})

describe('metadata', () => {
  it.each([
    ['DOCX', readDocx, makeDocx([{ kind: 'paragraph', text: 'Text.' }])],
    ['PPTX', readPptx, makePptx([{ shapes: textShape('body', ['Text']) }])],
    ['XLSX', readSpreadsheet, makeXlsx({ Sheet: '<row r="1"><c r="A1"><v>7</v></c></row>' })],
  ])('of %s', async (_, read, bytes) => {
    const document = await read(await withMembers(bytes, (__, text) => text, { 'docProps/core.xml': core }))
    expect(document).toMatchObject({ title: 'Rain Report', metadata: fromCore })
  })

  it('that is broken costs itself alone', async () => {
    const bytes = await withMembers(makeDocx([{ kind: 'paragraph', text: 'Text.' }]), (_, text) => text, { 'docProps/core.xml': '<broken' })
    expect(await readDocx(bytes)).toMatchObject({ text: 'Text.', metadata: { author: null, writtenAt: null, modifiedAt: null } })
  })

  it('of OpenDocument', async () => {
    const meta = `<office:document-meta xmlns:office="urn:o" xmlns:meta="urn:m" xmlns:dc="urn:d"><office:meta><dc:title>Rain Report</dc:title><meta:initial-creator>Haneul Seo</meta:initial-creator><dc:creator>Someone Later</dc:creator><meta:creation-date>2024-03-01T09:30:00.000000000</meta:creation-date><dc:date>2024-03-05T09:00:00</dc:date></office:meta></office:document-meta>`
    expect(await readOdt(makeOpenDocument('text', '<text:p>Text.</text:p>', { 'meta.xml': meta }))).toMatchObject({ title: 'Rain Report', metadata: fromCore })
  })

  it('of HTML', async () => {
    const page = `<head><meta name="Author" content="Haneul Seo"><meta property="article:author" content="https://example.org/seo"><meta property="article:published_time" content="2024-03-01T18:30:00+09:00"><meta property="article:modified_time" content="2024-03-05T09:00:00Z"></head><p>Text.</p>`
    expect((await readHtml(Buffer.from(page))).metadata).toEqual(fromCore)
  })

  it('of EPUB', async () => {
    const opf = `<package xmlns:dc="urn:d"><metadata><dc:title>Rain</dc:title><dc:creator>Haneul Seo</dc:creator><dc:creator>Ada Kim</dc:creator><dc:date>2024</dc:date><meta property="dcterms:modified">2024-03-05T09:00:00Z</meta></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>`
    const epub = makeZip({
      'META-INF/container.xml': '<container><rootfiles><rootfile full-path="p.opf"/></rootfiles></container>',
      'p.opf': opf,
      'a.xhtml': '<p>Text.</p>',
    })
    const { metadata } = await readEpub(epub)
    expect(metadata).toEqual({ author: 'Haneul Seo, Ada Kim', writtenAt: '2024-01-01T00:00:00.000Z', modifiedAt: '2024-03-05T09:00:00.000Z' })
  })

  it('of mail', async () => {
    const mail = 'From: =?utf-8?B?7ISc7ZWY64qY?= <seo@example.org>\r\nTo: a@example.org\r\nSubject: Rain\r\nDate: Fri, 1 Mar 2024 18:30:00 +0900\r\n\r\nText.'
    expect((await readEmail(Buffer.from(mail))).metadata).toEqual({ author: '서하늘', writtenAt: '2024-03-01T09:30:00.000Z', modifiedAt: null })
  })

  it('of RTF', async () => {
    const rtf = String.raw`{\rtf1\ansi{\info{\title Rain}{\author Haneul Seo}{\operator Someone Later}{\creatim\yr2024\mo3\dy1\hr9\min30}{\revtim\yr2024\mo3\dy5\hr9}}Text.\par}`
    expect(await readRtf(Buffer.from(rtf))).toMatchObject({ text: 'Text.', title: 'Rain', metadata: fromCore })
  })

  it('of Markdown', async () => {
    const markdown = '---\ntitle: "Rain"\nauthors: ["Haneul Seo"]\ndate: 2024-03-01 09:30\nupdated: 2024-03-05T09:00:00Z\n---\n\nText.\n'
    expect(await readMarkdown(Buffer.from(markdown))).toMatchObject({ title: 'Rain', text: 'Text.', metadata: fromCore })
  })
})
