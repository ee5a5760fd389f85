import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

/** An empty folder, with a space and Hangul in its name, that is removed after the test. */
export async function makeTemporaryDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'docent 도슨트-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  return directory
}
