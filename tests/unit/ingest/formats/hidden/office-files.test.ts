import { describe, expect, it } from 'vitest'
import { readDocx } from '@/lib/ingest/formats/docx-reader'
import { readOdp } from '@/lib/ingest/formats/opendocument/odp-reader'
import { readOds } from '@/lib/ingest/formats/opendocument/ods-reader'
import { readOdt } from '@/lib/ingest/formats/opendocument/odt-reader'
import { readRtf } from '@/lib/ingest/formats/rtf/rtf-reader'
import { readPptx } from '@/lib/ingest/formats/slides/pptx-reader'
import { readSpreadsheet } from '@/lib/ingest/formats/spreadsheet/spreadsheet-reader'
import { hiddenSentence, visibleSentence } from '../../../../fixtures/injection/hidden-pdf'
import { makeZip } from '../../../../fixtures/make-zip'
import { listBlocks } from '../../support/block-list'
import { makeOpenDocument } from '../../support/make-opendocument'
import { makePptx, textShape } from '../../support/make-pptx'
import { makeXlsx, withMembers } from '../../support/make-xlsx'

const letters = hiddenSentence.match(/[\p{L}\p{N}]/gu)?.length

describe('text that a presentation hides', () => {
  const shown = textShape('title', [visibleSentence])
  const hidden = textShape(null, [hiddenSentence])
  const place = (x: number, y: number) => `<p:spPr><a:xfrm><a:off x="${x}" y="${y}"/><a:ext cx="900000" cy="400000"/></a:xfrm></p:spPr><p:txBody>`
  const inked = (properties: string) => hidden.replace('<a:r>', `<a:r>${properties}`)

  it.each([
    ['a hidden shape', hidden.replace('<p:nvSpPr>', '<p:nvSpPr><p:cNvPr id="2" name="x" hidden="1"/>')],
    ['a hidden group', `<p:grpSp><p:nvGrpSpPr><p:cNvPr id="2" name="x" hidden="1"/></p:nvGrpSpPr>${hidden}</p:grpSp>`],
    ['a shape left of the slide', hidden.replace('<p:txBody>', place(-1_000_000, 0))],
    ['a shape below the slide', hidden.replace('<p:txBody>', place(0, 7_000_000))],
    ['type of a point', inked('<a:rPr sz="100"/>')],
    ['no ink', inked('<a:rPr><a:noFill/></a:rPr>')],
    ['ink that lets everything through', inked('<a:rPr><a:solidFill><a:srgbClr val="000000"><a:alpha val="0"/></a:srgbClr></a:solidFill></a:rPr>')],
  ])('by %s is left out and counted', async (_, shape) => {
    const { text, hiddenCharacters } = await readPptx(makePptx([{ shapes: shown + shape }]))
    expect(text).toBe(visibleSentence)
    expect(hiddenCharacters).toBe(letters)
  })

  it.each([
    ['it reaches into the slide', hidden.replace('<p:txBody>', place(-800_000, 0))],
    ['it has a place on the slide', hidden.replace('<p:txBody>', place(8_000_000, 6_000_000))],
    ['its letters are outlined', inked('<a:rPr><a:ln/><a:noFill/></a:rPr>')],
  ])('is read where %s', async (_, shape) => {
    expect(await readPptx(makePptx([{ shapes: shown + shape }]))).toMatchObject({ text: `${visibleSentence}\n\n${hiddenSentence}`, hiddenCharacters: 0 })
  })

  it('is read where something moves on the slide', async () => {
    const moving = await withMembers(makePptx([{ shapes: shown + hidden.replace('<p:txBody>', place(-1_000_000, 0)) }]), (name, text) =>
      name.startsWith('ppt/slides/slide') ? text.replace('</p:cSld>', '</p:cSld><p:timing><p:animMotion/></p:timing>') : text,
    )
    expect((await readPptx(moving)).text).toContain('attacker.example')
  })

  it('on a slide that the show leaves out is left out, with its notes, and the slides after it keep their numbers', async () => {
    const file = makePptx([{ shapes: shown }, { shapes: hidden, notes: 'Notes of the hidden slide' }, { shapes: textShape('title', ['Third']) }])
    const document = await readPptx(
      await withMembers(file, (name, text) => (name.endsWith('slides/slide2.xml') ? text.replace('<p:sld ', '<p:sld show="0" ') : text)),
    )
    expect(document.text).toBe(`${visibleSentence}\n\nThird`)
    expect(document.pages.map(({ page }) => page)).toEqual([1, 3])
    expect(document.hiddenCharacters).toBe(letters)
  })
})

