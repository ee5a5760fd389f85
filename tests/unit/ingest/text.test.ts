import { describe, expect, it } from 'vitest'
import { cleanCode, cleanProse } from '@/lib/ingest/text/clean-text'
import { declaredHtmlEncoding, decodeText } from '@/lib/ingest/text/decode-text'
import { buildDocument, draft } from '@/lib/ingest/text/document-builder'

/** 「한글」 in EUC-KR. */
const eucKr = Buffer.from([0xc7, 0xd1, 0xb1, 0xdb])

describe('decodeText', () => {
  it('reads UTF-8 and UTF-16 by their marks', () => {
    expect(decodeText(Buffer.from('한글'))).toBe('한글')
    expect(decodeText(Buffer.from('\uFEFF한글'))).toBe('한글')
    expect(decodeText(Buffer.from('\uFEFF한글', 'utf16le'))).toBe('한글')
    expect(decodeText(Buffer.from('\uFEFF한글', 'utf16le').swap16())).toBe('한글')
  })

  it('refuses what is not clean instead of replacing characters', () => {
    expect(() => decodeText(eucKr)).toThrowError(expect.objectContaining({ code: 'undecodable_text' }))
    expect(() => decodeText(Buffer.from([0xff, 0xfe, 0x00, 0xd8]))).toThrowError(expect.objectContaining({ code: 'undecodable_text' }))
  })

  it('believes a declared encoding when the bytes are clean in it', () => {
    const page = Buffer.concat([Buffer.from('<meta charset="euc-kr">'), eucKr])
    expect(decodeText(page, declaredHtmlEncoding(page))).toContain('한글')
    expect(() => decodeText(Buffer.concat([eucKr, Buffer.from([0xff])]), 'euc-kr')).toThrowError(expect.objectContaining({ code: 'undecodable_text' }))
    expect(() => decodeText(eucKr, 'no-such-encoding')).toThrowError(expect.objectContaining({ code: 'undecodable_text' }))
  })
})

describe('cleanProse', () => {
  it('composes Hangul, drops what cannot be seen and tidies spaces', () => {
    expect(cleanProse('\u1112\u1161\u11ab\u200B글\u0007  a\u00A0b \r\n\r\n\r\n\r\nc\u202E\u{E0041} ')).toBe('한글 a b\n\nc')
  })

  it('keeps joiners where they matter and replaces half characters', () => {
    expect(cleanProse('👩\u200D💻 a\u200Db \uD800')).toBe('👩\u200D💻 ab \uFFFD')
  })

  it('leaves the indentation of code', () => {
    expect(cleanCode('\n  if x:\n\treturn  \n\n')).toBe('  if x:\n\treturn')
  })
})

describe('buildDocument', () => {
  it('lays out blocks with offsets, heading paths and pages', () => {
    const document = buildDocument(
      [
        draft('heading', 'A', 1),
        draft('heading', 'B', 2),
        {
          kind: 'paragraph',
          level: null,
          parts: [
            { text: 'one', page: 1 },
            { text: 'two', page: 2 },
          ],
        },
        draft('list-item', 'x'),
        draft('list-item', ' '),
        draft('list-item', 'y'),
        draft('heading', 'C', 1),
        draft('paragraph', 'end'),
      ],
      ' T ',
    )
    expect(document.text).toBe('A\n\nB\n\none two\n\nx\ny\n\nC\n\nend')
    expect(document.blocks.map((block) => [document.text.slice(block.start, block.end), block.headingPath])).toEqual([
      ['A', []],
      ['B', ['A']],
      ['one two', ['A', 'B']],
      ['x', ['A', 'B']],
      ['y', ['A', 'B']],
      ['C', []],
      ['end', ['C']],
    ])
    expect(document.pages).toEqual([
      { page: 1, start: 6, end: 9 },
      { page: 2, start: 10, end: 13 },
    ])
    expect(document.title).toBe('T')
  })
})
