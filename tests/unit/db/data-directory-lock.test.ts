import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { lockDataDirectory } from '@/lib/db/data-directory-lock'
import { startProgram } from './start-program'
import { makeTemporaryDirectory } from './temporary-directory'

describe('lockDataDirectory', () => {
  it('refuses a directory that another process holds, and takes it once that process was killed', async () => {
    const directory = await makeTemporaryDirectory()
    const holder = await startProgram('hold-lock', [directory])
    await holder.waitForLines(1)
    await expect(lockDataDirectory(directory, { waitMilliseconds: 150 })).rejects.toMatchObject({ code: 'data_directory_in_use' })
    await holder.kill()
    const lock = await lockDataDirectory(directory, { waitMilliseconds: 0 })
    await lock.release()
  })

  it('waits for a holder that is still ending', async () => {
    const directory = await makeTemporaryDirectory()
    const holder = await startProgram('hold-lock', [directory])
    await holder.waitForLines(1)
    const waiting = lockDataDirectory(directory, { waitMilliseconds: 60_000 })
    await holder.kill()
    const lock = await waiting
    await lock.release()
  })

  it('refuses a second holder in the same process, and takes a directory that was released', async () => {
    const directory = path.join(await makeTemporaryDirectory(), 'new', 'data')
    const first = await lockDataDirectory(directory)
    await expect(lockDataDirectory(directory, { waitMilliseconds: 0 })).rejects.toMatchObject({ code: 'data_directory_in_use' })
    await first.release()
    const second = await lockDataDirectory(directory, { waitMilliseconds: 0 })
    await second.release()
  })

  it('keeps two directories apart', async () => {
    const parent = await makeTemporaryDirectory()
    const first = await lockDataDirectory(path.join(parent, 'first'))
    const second = await lockDataDirectory(path.join(parent, 'second'), { waitMilliseconds: 0 })
    await first.release()
    await second.release()
  })

  it('says so when the directory cannot be made', async () => {
    const file = path.join(await makeTemporaryDirectory(), 'a-file')
    await writeFile(file, '')
    await expect(lockDataDirectory(path.join(file, 'data'), { waitMilliseconds: 0 })).rejects.toMatchObject({ code: 'storage_failed' })
  })
})
