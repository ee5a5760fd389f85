import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareLanguageFiles } from '@/lib/ingest/recognition/prepare-language-files'

/** The language files in a folder of the test's own. */
export async function makeLanguageFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'docent-languages-'))
  await prepareLanguageFiles(path, process.cwd())
  return { path, remove: () => rm(path, { recursive: true }) }
}
