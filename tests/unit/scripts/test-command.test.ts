import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countTests, describeMissingEndToEnd, leavesOutEndToEnd } from '../../../scripts/test/count-tests.mjs'
import { findChromium } from '../../../scripts/test/find-chromium.mjs'

describe('countTests', () => {
  it('adds a file that could not be loaded to the failures', () => {
    const report = {
      numPassedTests: 5,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
        { status: 'passed', assertionResults: [{ status: 'passed' }] },
      ],
    }
    expect(countTests(report)).toEqual({ passed: 5, failed: 2, skipped: 3 })
  })
})

describe('describeMissingEndToEnd', () => {
  const file = (status: string, name = '/clone/tests/e2e/chat.test.ts') => ({ testResults: [{ name, assertionResults: [{ status, fullName: 'cites' }] }] })

  it('complains of skipped and of absent browser tests only', () => {
    expect(describeMissingEndToEnd(file('passed'))).toBeNull()
    expect(describeMissingEndToEnd(file('skipped'))).toMatch(/were skipped: cites/)
    expect(describeMissingEndToEnd(file('passed', '/clone/tests/unit/chat.test.ts'))).toMatch(/none was run/)
  })

  it('lets the test of a small model be skipped where no weights are named', () => {
    const { testResults } = file('skipped', '/clone/tests/e2e/chat/small-model.test.ts')
    const report = { testResults: [...file('passed').testResults, ...testResults] }
    expect(describeMissingEndToEnd(report)).toBeNull()
    expect(describeMissingEndToEnd(report, true)).toMatch(/were skipped: cites/)
  })
})

describe('leavesOutEndToEnd', () => {
  it.each([
    [[], false],
    [['--project', 'unit'], true],
    [['--project=unit', '--project=e2e'], false],
    [['--project', '*'], false],
    [['tests/unit/search'], true],
    [['tests/unit/search', 'tests/e2e'], false],
    [['upload'], false],
  ])('%j -> %s', (vitestArguments, expected) => {
    expect(leavesOutEndToEnd(vitestArguments)).toBe(expected)
  })
})

describe('findChromium', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'docent-chromium-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('prefers CHROME_PATH and does not fall back when it is wrong', () => {
    writeFileSync(path.join(folder, 'chromium'), '', { mode: 0o755 })
    expect(findChromium({ CHROME_PATH: path.join(folder, 'chromium'), PATH: '' })).toBe(path.join(folder, 'chromium'))
    expect(findChromium({ CHROME_PATH: path.join(folder, 'absent'), PATH: folder })).toBeNull()
  })

  it('looks for the usual names on the PATH, programs only', () => {
    writeFileSync(path.join(folder, 'chromium'), '', { mode: 0o644 })
    writeFileSync(path.join(folder, 'google-chrome'), '', { mode: 0o755 })
    expect(findChromium({ PATH: `/nowhere:${folder}` })).toBe(path.join(folder, 'google-chrome'))
    expect(findChromium({ PATH: '' })).toBeNull()
  })
})
