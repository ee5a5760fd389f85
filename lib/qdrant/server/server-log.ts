import { mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The log is set aside as `.1` at a start once it is larger than this. */
const rotateAboveBytes = 10 * 1024 * 1024

const tailBytes = 64 * 1024

/** Rotates the log when it has grown too large and returns its size, which is where the next process starts to write. */
export async function rotateServerLog(path: string): Promise<number> {
  await mkdir(dirname(path), { recursive: true })
  const size = await sizeOf(path)
  if (size <= rotateAboveBytes) return size
  await rename(path, `${path}.1`)
  return 0
}

/** The line that says best why the server stopped, from what was written after byte `from`; empty when there is none. */
export async function readStopReason(path: string, from: number): Promise<string> {
  const size = await sizeOf(path)
  const start = Math.max(from, size - tailBytes)
  if (size <= start) return ''
  const file = await open(path, 'r')
  try {
    const buffer = Buffer.alloc(size - start)
    await file.read(buffer, 0, buffer.length, start)
    return findStopReason(buffer.toString('utf8'))
  } finally {
    await file.close()
  }
}

/** Qdrant ends a failed start with a long backtrace, so the last line says nothing: the last error line does. */
export function findStopReason(text: string): string {
  // Colour codes begin with the escape character.
  const lines = text
    .replace(/\u001b\[[0-9;]*m/g, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const telling = lines.filter((line) => /\bERROR\b|^Error:|[Pp]anic|: not found$|Permission denied|cannot execute/.test(line))
  const plain = lines.filter((line) => !/^(\d+: |at )/.test(line))
  return (telling.at(-1) ?? plain.at(-1) ?? '').replace(/^\d{4}-\d\d-\d\dT\S+\s+/, '').replace(/Panic occurred in file \S+ at line \d+: /, '')
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    (file) => file.size,
    () => 0,
  )
}
