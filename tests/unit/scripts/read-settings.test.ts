import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkNodeVersion } from '../../../scripts/setup/check-node-version.mjs'
import { isLoopback, loadEnvironmentFile, parsePort, prepareDataDirectory, readSettings } from '../../../scripts/setup/read-settings.mjs'

describe('readSettings', () => {
  it('serves this machine on port 3000 with folders inside the project when nothing is set', () => {
    expect(readSettings({}, '/project')).toEqual({
      port: 3000,
      host: '127.0.0.1',
      dataDirectory: '/project/data',
      modelsDirectory: '/project/models',
      distDirectory: '/project/.next',
    })
  })

  it('takes relative folders from the project and absolute ones as they are', () => {
    const settings = readSettings({ DATA_DIR: 'mine', MODELS_DIR: '/shared/models', PORT: '8080' }, '/project')
    expect(settings).toMatchObject({ dataDirectory: '/project/mine', modelsDirectory: '/shared/models', port: 8080 })
  })

  it.each(['0', '65536', '-1', '3000.5', 'http', ' 80 ', '1e3'])('refuses PORT=%s in one sentence', (value) => {
    expect(() => parsePort(value)).toThrow(/is not a port: use a number from 1 to 65535/)
  })

  it('takes an empty PORT as not set', () => {
    expect(parsePort('')).toBe(3000)
  })

  it.each(['0.0.0.0', '192.168.1.5', '::', 'example.org', '127.0.0.1.example.org'])('refuses HOST=%s unless it is allowed', (host) => {
    expect(() => readSettings({ HOST: host }, '/project')).toThrow(/DOCENT_ALLOW_OPEN=1/)
    expect(readSettings({ HOST: host, DOCENT_ALLOW_OPEN: '1' }, '/project').host).toBe(host)
  })

  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('takes %s as this machine alone', (host) => {
    expect(isLoopback(host)).toBe(true)
  })
})

describe('the folders and files of a start', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'docent-settings-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('reads .env without overriding the environment', () => {
    process.env.DOCENT_TEST_ONE = 'real'
    writeFileSync(path.join(folder, '.env'), 'DOCENT_TEST_ONE=file\nDOCENT_TEST_TWO=file\n')
    try {
      loadEnvironmentFile(path.join(folder, '.env'))
      expect([process.env.DOCENT_TEST_ONE, process.env.DOCENT_TEST_TWO]).toEqual(['real', 'file'])
    } finally {
      delete process.env.DOCENT_TEST_ONE
      delete process.env.DOCENT_TEST_TWO
    }
  })

  it('does without a .env', () => {
    expect(() => loadEnvironmentFile(path.join(folder, 'absent'))).not.toThrow()
  })

  it('creates the data folder for its owner alone', () => {
    const data = path.join(folder, 'deep', 'data')
    prepareDataDirectory(data)
    expect(statSync(data).mode & 0o777).toBe(0o700)
  })

  it('says in a sentence when the data folder cannot be made', () => {
    writeFileSync(path.join(folder, 'a-file'), '')
    expect(() => prepareDataDirectory(path.join(folder, 'a-file', 'data'))).toThrow(/cannot be written \(ENOTDIR\).*DATA_DIR/)
  })
})

describe('checkNodeVersion', () => {
  it.each(['18.20.4', '20.18.3', '0.10.0'])('refuses Node %s in one sentence', (version) => {
    expect(() => checkNodeVersion(version)).toThrow(/needs Node 20\.19 or newer/)
  })

  it.each(['20.19.0', '22.0.0', '24.1.0'])('accepts Node %s', (version) => {
    expect(() => checkNodeVersion(version)).not.toThrow()
  })
})
