import { type FileHandle, open } from 'node:fs/promises'
import { toStorageError } from './storage-error'

const pieceBytes = 64 * 1024

/**
 * A file, or the bytes of `part` (end exclusive), as a web stream, read as fast as its reader takes it. The file is opened before this returns, so a missing one
 * is an error here and not in the middle of a response. Rejects with the file system's own error; the stream fails
 * with storage_failed.
 */
export async function readFileStream(file: string, part?: { start: number; end: number }): Promise<{ stream: ReadableStream<Uint8Array>; byteSize: number }> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    return { stream: streamOf(handle, part ?? { start: 0, end: Number.POSITIVE_INFINITY }), byteSize: size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function streamOf(handle: FileHandle, part: { start: number; end: number }): ReadableStream<Uint8Array> {
  let position = part.start
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const length = Math.min(pieceBytes, part.end - position)
          const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, position)
          position += bytesRead
          if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead))
          await handle.close()
          controller.close()
        } catch (error) {
          await handle.close().catch(() => undefined)
          controller.error(toStorageError('Reading an original', error))
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  )
}
