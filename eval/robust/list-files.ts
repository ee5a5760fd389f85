import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'

export interface RobustFile {
  path: string
  /** Folder of the set and the path in it. */
  name: string
  /** What pdfjs-dist 4 alone made of it, where that is known: `OK` when it opens. */
  knownOutcome: string | null
}

const setNames = ['robust_pdf', 'office_real', 'encodings']
/** About the files, not of them. Only in a set's own folder: a file of the set may have the same name. */
const lists = new Set(['MANIFEST.tsv', 'NOTE.md', 'PDFJS4_OUTCOME.tsv'])

/** The files of the three sets below `folder`, or of `folder` itself where it holds none of them. */
export async function listFiles(folder: string, only: string | null): Promise<RobustFile[]> {
  const entries = await readdir(folder).catch((): string[] => [])
  const sets = setNames.filter((name) => entries.includes(name))
  if (sets.length === 0) return listSet(folder, 'files')
  const chosen = sets.filter((name) => only === null || name === only)
  return (await Promise.all(chosen.map((name) => listSet(join(folder, name), name)))).flat()
}

async function listSet(folder: string, set: string): Promise<RobustFile[]> {
  const outcomes = await readOutcomes(join(folder, 'PDFJS4_OUTCOME.tsv'))
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  return paths
    .filter((path) => !lists.has(path))
    .sort()
    .map((path) => ({ path: join(folder, path), name: `${set}/${path}`, knownOutcome: outcomes.get(path) ?? null }))
}

/** Tab-separated, a head row; file and outcome are the first two columns. */
async function readOutcomes(file: string): Promise<Map<string, string>> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const rows = text.split('\n').slice(1)
  return new Map(rows.map((row) => row.split('\t')).flatMap(([path, outcome]) => (path && outcome ? [[path, outcome] as const] : [])))
}
