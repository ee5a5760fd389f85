import { readFile } from 'node:fs/promises'
import { createCanvas } from '@napi-rs/canvas'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LayoutRun, NormalizedDocument } from '@/lib/domain/normalized-document'
import { openPdf } from '@/lib/ingest/formats/pdf/open-pdf'
import { readers } from '@/lib/ingest/formats/readers'
import { makePicture, makeScan, stack } from '../../../fixtures/make-picture'
import { sharedFile } from '../support/documents'
import { makeLanguageFolder } from './language-folder'

let languages: Awaited<ReturnType<typeof makeLanguageFolder>>
beforeAll(async () => {
  languages = await makeLanguageFolder()
})
afterAll(() => languages.remove())

const read = (format: 'pdf' | 'image', bytes: Uint8Array) => readers[format](bytes, { recognitionPath: languages.path })

const lines = [
  '연차 휴가 안내',
  '신입 사원은 입사 후 1년 동안 매월 1일의 연차를 받습니다.',
  'Remote work is allowed on Tuesdays and Thursdays.',
  '문의는 hr@example.com 으로 보내 주세요.',
]

/** Those of the text without spaces that are there, as a share. */
function gramsFound(text: string, truth: string): number {
  const grams = (value: string) => {
    const plain = value.replace(/\s+/g, '')
    return Array.from({ length: Math.max(0, plain.length - 3) }, (_, index) => plain.slice(index, index + 4))
  }
  const present = new Set(grams(text))
  const wanted = grams(truth)
  return wanted.filter((gram) => present.has(gram)).length / wanted.length
}

function runsOf(document: NormalizedDocument, page: number, part: string): LayoutRun[] {
  const start = document.text.indexOf(part)
  return document.layout.find((layout) => layout.page === page)?.runs.filter((run) => run[0] < start + part.length && run[1] > start) ?? []
}

describe('a scanned PDF', { timeout: 120_000 }, () => {
  it('is read page by page, Korean and English, with the places of the text in points; empty pages stay empty', async () => {
    const page = makePicture(2480, 3508, stack(lines), 'image/jpeg')
    const document = await read('pdf', makeScan([page, null, makePicture(2480, 3508, stack(['The second sheet names the harbour master.']), 'image/jpeg')]))
    expect(gramsFound(document.text, lines.join(''))).toBeGreaterThan(0.95)
    expect(document.recognisedPages).toEqual([1, 3])
    expect(document.unreadablePages).toEqual([])
    expect(document.pages.map((span) => span.page)).toEqual([1, 3])
    expect(document.text).toContain('매월 1일의 연차를 받습니다.')
    const [run] = runsOf(document, 3, 'harbour master')
    // Drawn from 150 pixels on with its baseline at 200, at 300 dots an inch.
    expect(run?.[2]).toBeCloseTo((150 * 72) / 300, -1)
    expect((run?.[3] ?? 0) + (run?.[5] ?? 0)).toBeCloseTo((200 * 72) / 300, -1)
  })

  it('recognises only pages without a text layer', async () => {
    const written = await readFile('tests/fixtures/documents/larkmoor-observatory-handbook.pdf')
    expect((await read('pdf', written)).recognisedPages).toEqual([])
  })

  it('is an empty document where nothing is legible', async () => {
    const noise = makePicture(1240, 1754, [], 'image/jpeg')
    const document = await read('pdf', makeScan([noise, null]))
    expect([document.text, document.recognisedPages]).toEqual(['', []])
  })

  it('reads two columns one after the other', async () => {
    const words = (await read('pdf', await readFile('tests/fixtures/documents/larkmoor-observatory-handbook.pdf'))).text.replace(/\s+/g, ' ').split(' ')
    const column = (from: number) => {
      const rows: string[] = []
      for (const word of words.slice(from)) {
        const row = rows.at(-1)
        if (row !== undefined && row.length + word.length < 38) rows[rows.length - 1] = `${row} ${word}`
        else if (rows.length === 20) break
        else rows.push(word)
      }
      return rows
    }
    const [left, right] = [column(0), column(400)]
    const picture = makePicture(2480, 3508, [...stack(left, { x: 200 }), ...stack(right, { x: 1340 })], 'image/jpeg')
    const { text } = await read('pdf', makeScan([picture]))
    expect(gramsFound(text, left.join(' '))).toBeGreaterThan(0.9)
    // Four characters that run from one line's end into the next one's start: broken where the columns are mixed.
    expect(gramsFound(text, left.join('').replaceAll(' ', ''))).toBeGreaterThan(0.9)
  })

  const statute = sharedFile('ko_pdf/civilcode.pdf')
  it.skipIf(statute === null)('of a Korean statute gives what its text layer says', async () => {
    const pdf = await openPdf(await readFile(statute ?? ''))
    const page = 20
    const picture = await sharp(await pdf.renderPage(page, 200 / 72))
      .jpeg({ quality: 90 })
      .toBuffer()
    const truth = (await pdf.readPage(page)).items.map((item) => item.text).join('')
    await pdf.close()
    const { text } = await read('pdf', makeScan([picture]))
    // Circled numbers are beyond the language file: without them it is .97, with both languages at once .92.
    expect(gramsFound(text.replace(/[^\p{L}\p{N}]/gu, ''), truth.replace(/[^\p{Script=Hangul}\d]/gu, ''))).toBeGreaterThan(0.93)
    expect(text.split(' ').length).toBeGreaterThan(truth.split(' ').length * 0.85)
    expect(text.split(' ').length).toBeLessThan(truth.split(' ').length * 1.15)
  })
})

