import { copyFile, mkdir, rename, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { AppError } from '@/lib/domain/app-error'

/** The whole-number variant of the best models: 4.5 MB for both, within half a point of the ten times larger ones. */
const languages = ['eng', 'kor']
const packagedPath = (language: string) => join('@tesseract.js-data', language, '4.0.0_best_int', `${language}.traineddata.gz`)

/**
 * Puts tesseract's language files into one folder, where the engine wants them, from the npm packages that carry one language each.
 * Run at start by the process that may write; the parser processes only read. Files that are there already are left alone.
 * `packageRoot` is where node_modules are looked for, upwards; plain file access, since bundlers rewrite `require.resolve`.
 * Errors: storage_failed.
 */
export async function prepareLanguageFiles(folder: string, packageRoot: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true })
    for (const language of languages) await copyOnce(await findInPackages(packagedPath(language), packageRoot), join(folder, `${language}.traineddata.gz`))
    return folder
  } catch (error) {
    throw new AppError('storage_failed', 'The language files for text recognition could not be put in place', { cause: error })
  }
}

async function findInPackages(path: string, packageRoot: string): Promise<string> {
  for (let folder = resolve(packageRoot); ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', path)
    if ((await sizeOf(candidate)) !== null) return candidate
    if (folder === dirname(folder)) throw new AppError('storage_failed', `${path} is not installed`)
  }
}

/** Written aside first: a half-copied file would be taken for the whole one. */
async function copyOnce(from: string, to: string): Promise<void> {
  if ((await sizeOf(to)) === (await sizeOf(from))) return
  const draft = `${to}.${process.pid}.draft`
  await copyFile(from, draft)
  await rename(draft, to)
}

async function sizeOf(path: string): Promise<number | null> {
  const found = await stat(path).catch(() => null)
  return found?.isFile() ? found.size : null
}
