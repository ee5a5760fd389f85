import { describe, expect, it } from 'vitest'
import { readPdf } from '@/lib/ingest/formats/pdf-reader'
import { hiddenSentence, pdfWith, visibleSentence } from '../../../../fixtures/injection/hidden-pdf'

const letters = hiddenSentence.replace(/\s/g, '').length
const line = (text: string, y = 600) => `BT /F0 11 Tf 1 0 0 1 60 ${y} Tm (${text}) Tj ET`
/** Two by two pixels, stretched over a place of the page. */
const picture = (x: number, y: number, width: number, height: number) =>
  `q ${width} 0 0 ${height} ${x} ${y} cm BI /W 2 /H 2 /CS /RGB /BPC 8 ID abcabcabcabc EI Q`
const mask = 'q 500 0 0 40 50 590 cm BI /W 2 /H 2 /IM true /BPC 1 ID \x80\x80 EI Q'

describe('text of a PDF that something was laid over', () => {
  it.each([
    ['a white rectangle', `${line(hiddenSentence)} 1 1 1 rg 50 590 500 30 re f`],
    ['a black bar', `${line(hiddenSentence)} 50 590 500 30 re f`],
    ['a rectangle in a form that is opaque', `${line(hiddenSentence)} q 1 0 0 1 10 0 cm 0.5 g 40 590 500 30 re f Q`],
    ['a picture', `${line(hiddenSentence)} ${picture(50, 590, 500, 30)}`],
  ])('is left out and counted under %s', async (_, content) => {
    const { text, hiddenCharacters } = await readPdf(pdfWith(content))
    expect(text).toContain(visibleSentence)
    expect(text).not.toContain('attacker')
    expect(hiddenCharacters).toBe(letters)
  })

  it.each([
    ['it lies over the rectangle', `0.9 g 50 590 500 30 re f 0 g ${line(hiddenSentence)}`],
    ['it lies over the picture', `${picture(50, 590, 500, 30)} ${line(hiddenSentence)}`],
    ['it is underlined', `${line(hiddenSentence)} 50 598 500 1 re f`],
    ['half of each letter looks out', `${line(hiddenSentence)} 50 604 500 30 re f`],
    ['the rectangle is only drawn', `${line(hiddenSentence)} 50 590 500 30 re S`],
    ['the shape is no rectangle', `${line(hiddenSentence)} 50 590 m 550 590 l 300 700 l f`],
    ['the rectangle is cut to another shape', `${line(hiddenSentence)} q 0 0 m 600 0 l 300 300 l W n 50 590 500 30 re f Q`],
    ['the picture lets it through', `${line(hiddenSentence)} ${mask}`],
    ['the picture is most of the page', `${line(hiddenSentence)} ${picture(0, 0, 600, 650)}`],
    [
      'the pictures are strips of a scan',
      `${line(hiddenSentence)} ${[0, 100, 200, 300, 400, 500].map((y) => picture(0, y, 600, 100)).join(' ')} ${picture(0, 590, 600, 50)}`,
    ],
    ['it is the text of a scan, without ink, under its picture', `3 Tr ${line(hiddenSentence)} ${picture(50, 590, 500, 30)}`],
  ])('is read where %s', async (_, content) => {
    const { text, hiddenCharacters } = await readPdf(pdfWith(content))
    expect(text).toContain('attacker.example')
    expect(hiddenCharacters).toBe(0)
  })
})

/** A picture of its own object, laid over a line; `mask`: what it lets through. */
const withPicture = (mask: string) => `%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources <</XObject <</Im 5 0 R>> /Font <</F0 7 0 R>>>>>> endobj
4 0 obj <</Length 300>> stream
${`${line(visibleSentence, 700)} ${line(hiddenSentence)} q 500 0 0 30 50 590 cm /Im Do Q`.padEnd(300)}
endstream endobj
5 0 obj <</Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceRGB /BitsPerComponent 8 ${mask} /Length 12>> stream
abcabcabcabc
endstream endobj
6 0 obj <</Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 4>> stream
0000
endstream endobj
7 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
trailer <</Root 1 0 R>>
%%EOF`

describe('a picture over text', () => {
  it('hides it, unless it has a mask that lets something through', async () => {
    expect(await readPdf(Buffer.from(withPicture(''), 'latin1'))).toMatchObject({ text: visibleSentence, hiddenCharacters: letters })
    const masked = await readPdf(Buffer.from(withPicture('/SMask 6 0 R'), 'latin1'))
    expect(masked.text).toContain('attacker.example')
    expect(masked.hiddenCharacters).toBe(0)
  })
})

/** A pattern that paints the form that is painted with it, with text beside it. No index of the objects: the engine finds them by itself. */
const endlessPattern = (content: string) => `%PDF-1.7
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R 8 0 R] /Count 2>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources 9 0 R>> endobj
4 0 obj <</Length ${content.length}>> stream
${content}
endstream endobj
5 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 225 161] /Resources <</Pattern <</P 6 0 R>>>> /Length 41>> stream
/Pattern cs /P scn 0 0 220 160 re f      
endstream endobj
6 0 obj <</Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 225 161] /XStep 225 /YStep 161 /Resources <</XObject <</Im 5 0 R>>>> /Length 6>> stream
/Im Do
endstream endobj
7 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
8 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 10 0 R /Resources 9 0 R>> endobj
9 0 obj <</XObject <</Im 5 0 R>> /Font <</F0 7 0 R>>>> endobj
10 0 obj <</Length 81>> stream
3 Tr ${line('Hidden words.', 500).padEnd(60)} 0 Tr BT ET q Q q
endstream endobj
trailer <</Root 1 0 R>>
%%EOF`

describe('a pattern that paints itself', () => {
  it('costs its page the search for hidden text, and neither the text nor the pages after it', async () => {
    const { text, pages, unreadablePages, hiddenCharacters } = await readPdf(Buffer.from(endlessPattern(`${line(visibleSentence, 700)} /Im Do`), 'latin1'))
    expect(text).toBe(visibleSentence)
    expect(pages.map(({ page }) => page)).toEqual([1])
    expect(unreadablePages).toEqual([])
    expect(hiddenCharacters).toBe('Hiddenwords.'.length)
  }, 60_000)
})
