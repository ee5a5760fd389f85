import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

export const root = path.resolve(import.meta.dirname, '../..')

const ignoredFolders = new Set(['node_modules', 'dist', 'models', 'data', 'coverage', '.git', 'generated', 'results', 'public'])
const sourceEnding = /\.(ts|tsx|mts|js|jsx|mjs|css)$/
const proseEnding = /\.(md|ya?ml|example)$/

/** Paths relative to the project, with forward slashes. `models` and `data` are ignored at the root only. */
export function listFiles(folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return isIgnored(entry.name, folder) ? [] : listFiles(name)
    return entry.isFile() ? [name] : []
  })
}

function isIgnored(name: string, folder: string): boolean {
  if (name.startsWith('.') && name !== '.ci' && name !== '.github') return true
  if (name === 'models' || name === 'data') return folder === ''
  return ignoredFolders.has(name)
}

export function listSources(): string[] {
  return listFiles().filter((name) => sourceEnding.test(name) && name !== 'next-env.d.ts')
}

export function listProse(): string[] {
  return listFiles().filter((name) => proseEnding.test(name))
}

export function readSource(name: string): string {
  return readFileSync(path.join(root, name), 'utf8')
}

/** Modules a source names in imports, re-exports and dynamic imports, as written. */
export function importsOf(source: string): string[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  const pattern = /(?:^|[\s;}])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm
  return [...withoutComments.matchAll(pattern)].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

/** The project path an import leads to (extension left out when it was), or null for a package or a Node module. */
export function resolveImport(importer: string, imported: string): string | null {
  if (imported.startsWith('@/')) return imported.slice(2)
  if (imported.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(importer), imported))
  return null
}

export function isFolder(name: string): boolean {
  return statSync(path.join(root, name), { throwIfNoEntry: false })?.isDirectory() ?? false
}
