import { readFile } from 'node:fs/promises'

/** Resident memory of another process in bytes by the kernel's own account; null where there is no /proc or no such process. */
export async function readResidentMemory(pid: number): Promise<number | null> {
  if (process.platform !== 'linux') return null
  // The process may end between the decision to look and the look itself.
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]
  return kilobytes === undefined ? null : Number(kilobytes) * 1024
}
