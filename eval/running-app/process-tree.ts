import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** What kind of process of the app it is. */
export type ProcessKind = 'start' | 'server' | 'parser' | 'qdrant' | 'other'

export interface RunningProcess {
  pid: number
  parent: number
  kind: ProcessKind
  /** Resident now and at most so far, in bytes. */
  residentBytes: number
  peakBytes: number
  /** Processor time so far, in seconds, by all its threads. */
  cpuSeconds: number
}

/** /proc counts processor time in hundredths of a second on every Linux that Node runs on. */
const ticksPerSecond = 100

/** `root` and everything it started, by the kernel's account; empty where there is no /proc. */
export function readProcessTree(root: number): RunningProcess[] {
  const all = listProcessIds().flatMap((pid) => readStat(pid) ?? [])
  const found = new Set([root])
  for (let size = 0; size !== found.size; ) {
    size = found.size
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid)
  }
  return all.filter(({ pid }) => found.has(pid)).flatMap((stat) => readDetails(stat) ?? [])
}

interface Stat {
  pid: number
  parent: number
  cpuSeconds: number
}

// Read without waiting: /proc is memory, and a trip through the thread pool for each file costs more than the files.
function listProcessIds(): number[] {
  return existsSync('/proc/self')
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name))
        .map(Number)
    : []
}

/** Null when the process has ended meanwhile, or has ended and waits for its parent to notice. */
function readStat(pid: number): Stat | null {
  const stat = readIfThere(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  if (stat === '' || fields[0] === 'Z') return null
  return { pid, parent: Number(fields[1]), cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond }
}

function readDetails(stat: Stat): RunningProcess | null {
  const status = readIfThere(`/proc/${stat.pid}/status`)
  if (status === '') return null
  const memory = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024
  return { ...stat, kind: kindOf(readIfThere(`/proc/${stat.pid}/cmdline`)), residentBytes: memory('VmRSS'), peakBytes: memory('VmHWM') }
}

/** Empty when the process has ended. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function kindOf(commandLine: string): ProcessKind {
  if (commandLine.includes('parse-worker')) return 'parser'
  if (/(^|\/)qdrant[^/]*\0/.test(commandLine)) return 'qdrant'
  if (commandLine.includes('scripts/start.mjs')) return 'start'
  // Next renames its server process.
  if (/next-server|dist\/bin\/next/.test(commandLine)) return 'server'
  return 'other'
}
