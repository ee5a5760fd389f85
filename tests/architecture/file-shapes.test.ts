import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { listProse, listSources, readSource } from './source-tree'

const longestFile = 400
const fullestFolder = 12
/** The shared vocabulary: one small file for each word, and no inner structure to find. */
const fullestVocabulary = 20
const emptyNames = /(^|[-.])(utils?|helpers?|misc|common|stuff|shared)([-.]|$)/

function countLines(source: string): number {
  return source.split('\n').length - (source.endsWith('\n') ? 1 : 0)
}

function isBarrel(file: string): boolean {
  return /^index\.(ts|tsx|js|mjs)$/.test(path.basename(file))
}

function hasEmptyName(file: string): boolean {
  return file.split('/').some((part) => emptyNames.test(part.replace(/\.[a-z]+$/, '')))
}

describe('the shape of the tree', () => {
  const sources = listSources()

  it('is really read', () => {
    expect(sources).toContain('tests/architecture/file-shapes.test.ts')
    expect(sources.some((file) => file.startsWith('lib/models/'))).toBe(true)
    expect(sources.length).toBeGreaterThan(100)
  })

  it(`has no file over ${longestFile} lines`, () => {
    expect(sources.filter((file) => countLines(readSource(file)) > longestFile)).toEqual([])
  })

  it(`has no folder with more than ${fullestFolder} source files`, () => {
    const counts = new Map<string, number>()
    for (const file of sources.filter((name) => name.includes('/'))) counts.set(path.posix.dirname(file), (counts.get(path.posix.dirname(file)) ?? 0) + 1)
    expect([...counts].filter(([folder, count]) => count > (folder === 'lib/domain' ? fullestVocabulary : fullestFolder))).toEqual([])
  })

  it('has no barrel files and no names that say nothing', () => {
    expect(sources.filter((file) => isBarrel(file) || hasEmptyName(file))).toEqual([])
  })

  it.each(['lib/search/utils.ts', 'lib/helpers/cut.ts', 'lib/search/string-helper.ts', 'components/misc/button.tsx'])('would notice the name %s', (file) => {
    expect(hasEmptyName(file)).toBe(true)
  })

  it('would notice a barrel', () => {
    expect(isBarrel('lib/search/index.ts')).toBe(true)
    expect(isBarrel('lib/search/fuse.ts')).toBe(false)
  })
})

/** The project's words are about the project: nothing of the machine it was written on belongs into them. */
const foreignWords: Array<[what: string, pattern: RegExp]> = [
  ['a path of one machine', /(?<![\w.])\/(work|workspace|home|root|Users)\//],
  ['a registry of one machine', /registry\.(?!npmjs\.org)[a-z0-9.-]+\.[a-z]+|artifactory|verdaccio/i],
  ['a private address', /\b(10\.\d{1,3}|192\.168|172\.(1[6-9]|2\d|3[01]))\.\d{1,3}\.\d{1,3}\b/],
]

describe('the words of the project', () => {
  const own = 'tests/architecture/file-shapes.test.ts'
  const files = [...listProse(), ...listSources().filter((file) => file !== own && !file.startsWith('tests/'))]

  it.each(foreignWords)('never hold %s', (_, pattern) => {
    expect(files.filter((file) => pattern.test(readSource(file)))).toEqual([])
  })

  it.each([
    ['See /home/someone/docent/lib', 0],
    ['"resolved": "https://registry.example.org/x"', 1],
    ['http://10.0.0.5:4873', 2],
  ])('would notice: %s', (text, index) => {
    expect(foreignWords[index]?.[1].test(text)).toBe(true)
  })
})