describe('text that a workbook hides', () => {
  const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
  const sheet = `<row r="1">${cell('A1', 'Lamp')}${cell('B1', 'secret')}</row><row r="2" ROW>${cell('A2', 'trap')}</row><row r="3">${cell('A3', 'Oil')}</row>`
  const workbook = (row: string, before = '', after = '') =>
    withMembers(makeXlsx({ Stores: sheet.replace('ROW', row) }), (name, text) =>
      name.endsWith('sheet1.xml') ? text.replace('<sheetData>', `${before}<sheetData>`).replace('</sheetData>', `</sheetData>${after}`) : text,
    )

  it('in hidden rows and columns is left out and counted, and what is left keeps its place', async () => {
    const document = await readSpreadsheet(await workbook('hidden="1"', '<cols><col min="2" max="4" width="9" hidden="1"/></cols>'))
    expect(listBlocks(document)).toEqual(['h1: Stores', 'table-row: Lamp', 'table-row: Oil'])
    expect(document.places.flatMap((place) => (place.kind === 'cells' ? [place.cells] : []))).toEqual(['A1', 'A3'])
    expect(document.hiddenCharacters).toBe('secrettrap'.length)
  })

  it.each([
    ['a filter leaves it out', 'hidden="1"', '', '<autoFilter ref="A1:B3"><filterColumn colId="0"/></autoFilter>'],
    ['its group is folded', 'hidden="1" outlineLevel="1"', '<cols><col min="2" max="2" width="9" hidden="1" outlineLevel="1"/></cols>', ''],
  ])('is read where %s', async (_, row, before, after) => {
    const document = await readSpreadsheet(await workbook(row, before, after))
    expect(listBlocks(document)).toEqual(['h1: Stores', 'table-row: Lamp | secret', 'table-row: trap', 'table-row: Oil'])
    expect(document.hiddenCharacters).toBe(0)
  })

  it.each(['hidden', 'veryHidden'])('on a sheet that is %s is left out and counted', async (state) => {
    const file = await withMembers(makeXlsx({ Stores: sheet, Rules: `<row r="1">${cell('A1', hiddenSentence)}</row>` }), (name, text) =>
      name.endsWith('workbook.xml') ? text.replace('name="Rules"', `name="Rules" state="${state}"`) : text,
    )
    const document = await readSpreadsheet(file)
    expect(document.text).not.toMatch(/attacker|Rules/)
    expect(document.text).toContain('secret')
    expect(document.hiddenCharacters).toBe(letters)
  })

  it('by a number format that shows nothing is left out and counted', async () => {
    const styles =
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="170" formatCode=";;;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170" applyNumberFormat="1"/></cellXfs></styleSheet>'
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml'
    const file = await withMembers(
      makeXlsx({ Stores: `<row r="1">${cell('A1', 'Lamp')}${cell('B1', hiddenSentence).replace('<c ', '<c s="1" ')}</row>` }),
      (name, text) => (name === '[Content_Types].xml' ? text.replace('</Types>', `<Override PartName="/xl/styles.xml" ContentType="${type}"/></Types>`) : text),
      { 'xl/styles.xml': styles },
    )
    expect(listBlocks(await readSpreadsheet(file))).toEqual(['h1: Stores', 'table-row: Lamp'])
    expect((await readSpreadsheet(file)).hiddenCharacters).toBe(letters)
  })
})

