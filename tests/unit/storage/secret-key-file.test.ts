import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { openSecretKeyFile } from '@/lib/storage/secret-key-file'
import { makeTemporaryDirectory } from '../db/temporary-directory'

describe('openSecretKeyFile', () => {
  it('makes a key that only its owner can read, once', async () => {
    const directory = await makeTemporaryDirectory()
    const keys = await Promise.all([openSecretKeyFile(directory), openSecretKeyFile(directory)])
    expect(keys[0]).toHaveLength(32)
    expect(keys[1]).toEqual(keys[0])
    expect(await openSecretKeyFile(directory)).toEqual(keys[0])
    expect((await stat(path.join(directory, 'secret.key'))).mode & 0o777).toBe(0o600)
    expect(await readdir(directory)).toEqual(['secret.key'])
  })

  it('takes back permissions that are too wide', async () => {
    const directory = await makeTemporaryDirectory()
    await openSecretKeyFile(directory)
    await chmod(path.join(directory, 'secret.key'), 0o644)
    await openSecretKeyFile(directory)
    expect((await stat(path.join(directory, 'secret.key'))).mode & 0o777).toBe(0o600)
  })

  it('refuses a file of another length instead of replacing it', async () => {
    const directory = await makeTemporaryDirectory()
    await writeFile(path.join(directory, 'secret.key'), 'short')
    await expect(openSecretKeyFile(directory)).rejects.toMatchObject({ code: 'storage_failed' })
    expect(await readFile(path.join(directory, 'secret.key'), 'utf8')).toBe('short')
    await expect(openSecretKeyFile(path.join(directory, 'nowhere'))).rejects.toMatchObject({ code: 'storage_failed' })
  })
})
