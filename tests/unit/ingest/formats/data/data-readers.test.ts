import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { detectTextFormat } from '@/lib/ingest/detect-format'
import { readCsv } from '@/lib/ingest/formats/data/csv-reader'
import { readJson } from '@/lib/ingest/formats/data/json-reader'
import { readCode } from '@/lib/ingest/formats/source-code/code-reader'

const blocksOf = ({ text, blocks }: Awaited<ReturnType<typeof readCsv>>) => blocks.map(({ kind, start, end }) => [kind, text.slice(start, end)])

describe('readCsv', () => {
  it.each([
    ['commas', 'name,city\n"Kim, Ana","Seo\nul"\n\nLee,Busan\n'],
    ['tabs', 'name\tcity\nKim, Ana\tSeo ul\nLee\tBusan\n'],
    ['semicolons', 'name;city\r\nKim, Ana;Seo ul\r\nLee;Busan\r\n'],
  ])('reads rows parted by %s', async (_, text) => {
    expect(blocksOf(await readCsv(Buffer.from(text)))).toEqual([
      ['table-row', 'name | city'],
      ['table-row', 'Kim, Ana | Seo ul'],
      ['table-row', 'Lee | Busan'],
    ])
  })

  it('reads a Korean list saved by a spreadsheet in its old encoding', async () => {
    const text = '이름,부서,전화번호\n김하나,인사팀,내선 101\n이두리,개발팀,내선 102\n박세찬,영업팀,내선 103\n'
    expect((await readCsv(iconv.encode(text, 'cp949'))).text).toContain('이두리 | 개발팀 | 내선 102')
  })
})

describe('readJson', () => {
  it('makes a paragraph of each record', async () => {
    const json = JSON.stringify([{ name: 'Kim', address: { city: 'Seoul' }, tags: ['a', 'b'], none: null }, { name: 'Lee' }])
    expect(blocksOf(await readJson(Buffer.from(json)))).toEqual([
      ['paragraph', 'name: Kim\naddress.city: Seoul\ntags: a, b'],
      ['paragraph', 'name: Lee'],
    ])
  })

  it('makes headings of the parts of an object', async () => {
    const document = await readJson(Buffer.from('{"title":"Menu","open":true,"dishes":[{"name":"soup"},{"name":"rice"}]}'))
    expect(document.title).toBe('Menu')
    expect(blocksOf(document).map(([kind]) => kind)).toEqual(['paragraph', 'heading', 'paragraph', 'paragraph'])
  })

  it('reads JSON Lines, and what is neither as code', async () => {
    expect(blocksOf(await readJson(Buffer.from('{"a":1}\n{"a":2}\n')))).toEqual([
      ['paragraph', 'a: 1'],
      ['paragraph', 'a: 2'],
    ])
    expect(blocksOf(await readJson(Buffer.from('{ // a comment\n  "a": 1,\n}')))).toEqual([['code', '{ // a comment\n  "a": 1,\n}']])
  })

  it('survives nesting that would exhaust the stack', async () => {
    const depth = 5000
    const document = await readJson(Buffer.from(`{"a":"seen","deep":${'['.repeat(depth)}{"b":1}${']'.repeat(depth)}}`))
    expect(document.text).toContain('a: seen')
  })
})

describe('readCode', () => {
  it('parts code between definitions, not inside them', async () => {
    const code = 'import os\n\ndef one():\n    a = 1\n\n    return a\n\ndef two():\n    return 2\n'
    expect(blocksOf(await readCode(Buffer.from(code))).map(([, text]) => text)).toEqual([
      'import os',
      'def one():\n    a = 1\n\n    return a',
      'def two():\n    return 2',
    ])
  })

  it.each([
    ['x = 1', 'src/main.py', 'code'],
    ['FROM node:20', 'Dockerfile', 'code'],
    ['#!/bin/sh\necho', 'run', 'code'],
    ['a,b\n1,2', 'list.csv', 'csv'],
    ['{"a":1}', 'data.json', 'json'],
  ])('%j named %s is %s', (text, source, format) => expect(detectTextFormat(text, source)).toBe(format))
})
