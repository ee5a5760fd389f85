import { describe, expect, it } from 'vitest'
import { readRtf } from '@/lib/ingest/formats/rtf/rtf-reader'
import { listBlocks } from '../../support/block-list'

const head =
  '{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0\\fswiss\\fcharset0 Arial;}{\\f1\\fnil\\fcharset129 Batang;}{\\f2\\fnil\\fcharset128 Mincho;}}{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 heading 1;}}{\\info{\\title Written rules}{\\author Somebody}}'
const read = (body: string) => readRtf(Buffer.from(`${head}${body}}`, 'latin1'))

describe('readRtf', () => {
  it('reads headings, lists, tables and footnotes, and no styles, fields, pictures or hidden text', async () => {
    const document = await read(
      [
        '{\\header Running header\\par}',
        '\\pard\\plain\\s1 Chapter one\\par',
        '\\pard\\plain caf\\\'e9 {\\field{\\*\\fldinst HYPERLINK "https://a.example"}{\\fldrslt a link}}{\\footnote\\pard A note.\\par} end{\\v  hidden}.\\par',
        '\\pard\\outlinelevel1 Section\\par',
        '\\pard{\\listtext 1.\\tab}first\\par{\\listtext\\bullet\\tab}second\\par',
        '\\pard\\trowd\\cellx1000\\cellx2000\\intbl A\\cell B\\cell\\row\\intbl one\\par two\\cell\\cell\\row\\pard',
        '{\\pict\\pngblip 89504e47}Last \\emdash  line',
      ].join('\n'),
    )
    expect(listBlocks(document)).toEqual([
      'h1: Chapter one',
      'paragraph: café a link end.',
      'paragraph: A note.',
      'h2: Section',
      'list-item: 1. first',
      'list-item: second',
      'table-row: A | B',
      'table-row: one two |',
      'paragraph: Last — line',
    ])
    expect(document.title).toBe('Written rules')
  })

  it('decodes Korean and Japanese bytes by their font, and Unicode escapes without their replacements', async () => {
    const document = await read(
      "\\pard\\f1\\'c7\\'d1\\'b1\\'db\\par\\uc2\\u54620\\'c7\\'d1\\u44544\\'b1\\'db\\par\\uc1\\u-10179?\\u-8694?\\par\\f2\\'83A\\'83\\'43\\par",
    )
    expect(listBlocks(document)).toEqual(
      ['paragraph: 한글', 'paragraph: 한글', 'paragraph: 😊', 'paragraph: アイ'].map((line) =>
        line.replace('😊', '\u{1F60A}').replace('\u{1F60A}', String.fromCharCode(65536 - 10179, 65536 - 8694)),
      ),
    )
  })

  it('refuses bytes that are not of their code page', async () => {
    await expect(read("\\f1\\'c7 x\\par")).rejects.toMatchObject({ code: 'undecodable_text' })
  })

  it('reads what there is of a file cut short', async () => {
    expect((await readRtf(Buffer.from(`${head}\\pard Begun`))).text).toBe('Begun')
  })
})
