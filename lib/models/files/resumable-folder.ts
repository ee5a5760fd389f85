// The folder a download grows in. It is kept when a connection breaks, so that the next fetch goes on where this one stopped; whoever
// comes while another process works in it gets a folder of its own.
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createTemporaryFolder, isRunning } from './temporary-folder'

export interface DownloadFolder {
  path: string
  /** Removes the folder, or keeps it for the next fetch. */
  leave(outcome: { keep: boolean }): Promise<void>
}

const ownerFile = 'owner'

/** `key` names what is downloaded, so that parts of different commits never meet. */
export async function claimDownloadFolder(modelsDirectory: string, key: string): Promise<DownloadFolder> {
  const path = join(modelsDirectory, `.part-${key}`)
  await mkdir(path, { recursive: true })
  if (!(await claim(path))) {
    const own = await createTemporaryFolder(modelsDirectory)
    return { path: own, leave: () => rm(own, { recursive: true, force: true }) }
  }
  return { path, leave: ({ keep }) => (keep ? rm(join(path, ownerFile), { force: true }) : rm(path, { recursive: true, force: true })) }
}

async function claim(folder: string): Promise<boolean> {
  const file = join(folder, ownerFile)
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const handle = await open(file, 'wx').catch(() => null)
    if (handle) {
      await handle.writeFile(String(process.pid))
      await handle.close()
      return true
    }
    const owner = Number(await readFile(file, 'utf8').catch(() => ''))
    if (isRunning(owner)) return false
    await rm(file, { force: true })
  }
  return false
}