describe('a picture', { timeout: 120_000 }, () => {
  const picture = makePicture(1600, 600, stack(lines))

  it.each([
    ['PNG', async () => picture],
    ['JPEG', async () => sharp(picture).jpeg({ quality: 90 }).toBuffer()],
    ['TIFF', async () => sharp(picture).tiff({ compression: 'lzw' }).toBuffer()],
    ['WebP', async () => sharp(picture).webp({ lossless: true }).toBuffer()],
    ['GIF', async () => sharp(picture).gif().toBuffer()],
    ['BMP', async () => makeBmp(picture)],
  ])('as %s is a page with its text', async (_, make) => {
    const document = await read('image', await make())
    expect(gramsFound(document.text, lines.join(''))).toBeGreaterThan(0.93)
    expect(document.recognisedPages).toEqual([1])
    expect(document.layout[0]).toMatchObject({ page: 1, width: 1600, height: 600 })
    const [run] = runsOf(document, 1, 'Remote work')
    expect(run?.[2]).toBeGreaterThan(140)
    expect(run?.[2]).toBeLessThan(165)
    expect((run?.[3] ?? 0) + (run?.[5] ?? 0)).toBeGreaterThan(330)
  })

  it('turned by its camera is read upright', async () => {
    const turned = await sharp(picture).rotate(90).jpeg({ quality: 90 }).withMetadata({ orientation: 8 }).toBuffer()
    const document = await read('image', turned)
    expect(document.text).toContain('Remote work is allowed')
    expect(document.layout[0]).toMatchObject({ width: 1600, height: 600 })
  })

  it('of a screen, in small letters, is read too', async () => {
    const screen = makePicture(
      640,
      200,
      stack(['Deployment failed at step seven of nine.', '서버 점검은 토요일 밤에 합니다.'], { x: 20, y: 50, step: 40, size: 16 }),
    )
    const { text } = await read('image', screen)
    expect(gramsFound(text, 'Deployment failed at step seven of nine.서버 점검은 토요일 밤에 합니다.')).toBeGreaterThan(0.85)
  })

  it('without text is an empty document: blank, shapes, or noise', async () => {
    for (const empty of [makePicture(800, 600, []), drawShapes(), await drawNoise()]) {
      const document = await read('image', empty)
      expect([document.text, document.blocks, document.recognisedPages]).toEqual(['', [], []])
    }
  })

  it('that is cut off or claims to be enormous fails with a code', async () => {
    await expect(read('image', picture.subarray(0, 40))).rejects.toThrow()
    const bomb = Buffer.from(makeBmpHeader(60_000, 60_000))
    await expect(read('image', bomb)).rejects.toMatchObject({ code: 'parse_memory_exceeded' })
  })
})

function drawShapes(): Buffer {
  const canvas = createCanvas(900, 700)
  const context = canvas.getContext('2d')
  context.fillStyle = '#d8e8f8'
  context.fillRect(0, 0, 900, 700)
  for (let index = 0; index < 12; index += 1) {
    context.fillStyle = `hsl(${index * 30} 60% 50%)`
    context.beginPath()
    context.arc(80 + ((index * 271) % 760), 80 + ((index * 157) % 540), 20 + index * 5, 0, 7)
    context.fill()
  }
  return canvas.toBuffer('image/png')
}

async function drawNoise(): Promise<Buffer> {
  const data = Buffer.alloc(160 * 120)
  let state = 1
  for (let index = 0; index < data.length; index += 1) {
    state = (state * 48_271) % 2_147_483_647
    data[index] = state % 256
  }
  return sharp(data, { raw: { width: 160, height: 120, channels: 1 } })
    .blur(1)
    .png()
    .toBuffer()
}

function makeBmpHeader(width: number, height: number): Buffer {
  const header = Buffer.alloc(54)
  header.write('BM')
  header.writeUInt32LE(54, 10)
  header.writeUInt32LE(40, 14)
  header.writeInt32LE(width, 18)
  header.writeInt32LE(height, 22)
  header.writeUInt16LE(1, 26)
  header.writeUInt16LE(24, 28)
  return header
}

/** Rows from the bottom up, blue before red, each row filled up to four bytes. */
async function makeBmp(png: Buffer): Promise<Buffer> {
  const { data, info } = await sharp(png).removeAlpha().flip().raw().toBuffer({ resolveWithObject: true })
  for (let offset = 0; offset < data.length; offset += 3) [data[offset], data[offset + 2]] = [data[offset + 2] ?? 0, data[offset] ?? 0]
  return Buffer.concat([makeBmpHeader(info.width, info.height), data])
}
