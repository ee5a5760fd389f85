import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countPackages, installDependencies, isInstallComplete } from '../../../scripts/setup/install-dependencies.mjs'

let root: string

function writeJson(name: string, value: unknown): void {
  mkdirSync(path.dirname(path.join(root, name)), { recursive: true })
  writeFileSync(path.join(root, name), JSON.stringify(value))
}

const lock = {
  packages: {
    '': { name: 'project' },
    'node_modules/left': { version: '1.0.0' },
    'node_modules/left/node_modules/right': { version: '2.0.0', dev: true },
    'node_modules/only-mac': { version: '3.0.0', optional: true, os: ['darwin'] },
    'node_modules/not-windows': { version: '3.0.0', optional: true, os: ['!win32'] },
  },
}

function installEverything(): void {
  writeJson('node_modules/left/package.json', { version: '1.0.0' })
  writeJson('node_modules/left/node_modules/right/package.json', { version: '2.0.0' })
  writeJson('node_modules/.package-lock.json', lock)
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'docent-install-'))
  writeJson('package-lock.json', lock)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('isInstallComplete', () => {
  it('accepts what npm left when every package lies there', () => {
    installEverything()
    expect(isInstallComplete(root)).toBe(true)
  })

  it('is false without node_modules', () => {
    expect(isInstallComplete(root)).toBe(false)
  })

  it('is false when npm was stopped before it wrote its own lock file', () => {
    installEverything()
    rmSync(path.join(root, 'node_modules/.package-lock.json'))
    expect(isInstallComplete(root)).toBe(false)
  })

  it('is false when a package is missing', () => {
    installEverything()
    rmSync(path.join(root, 'node_modules/left/node_modules/right'), { recursive: true })
    expect(isInstallComplete(root)).toBe(false)
  })

  it('is false when package-lock.json asks for another version', () => {
    installEverything()
    writeJson('package-lock.json', { packages: { ...lock.packages, 'node_modules/left': { version: '1.1.0' } } })
    expect(isInstallComplete(root)).toBe(false)
  })
})

describe('installDependencies', () => {
  it('has nothing to do the second time, and again something when package-lock.json changes', async () => {
    installEverything()
    expect(await installDependencies(root)).toBe(true)
    expect(await installDependencies(root)).toBe(false)
    writeJson('package-lock.json', { ...lock, changed: true })
    expect(await installDependencies(root)).toBe(true)
  })
})

describe('countPackages', () => {
  it('leaves out what does not fit the platform', () => {
    expect(countPackages(root, 'linux', 'x64')).toBe(3)
    expect(countPackages(root, 'darwin', 'arm64')).toBe(4)
  })
})
