import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashSources, isStampCurrent, writeStamp } from '../../../scripts/setup/source-hash.mjs'

let root: string
const hash = () => hashSources(root, ['lib', 'package.json', 'absent'], (name: string) => name === 'lib/generated')

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'docent-hash-'))
  mkdirSync(path.join(root, 'lib/generated'), { recursive: true })
  writeFileSync(path.join(root, 'lib/one.ts'), 'one')
  writeFileSync(path.join(root, 'package.json'), '{}')
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('hashSources', () => {
  it('does not depend on dates or on what is skipped', () => {
    const before = hash()
    utimesSync(path.join(root, 'lib/one.ts'), 1, 1)
    writeFileSync(path.join(root, 'lib/generated/client.ts'), 'made')
    expect(hash()).toBe(before)
  })

  it.each([
    ['a changed file', () => writeFileSync(path.join(root, 'lib/one.ts'), 'two')],
    ['a new file', () => writeFileSync(path.join(root, 'lib/two.ts'), '')],
    ['a renamed file', () => renameSync(path.join(root, 'lib/one.ts'), path.join(root, 'lib/other.ts'))],
    ['a deleted file', () => rmSync(path.join(root, 'package.json'))],
  ])('changes with %s', (_, change) => {
    const before = hash()
    change()
    expect(hash()).not.toBe(before)
  })
})

describe('the stamp of a finished step', () => {
  it('is current for its own sources only, and a cut-off one never is', () => {
    const stamp = path.join(root, 'dist/stamp.json')
    expect(isStampCurrent(stamp, 'a')).toBe(false)
    writeStamp(stamp, 'a')
    expect(isStampCurrent(stamp, 'a')).toBe(true)
    expect(isStampCurrent(stamp, 'b')).toBe(false)
    writeFileSync(stamp, '{"sourceHash":"a')
    expect(isStampCurrent(stamp, 'a')).toBe(false)
  })
})
