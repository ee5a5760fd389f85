import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { AppError } from '@/lib/domain/app-error'

/** Encodings a server may put on a body. It is asked for these, and more than one on top of another is nothing but a bomb. */
const decoders: Record<string, (() => NodeJS.ReadWriteStream) | undefined> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

export const acceptedEncodings = 'gzip, deflate, br'

/**
 * Reads a body to its end and no further than `maxBytes`, counted as it comes and again as it unfolds: neither a length
 * header nor a compressed size is believed. Errors: url_too_large, url_unreachable (an encoding nobody asked for).
 */
export async function readBody(body: Readable, encoding: string | null, maxBytes: number): Promise<Uint8Array> {
  // A body that is given up says so by an error event, which nobody may be listening to any more.
  body.on('error', () => {})
  const content = decode(body, encoding?.trim().toLowerCase() ?? '')
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of content) {
      size += part.byteLength
      if (size > maxBytes) throw new AppError('url_too_large', `The body is over ${maxBytes} bytes`)
      parts.push(part)
    }
  } finally {
    content.destroy()
    body.destroy()
  }
  return Buffer.concat(parts, size)
}

function decode(body: Readable, encoding: string): Readable {
  if (encoding === '' || encoding === 'identity') return body
  const decoder = Object.hasOwn(decoders, encoding) ? decoders[encoding]?.() : undefined
  if (!decoder) {
    body.destroy()
    throw new AppError('url_unreachable', 'The body comes in an encoding that was not asked for')
  }
  // The reader of the decoder sees every error of both; the callback only keeps it from being thrown a second time.
  return pipeline(body, decoder, () => {}) as unknown as Readable
}
