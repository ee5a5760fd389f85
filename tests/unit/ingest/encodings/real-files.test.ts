import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { textEncoding } from '@/lib/ingest/text/decode-text'

const folder = path.resolve('..', 'shared', 'data', 'encodings')
const isHere = existsSync(folder)
if (!isHere) console.warn(`skipped: there is no ${folder}`)

/** What the folders' names are called here. */
const names: Record<string, string[]> = {
  cp949: ['euc-kr'],
  gb2312: ['gb18030', 'gbk'],
  'utf-8-sig': ['utf-8'],
  'utf-16': ['utf-16le', 'utf-16be'],
  'utf-32': ['utf-32le', 'utf-32be'],
}

describe.skipIf(!isHere)('real files in legacy encodings', () => {
  const folders = isHere ? readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()) : []

  it.each(folders.map(({ name }) => name))('%s is recognised or refused, never taken for another', (name) => {
    const found = readdirSync(path.join(folder, name)).map((file) => textEncoding(readFileSync(path.join(folder, name, file))))
    expect(found.filter((encoding) => encoding !== null && !(names[name] ?? [name]).includes(encoding))).toEqual([])
    expect(found.filter((encoding) => encoding === null).length).toBeLessThanOrEqual(found.length * 0.1)
  })
})
