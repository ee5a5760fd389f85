import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { detectFormat, detectTextFormat } from '@/lib/ingest/detect-format'
import { makeZip } from '../../fixtures/make-zip'
import { fixturePath, fixtures } from './support/documents'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-detect-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function detectBytes(bytes: Uint8Array | string, source: string) {
  const path = join(folder, 'stored')
  await writeFile(path, bytes)
  return detectFormat({ path, source })
}

describe('detectFormat', () => {
  it.each(fixtures)('knows $name by content, under its own name or a wrong one', async ({ name, format }) => {
    expect(await detectFormat({ path: fixturePath(name), source: name })).toBe(format)
    if (format === 'pdf' || format === 'docx') expect(await detectFormat({ path: fixturePath(name), source: 'notes.txt' })).toBe(format)
  })

  it('takes a PDF that lost its header for one where its name agrees', async () => {
    const body = '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n'
    expect(await detectBytes(body, 'scan.PDF')).toBe('pdf')
    expect(await detectBytes(body, 'about-pdf.txt')).toBe('text')
  })

  it('finds a PDF header after some junk', async () => {
    expect(await detectBytes(`${'junk\n'.repeat(20)}%PDF-1.7\n`, 'a.txt')).toBe('pdf')
  })

  it('refuses what it cannot read, whatever its name', async () => {
    await expect(detectBytes(Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'report.pdf')).rejects.toMatchObject({ code: 'unsupported_type' })
    await expect(detectBytes(makeZip({ 'a.txt': 'x' }), 'report.docx')).rejects.toMatchObject({ code: 'unsupported_type' })
    await expect(detectBytes(Buffer.from('text\0more text'), 'report.txt')).rejects.toMatchObject({ code: 'unsupported_type' })
    await expect(detectFormat({ path: join(folder, 'nothing'), source: 'a.txt' })).rejects.toMatchObject({ code: 'original_missing' })
  })

  it.each([
    ['PNG', '89504e470d0a1a0a0000000d4948445200000001000000010802000000'],
    ['JPEG', 'ffd8ffe000104a46494600010100000100010000'],
    ['TIFF', '49492a0008000000000000000000000000000000'],
    ['GIF', '47494638396101000100000000ffffff21f904'],
    ['WebP', '524946461a000000574542505650384c0d000000'],
    ['BMP', '424d3a0000000000000036000000280000000100000001000000010018'],
  ])('knows %s by its content, whatever its name', async (_, bytes) => {
    expect(await detectBytes(Buffer.from(bytes, 'hex'), 'report.pdf')).toBe('image')
  })

  it('does not take a text that begins with BM for a picture', async () => {
    expect(await detectBytes('BM25 ranks by the words that a question and a text share.', 'a.txt')).toBe('text')
  })

  it('knows office files, books and mail by what is inside', async () => {
    const office = (type: string) =>
      makeZip({ 'a.xml': '', '[Content_Types].xml': `<Types><Override ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>` })
    expect(await detectBytes(office('presentationml.slideshow'), 'a.txt')).toBe('pptx')
    expect(await detectBytes(office('spreadsheetml.sheet'), 'a.docx')).toBe('xlsx')
    expect(await detectBytes(makeZip({ 'content.xml': '', mimetype: 'application/vnd.oasis.opendocument.spreadsheet' }), 'a')).toBe('ods')
    expect(await detectBytes(makeZip({ 'META-INF/container.xml': '', 'book.opf': '' }), 'a')).toBe('epub')
    expect(await detectBytes('{\\rtf1\\ansi hello}', 'report.txt')).toBe('rtf')
    const mail = 'Received: from a\r\nFrom: a@b.example\r\n\r\nhello'
    expect(await detectBytes(mail, 'report.txt')).toBe('eml')
    expect(await detectBytes(Buffer.from(`\uFEFF${mail}`, 'utf16le'), 'report.txt')).toBe('eml')
  })

  it('takes text in UTF-16 with its byte order mark', async () => {
    expect(await detectBytes(Buffer.from('\uFEFF안녕하세요', 'utf16le'), 'a.txt')).toBe('text')
  })
})

describe('detectTextFormat', () => {
  it.each([
    ['<!DOCTYPE html><p>x', 'page.txt', 'html'],
    ['\uFEFF<?xml version="1.0"?>\n<!-- c --><html>', 'page', 'html'],
    ['<h1 align="center">Project</h1>\n\nText', 'README.md', 'markdown'],
    ['<p>part of a page</p>', 'part.html', 'html'],
    ['no tags at all', 'part.html', 'text'],
    ['# Title\n\nA [link](https://a.example).', 'pasted', 'markdown'],
    ['# only a comment', 'pasted', 'text'],
    ['# Title\n\nA [link](https://a.example).', 'notes.txt', 'text'],
  ])('%j named %s is %s', (text, source, format) => expect(detectTextFormat(text, source)).toBe(format))
})
