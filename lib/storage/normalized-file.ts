import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'

const range = { start: z.int().min(0), end: z.int().min(0) }

const normalizedDocument = z.object({
  text: z.string(),
  blocks: z.array(
    z.object({
      kind: z.enum(['heading', 'paragraph', 'list-item', 'table-row', 'code', 'quote']),
      ...range,
      level: z.int().min(1).max(6).nullable(),
      headingPath: z.array(z.string()),
    }),
  ),
  pages: z.array(z.object({ page: z.int().min(1), ...range })),
  title: z.string().nullable(),
})

/** Gzipped JSON: text compresses to about a third, and any tool can read it. */
export async function packNormalized(document: NormalizedDocument): Promise<Buffer> {
  return promisify(gzip)(JSON.stringify(document))
}

/** Errors: storage_failed when the file is not what was written. The cause is left out: it may quote the text. */
export async function unpackNormalized(bytes: Buffer): Promise<NormalizedDocument> {
  try {
    return normalizedDocument.parse(JSON.parse((await promisify(gunzip)(bytes)).toString('utf8')))
  } catch {
    throw new AppError('storage_failed', 'A file with normalized text is damaged. Ingest its document again')
  }
}