describe('text that an OpenDocument file hides', () => {
  const withStyles = (kind: 'text' | 'presentation' | 'spreadsheet', body: string, styles: string) =>
    withMembers(makeOpenDocument(kind, body), (name, text) =>
      name !== 'content.xml'
        ? text
        : text
            .replace('<office:document-content ', '<office:document-content xmlns:style="s" xmlns:fo="f" ')
            .replace('<office:body>', `<office:automatic-styles>${styles}</office:automatic-styles><office:body>`),
    )
  const shown = `<text:p>${visibleSentence}</text:p>`
  const hiddenStyle = (family: string, properties: string) => `<style:style style:name="X" style:family="${family}">${properties}</style:style>`

  it.each([
    [
      'a span',
      `<text:p><text:span text:style-name="X">${hiddenSentence}</text:span></text:p>`,
      hiddenStyle('text', '<style:text-properties text:display="none"/>'),
    ],
    ['tiny type', `<text:p text:style-name="X">${hiddenSentence}</text:p>`, hiddenStyle('paragraph', '<style:text-properties fo:font-size="1pt"/>')],
    ['white type', `<text:p text:style-name="X">${hiddenSentence}</text:p>`, hiddenStyle('paragraph', '<style:text-properties fo:color="#FFFFFF"/>')],
    [
      'the style that its style is made from',
      `<text:p text:style-name="Y">${hiddenSentence}</text:p>`,
      `${hiddenStyle('paragraph', '<style:text-properties text:display="none"/>')}<style:style style:name="Y" style:family="paragraph" style:parent-style-name="X"/>`,
    ],
    ['a section', `<text:section text:display="none"><text:p>${hiddenSentence}</text:p></text:section>`, ''],
    ['a field', `<text:p><text:hidden-text text:is-hidden="true">${hiddenSentence}</text:hidden-text></text:p>`, ''],
    ['a hidden paragraph', `<text:p>${hiddenSentence}<text:hidden-paragraph text:is-hidden="true"/></text:p>`, ''],
  ])('of a text by %s is left out and counted', async (_, body, styles) => {
    const { text, hiddenCharacters } = await readOdt(await withStyles('text', shown + body, styles))
    expect(text).toBe(visibleSentence)
    expect(hiddenCharacters).toBe(letters)
  })

  it('of a text is read in white type where something has a colour behind it', async () => {
    const styles = `${hiddenStyle('paragraph', '<style:text-properties fo:color="#ffffff"/>')}<style:style style:name="T" style:family="table-cell"><style:table-cell-properties fo:background-color="#000080"/></style:style>`
    const body = `<text:p text:style-name="X">${hiddenSentence}</text:p>`
    expect((await readOdt(await withStyles('text', body, styles))).text).toBe(hiddenSentence)
  })

  it('of a spreadsheet in hidden rows, columns and sheets is left out and counted', async () => {
    const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`
    const row = (attributes: string, cells: string) => `<table:table-row ${attributes}>${cells}</table:table-row>`
    const columns = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    const rows = [
      row('', cell('Lamp') + cell('secret') + cell('brass')),
      row('table:visibility="collapse"', cell('trap')),
      row('table:visibility="filter"', cell('Oil')),
      `<table:table-row-group table:display="false">${row('table:visibility="collapse"', cell('Wick'))}</table:table-row-group>`,
    ]
    const body = `<table:table table:name="Stores">${columns}${rows.join('')}</table:table><table:table table:name="Rules" table:style-name="X">${row('', cell(hiddenSentence))}</table:table>`
    const document = await readOds(await withStyles('spreadsheet', body, hiddenStyle('table', '<style:table-properties table:display="false"/>')))
    expect(listBlocks(document)).toEqual(['h1: Stores', 'table-row: Lamp | | brass', 'table-row: Oil', 'table-row: Wick'])
    expect(document.hiddenCharacters).toBe((letters ?? 0) + 'secrettrap'.length)
  })

  it('of a presentation on a slide that the show leaves out is left out and counted', async () => {
    const slide = (text: string, style: string) =>
      `<draw:page draw:style-name="${style}"><draw:frame><draw:text-box><text:p>${text}</text:p></draw:text-box></draw:frame></draw:page>`
    const styles = hiddenStyle('drawing-page', '<style:drawing-page-properties presentation:visibility="hidden"/>')
    const document = await readOdp(await withStyles('presentation', slide('First', 'S') + slide(hiddenSentence, 'X') + slide('Third', 'S'), styles))
    expect(document.text).toBe('First\n\nThird')
    expect(document.pages.map(({ page }) => page)).toEqual([1, 3])
    expect(document.hiddenCharacters).toBe(letters)
  })
})

describe('text that RTF and Word styles hide', () => {
  it.each(['\\v', '\\fs2', '\\fs0'])('by %s is left out and counted', async (mark) => {
    const { text, hiddenCharacters } = await readRtf(Buffer.from(`{\\rtf1\\ansi\\fs24 ${visibleSentence}{${mark}  ${hiddenSentence}}\\par}`, 'latin1'))
    expect(text).toBe(visibleSentence)
    expect(hiddenCharacters).toBe(letters)
  })

  it('by a style of Word is left out and counted', async () => {
    const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
    const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    const run = (text: string, properties: string) => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`
    const style = '<w:style w:type="character" w:styleId="Note"><w:name w:val="Note"/><w:rPr><w:vanish/></w:rPr></w:style>'
    const file = makeZip({
      '[Content_Types].xml':
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
      'word/styles.xml': `<w:styles xmlns:w="${word}">${style}</w:styles>`,
      'word/document.xml': `<w:document xmlns:w="${word}"><w:body><w:p>${run(visibleSentence, '<w:b/>')}${run(hiddenSentence, '<w:rStyle w:val="Note"/>')}</w:p></w:body></w:document>`,
    })
    expect(await readDocx(file)).toMatchObject({ text: visibleSentence, hiddenCharacters: letters })
  })
})
