import { readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'

export interface FoundProcess {
  pid: number
  name: string
}

/** Living processes whose working directory lies in `folder`: the server, and the shell that guards it. Linux. */
export async function processesIn(folder: string): Promise<FoundProcess[]> {
  const found: FoundProcess[] = []
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      if (!(await readlink(`/proc/${entry}/cwd`)).startsWith(folder)) continue
      const name = (await readFile(join('/proc', entry, 'comm'), 'utf8')).trim()
      found.push({ pid: Number(entry), name })
    } catch {
      // It ended while it was looked at.
    }
  }
  return found
}

export async function pidOf(folder: string, name: string): Promise<number> {
  const found = (await processesIn(folder)).find((entry) => entry.name === name)
  if (!found) throw new Error(`No process ${name} in ${folder}`)
  return found.pid
}

/** Resolves when `isTrue` does; rejects after `milliseconds`, so that a hang is a failure with a name. */
export async function waitUntil(what: string, isTrue: () => Promise<boolean> | boolean, milliseconds = 30_000): Promise<void> {
  const deadline = Date.now() + milliseconds
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain until ${what}`)
    await delay(50)
  }
}

export async function waitUntilGone(folder: string): Promise<void> {
  await waitUntil('every process is gone', async () => (await processesIn(folder)).length === 0)
}
