import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { readPdf } from '@/lib/ingest/formats/pdf-reader'
import { readFixture, sharedFile } from '../support/documents'

describe('readPdf', () => {
  it('reads headings, paragraphs and pages', async () => {
    const document = await readPdf(readFixture('larkmoor-observatory-handbook.pdf'))
    expect(document.pages.map((span) => span.page)).toEqual([1, 2, 3])
    const shed = document.blocks.find((block) => document.text.slice(block.start, block.end).startsWith('Behind the library'))
    expect(shed?.headingPath).toEqual(['Larkmoor Observatory Visitor Handbook', 'The telescopes', 'The radio shed'])
    const paragraph = document.text.slice(shed?.start, shed?.end)
    expect(paragraph).toBe(
      'Behind the library there is a shed with a small radio dish. School groups use it to measure the rotation of the Milky Way from the 21 centimetre line of hydrogen. The receiver was donated by the harbour authority in 2011.',
    )
  })

  it('leaves out running heads and page numbers', async () => {
    const document = await readPdf(readFixture('larkmoor-observatory-handbook.pdf'))
    expect(document.text.match(/Visitor Handbook/g)).toHaveLength(1)
    expect(document.text).not.toMatch(/\d \/ 3/)
  })

  it('puts Korean words together that were broken at line ends', async () => {
    const document = await readPdf(readFixture('seoyul-library-guide.pdf'))
    expect(document.title).toBe('서율시립도서관 이용 안내')
    expect(document.text).toContain('책을 늦게 돌려주면 늦은 날수의 두 배만큼 대출이 정지된다. 연체료는 받지 않는다.')
    expect(document.text).toContain('한 차례에 한하여 7일 연장할 수 있다')
  })

  it('tells broken files from locked ones', async () => {
    await expect(readPdf(Buffer.from('%PDF-1.7\nnothing'))).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(readPdf(Buffer.from(lockedPdf))).rejects.toMatchObject({ code: 'password_required' })
  })

  it('reads Korean fonts that are not embedded', async ({ skip }) => {
    const file = sharedFile('ko_pdf/civilcode.pdf')
    if (file === null) return skip()
    const document = await readPdf(await readFile(file))
    expect(document.pages).toHaveLength(105)
    expect(document.text).toContain('제1조(법원) 민사에 관하여 법률에 규정이 없으면 관습법에 의하고 관습법이 없으면 조리에 의한다.')
    const article = document.blocks.find((block) => document.text.slice(block.start, block.end).startsWith('제18조(주소)'))
    expect(article?.headingPath).toEqual(['민법', '제1편 총칙', '제2장 인', '제2절 주소'])
    expect(document.text).not.toContain('국가법령정보센터')
  }, 120_000)

  it('finds at least .97 of the four-letter sequences of a manual whose text is known, and invents fewer than .01', async ({ skip }) => {
    const pdf = sharedFile('pdf_truth/install.en.pdf')
    const truth = sharedFile('pdf_truth/install.en.txt')
    if (pdf === null || truth === null) return skip()
    const found = countSequences((await readPdf(await readFile(pdf))).text)
    const expected = countSequences(await readFile(truth, 'utf8'))
    const shared = [...found].reduce((sum, [sequence, count]) => sum + Math.min(count, expected.get(sequence) ?? 0), 0)
    expect(shared / total(expected)).toBeGreaterThan(0.97)
    expect(shared / total(found)).toBeGreaterThan(0.99)
  }, 120_000)
})

/** Encrypted with a user password: the standard handler cannot verify the empty one. */
const lockedPdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/P -4/Length 40/O<${'ab'.repeat(32)}>/U<${'cd'.repeat(32)}>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Size 5>>
%%EOF`

function countSequences(text: string): Map<string, number> {
  const letters = text.toLowerCase().replace(/[^a-z]/g, '')
  const counts = new Map<string, number>()
  for (let index = 0; index + 4 <= letters.length; index += 1) {
    const sequence = letters.slice(index, index + 4)
    counts.set(sequence, (counts.get(sequence) ?? 0) + 1)
  }
  return counts
}

function total(counts: Map<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}
