import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { locateBinary, qdrantPackageName, qdrantPackageSha256 } from '@/lib/qdrant/server/locate-binary'
import { prepareBinary } from '@/lib/qdrant/server/prepare-binary'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-binary-'))
})

afterEach(() => rm(folder, { recursive: true, force: true }))

async function writeProgram(path: string[], mode = 0o755, content = '#!/bin/sh\n'): Promise<string> {
  const file = join(folder, ...path)
  await mkdir(join(file, '..'), { recursive: true })
  await writeFile(file, content)
  await chmod(file, mode)
  return file
}

const packaged = ['node_modules', ...qdrantPackageName.split('/'), 'bin', 'qdrant']

describe('locateBinary', () => {
  it('prefers the option, then the package, then the path', async () => {
    const option = await writeProgram(['own', 'my-qdrant'])
    const inPackage = await writeProgram(packaged)
    const onPath = await writeProgram(['usr', 'qdrant'])
    const searchPath = `${join(folder, 'nowhere')}:${join(folder, 'usr')}`
    const deeper = join(folder, 'a', 'b')
    expect(await locateBinary({ binaryPath: option, searchPath, packageRoot: deeper })).toEqual({ path: option, origin: 'option' })
    expect(await locateBinary({ searchPath, packageRoot: deeper })).toEqual({ path: inPackage, origin: 'package' })
    await rm(inPackage)
    expect(await locateBinary({ searchPath, packageRoot: deeper })).toEqual({ path: onPath, origin: 'path' })
  })

  it('says that there is none, and does not fall back from an option that is wrong', async () => {
    await writeProgram(packaged)
    await expect(locateBinary({ binaryPath: join(folder, 'missing'), packageRoot: folder })).rejects.toMatchObject({ code: 'qdrant_missing' })
    await writeProgram(['usr', 'qdrant'], 0o644)
    const searchPath = join(folder, 'usr')
    await expect(locateBinary({ searchPath, packageRoot: join(folder, 'usr', '..', '..') })).rejects.toMatchObject({ code: 'qdrant_missing' })
  })
})

describe('prepareBinary', () => {
  const content = 'the right program'
  const sha256 = createHash('sha256').update(content).digest('hex')

  it('accepts the installed package', async () => {
    const located = await locateBinary({ packageRoot: process.cwd() })
    expect(await prepareBinary(located, folder, qdrantPackageSha256)).toBe(located.path)
  })

  it('refuses a packaged program with other contents, also after the right one was accepted', async () => {
    const path = await writeProgram(packaged, 0o755, content)
    expect(await prepareBinary({ path, origin: 'package' }, folder, sha256)).toBe(path)
    await writeFile(path, 'another program, of another size')
    await expect(prepareBinary({ path, origin: 'package' }, folder, sha256)).rejects.toMatchObject({ code: 'checksum_mismatch' })
  })

  it('hashes again when the remembered verdict is damaged', async () => {
    const path = await writeProgram(packaged, 0o755, content)
    await writeFile(join(folder, 'verified-binary.json'), '{"path":')
    expect(await prepareBinary({ path, origin: 'package' }, folder, sha256)).toBe(path)
    expect(JSON.parse(await readFile(join(folder, 'verified-binary.json'), 'utf8'))).toMatchObject({ path, sha256 })
  })

  it('copies a packaged program that may not be executed, and repairs a damaged copy', async () => {
    const path = await writeProgram(packaged, 0o644, content)
    const copy = await prepareBinary({ path, origin: 'package' }, folder, sha256)
    expect(copy.startsWith(join(folder, 'bin'))).toBe(true)
    expect((await stat(copy)).mode & 0o111).toBe(0o100)
    await writeFile(copy, 'damaged')
    expect(await prepareBinary({ path, origin: 'package' }, folder, sha256)).toBe(copy)
    expect(await readFile(copy, 'utf8')).toBe(content)
    expect(await readdir(join(folder, 'bin'))).toHaveLength(1)
  })

  it("leaves a person's own program alone", async () => {
    const path = await writeProgram(['own', 'qdrant'])
    expect(await prepareBinary({ path, origin: 'option' }, folder, sha256)).toBe(path)
  })
})
