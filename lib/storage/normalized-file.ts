import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { blockKinds, type NormalizedDocument } from '@/lib/domain/normalized-document'

const range = { start: z.int().min(0), end: z.int().min(0) }

const rectangle = { x: z.number(), y: z.number(), width: z.number(), height: z.number() }

const place = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('slide'), number: z.int(), ...range }),
  z.object({ kind: z.literal('cells'), sheet: z.string(), cells: z.string(), ...range }),
])

const pageLayout = z.object({
  page: z.int().min(1),
  width: z.number(),
  height: z.number(),
  runs: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number(), z.number(), z.string().optional()])),
  running: z.array(z.object({ text: z.string(), ...rectangle })),
})

const normalizedDocument = z.object({
  text: z.string(),
  blocks: z.array(
    z.object({
      kind: z.enum(blockKinds),
      ...range,
      level: z.int().min(1).max(6).nullable(),
      headingPath: z.array(z.string()),
    }),
  ),
  pages: z.array(z.object({ page: z.int().min(1), ...range })),
  title: z.string().nullable(),
  // What a text written before these were kept does not have.
  places: z.array(place).default([]),
  layout: z.array(pageLayout).default([]),
  metadata: z
    .object({ author: z.string().nullable(), writtenAt: z.string().nullable(), modifiedAt: z.string().nullable() })
    .default({ author: null, writtenAt: null, modifiedAt: null }),
  unreadablePages: z.array(z.int()).default([]),
  recognisedPages: z.array(z.int()).default([]),
  hiddenCharacters: z.int().min(0).default(0),
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
