import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openDatabase } from '@/lib/db/open-database'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { AesSecretBox } from '@/lib/storage/secret-box'
import { embeddingModelId, migrationsDirectory, ours } from '../../db/temporary-database'
import { makeTemporaryDirectory } from '../../db/temporary-directory'
import { guide, prepareQueueRigs } from './queue-rig'

const rigs = prepareQueueRigs()

/** A disk of four megabytes; null where none can be mounted. */
async function mountSmallDisk(): Promise<string | null> {
  const directory = await makeTemporaryDirectory()
  const isMounted =
    process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', directory]).status === 0
  if (isMounted) onTestFinished(() => void spawnSync('umount', ['-l', directory]))
  return isMounted ? directory : null
}

/** To the last byte: what is too large for the rest is tried again smaller. */
async function fillUp(directory: string): Promise<string> {
  const ballast = path.join(directory, 'ballast')
  for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 2)) {
    try {
      for (;;) await appendFile(ballast, randomBytes(size))
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' })
    }
  }
  return ballast
}

it('waits while the disk is full, says which, loses nothing, and goes on by itself when there is room', async (test) => {
  const disk = await mountSmallDisk()
  if (disk === null) return test.skip('Only root can mount a small disk to fill')
  const options = { path: path.join(disk, 'docent.sqlite'), migrationsDirectory, embeddingModelId, secretBox: new AesSecretBox(randomBytes(32)) }
  const database = await openDatabase(options)
  onTestFinished(() => database.close())
  const files = await DiskFileStore.open(disk)
  const rig = await rigs.open({ files }, { ...database, path: options.path })
  const { document } = await rig.offer('a.md', guide(3))
  const ballast = await fillUp(disk)

  await expect(rig.offer('b.md', guide(400))).rejects.toMatchObject({ code: 'disk_full' })
  await rig.runner.start().catch((error) => expect(error).toMatchObject({ code: 'disk_full' }))
  await expect.poll(() => rig.runner.readPace().trouble, { timeout: 10_000 }).toMatchObject({ code: 'disk_full' })
  await rm(ballast)
  await rig.runner.start()
  await rig.waitFor(document, { status: 'ready', chunkCount: 3 })
  expect(rig.runner.readPace().trouble).toBeNull()
  expect(await rig.index.count(ours)).toBe(3)
  expect((await rig.offer('b.md', guide(2))).outcome).toBe('added')
  await expect.poll(() => rig.documents.counts(ours), { timeout: 20_000 }).toMatchObject({ ready: 2, failed: 0 })
  expect(rig.errors.map((error) => error.code)).not.toContain('database_failed')
})
