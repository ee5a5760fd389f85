import { mkdir, readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { extract } from 'tar'

export interface CorpusFile {
  path: string
  /** The label it is added under: its path below the folder, archive first. */
  source: string
}

/** Unpacks every tar.gz of `folder` into a folder of its own below `target`, and lists the files in the order of their names. */
export async function unpackArchives(folder: string, target: string): Promise<CorpusFile[]> {
  const archives = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.tar.gz')).sort()
  for (const name of archives) {
    const cwd = join(target, name.replace(/\.tar\.gz$/, ''))
    await mkdir(cwd, { recursive: true })
    await extract({ file: join(folder, name), cwd })
  }
  const entries = archives.length === 0 ? [] : await readdir(target, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return paths.sort().map((path) => ({ path, source: relative(target, path) }))
}
