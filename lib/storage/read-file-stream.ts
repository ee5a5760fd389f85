import { type FileHandle, open } from 'node:fs/promises'
import { toStorageError } from './storage-error'

const pieceBytes = 64 * 1024

/**
 * A file as a web stream, read as fast as its reader takes it. The file is opened before this returns, so a missing one
 * is an error here and not in the middle of a response. Rejects with the file system's own error; the stream fails
 * with storage_failed.
 */
export async function readFileStream(file: string): Promise<{ stream: ReadableStream<Uint8Array>; byteSize: number }> {
  const handle = await open(file, 'r')
  try {
    const { size } = await handle.stat()
    return { stream: streamOf(handle), byteSize: size }
  } catch (error) {
    await handle.close()
    throw error
  }
}

function streamOf(handle: FileHandle): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { bytesRead, buffer } = await handle.read(new Uint8Array(pieceBytes), 0, pieceBytes)
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
