import { type ChildProcess, fork, spawnSync } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

/**
 * Starts a program of ours that will read strangers' files, with as little as it can work with:
 * - an environment of two harmless variables, no standard streams, one channel to its parent
 * - Node's permission model: it reads `readableFolders` and its own code, writes no file, starts no program
 * - `forbid-network.mjs` beside the program, loaded first, also in its threads: no socket, no name look-up
 * - on Linux, where the system has the two tools and allows it: `prlimit` (256 open files, no byte written to any file, no core
 *   dump), and `unshare` for a network of its own that leads nowhere. Both hold against native code, which the two above do not.
 *
 * Rejected: containers and bubblewrap, which a person would have to install; a seccomp filter, which needs native code of our own.
 */
export interface Confinement {
  heapMegabytes: number
  /** Folders the program may read besides its own code and packages; null: every file. */
  readableFolders: string[] | null
}

/**
 * Settings and keys of the app are none of its business. glibc gives every thread an allocation arena of its own and keeps what was
 * freed in each: recognising text with several threads, a process held half as much again as it used.
 */
const childEnvironment = { NODE_ENV: 'production' as const, MALLOC_ARENA_MAX: '2' }

/** The readers hold a few files open at a time; Node itself and its threads about 25. */
const openFiles = 256
const limiting = [`--nofile=${openFiles}:${openFiles}`, '--core=0:0', '--fsize=0:0', '--']
const isolating = ['--user', '--map-root-user', '--net', '--']

export function forkConfined(programPath: string, confinement: Confinement): ChildProcess {
  const [command, ...prefix] = [...findWrappers(), process.execPath]
  return fork(programPath, [], {
    serialization: 'advanced',
    execPath: command,
    execArgv: [...prefix, ...nodeOptions(programPath, confinement)],
    env: childEnvironment,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

function nodeOptions(programPath: string, { heapMegabytes, readableFolders }: Confinement): string[] {
  const guard = join(dirname(programPath), 'forbid-network.mjs')
  const readable = readableFolders === null ? ['*'] : withRealPaths([dirname(programPath), ...packageFolders(programPath), ...readableFolders])
  return [
    `--max-old-space-size=${heapMegabytes}`,
    // Full from the start: growing it took an eighth of the processor time of the first hundred files.
    '--min-semi-space-size=16',
    process.allowedNodeEnvironmentFlags.has('--permission') ? '--permission' : '--experimental-permission',
    // Recognising text in pictures takes a thread; drawing them takes native code.
    '--allow-worker',
    '--allow-addons',
    ...readable.map((path) => `--allow-fs-read=${path}`),
    ...(existsSync(guard) ? [`--import=${guard}`] : []),
  ]
}

/** Packages are looked for in every folder above a program. */
function packageFolders(programPath: string): string[] {
  const folders: string[] = []
  for (let folder = dirname(resolve(programPath)); ; folder = dirname(folder)) {
    const packages = join(folder, 'node_modules')
    if (existsSync(packages)) folders.push(packages)
    if (folder === dirname(folder)) return folders
  }
}

/** The permission model compares the names a file is opened by; modules are opened by their real ones. */
function withRealPaths(folders: string[]): string[] {
  const paths = folders.map((folder) => resolve(folder)).flatMap((folder) => (existsSync(folder) ? [folder, realpathSync(folder)] : [folder]))
  return [...new Set(paths)].map((path) => join(path, '/'))
}

let knownWrappers: string[] | null = null

/** The commands to put before `node`, tried once: a container or a hardened system may have the tools and refuse their use. */
function findWrappers(): string[] {
  knownWrappers ??= process.platform === 'linux' ? [...workingWrapper('prlimit', limiting), ...workingWrapper('unshare', isolating)] : []
  return knownWrappers
}

function workingWrapper(name: string, options: string[]): string[] {
  const command = [`/usr/bin/${name}`, `/bin/${name}`].find((path) => existsSync(path))
  if (command === undefined) return []
  const { status } = spawnSync(command, [...options, process.execPath, '--version'], { stdio: 'ignore', env: childEnvironment, timeout: 10_000 })
  return status === 0 ? [command, ...options] : []
}
