import { Readable } from 'node:stream'
import { Busboy, type BusboyFileStream } from '@fastify/busboy'
import { AppError } from '@/lib/domain/app-error'

/** One file of a multipart body. `content` must be read to its end before the next file comes. */
export interface UploadedFile {
  /** The name of its form field. */
  field: string
  /** What the client called it: untrusted, see `tidySourceName`. */
  name: string
  content: AsyncIterable<Uint8Array>
}

/**
 * Yields the files of a multipart body as they arrive, without holding any of them in memory.
 * A field `paths` sent before a file replaces that file's name, so that folders survive browsers that drop them.
 * Errors: invalid_request when the body is not well-formed multipart; too_many_files past `maxFiles`.
 */
export async function* readUpload(request: Request, limits: { maxFiles: number }): AsyncGenerator<UploadedFile> {
  if (!request.body) throw new AppError('invalid_request', 'The body must be multipart/form-data')
  const parser = openParser(request.headers.get('content-type') ?? '', limits.maxFiles)
  const queue = new FileQueue()
  const paths: string[] = []
  parser.on('field', (field, value) => {
    if (field === 'paths') paths.push(value)
  })
  parser.on('file', (field, stream, name) => queue.push({ field, name: paths.shift() ?? name ?? '', content: stream }))
  // The files within the limit are whole or still coming, so they are read to their end before this is told.
  parser.on('filesLimit', () => queue.end(new AppError('too_many_files', `More than ${limits.maxFiles} files in one request`)))
  parser.on('error', (cause) => queue.breakOff(new AppError('invalid_request', 'The multipart body is damaged', { cause })))
  parser.on('finish', () => queue.end(null))
  const source = Readable.fromWeb(request.body as import('node:stream/web').ReadableStream<Uint8Array>)
  source.on('error', (cause) => queue.breakOff(new AppError('invalid_request', 'The upload broke off', { cause })))
  source.pipe(parser)
  try {
    yield* queue.files()
  } finally {
    source.unpipe(parser)
    source.destroy()
  }
}

function openParser(contentType: string, maxFiles: number): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      preservePath: true,
      limits: { files: maxFiles, fields: maxFiles, fieldSize: 4096, headerPairs: 20, headerSize: 16 * 1024 },
    })
  } catch (cause) {
    // It throws where the type is another, and where the boundary is missing or too long.
    throw new AppError('invalid_request', 'The body must be multipart/form-data with a boundary', { cause })
  }
}

async function* readContent(stream: BusboyFileStream): AsyncGenerator<Uint8Array> {
  try {
    // A reader that stops early (a file over its limit) must not destroy the part: the parser waits for its end, and would for ever.
    yield* stream.iterator({ destroyOnReturn: false })
  } catch (cause) {
    throw cause instanceof AppError ? cause : new AppError('invalid_request', 'The upload broke off in the middle of a file', { cause })
  }
}

/** Files in the order of arrival. `end` closes the line, with an error or without, after the files in it; `breakOff` ends these too. */
class FileQueue {
  private readonly waiting: Array<{ field: string; name: string; content: BusboyFileStream }> = []
  private ended: { error: AppError | null } | null = null
  private readonly open = new Set<BusboyFileStream>()
  private wake: () => void = () => {}

  push(file: { field: string; name: string; content: BusboyFileStream }): void {
    // A part that breaks off while nobody reads it must not end the process; the reader sees the error all the same.
    file.content.on('error', () => {})
    this.open.add(file.content)
    file.content.on('close', () => this.open.delete(file.content))
    this.waiting.push(file)
    this.wake()
  }

  end(error: AppError | null): void {
    this.ended ??= { error }
    this.wake()
  }

  breakOff(error: AppError): void {
    for (const content of this.open) content.destroy(error)
    this.end(error)
  }

  async *files(): AsyncGenerator<UploadedFile> {
    for (;;) {
      const file = this.waiting.shift()
      if (file) {
        yield { field: file.field, name: file.name, content: readContent(file.content) }
        file.content.resume()
      } else if (this.ended) {
        if (this.ended.error) throw this.ended.error
        return
      } else {
        await new Promise<void>((resolve) => {
          this.wake = resolve
        })
      }
    }
  }
}
