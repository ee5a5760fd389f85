import { z } from 'zod'
import { documentFormats } from '@/lib/domain/document'
import type { PassageFilter } from '@/lib/domain/passage'

const values = z.array(z.string().min(1).max(500)).max(100).optional()
/** A day, or a moment in UTC. */
const date = z.union([z.iso.date(), z.iso.datetime()]).optional()
const page = z.number().int().min(1).max(1_000_000).optional()

/** How requests write a filter. */
export const filterBodySchema = z.strictObject({
  document_ids: values,
  sources: values,
  languages: values,
  collection_ids: values,
  formats: z.array(z.enum(documentFormats)).max(documentFormats.length).optional(),
  tags: values,
  written_from: date,
  written_until: date,
  page_from: page,
  page_until: page,
})

export function filterOf(body: z.infer<typeof filterBodySchema> | undefined): PassageFilter | undefined {
  return (
    body && {
      documentIds: body.document_ids,
      sources: body.sources,
      languages: body.languages,
      collectionIds: body.collection_ids,
      formats: body.formats,
      tags: body.tags,
      writtenFrom: body.written_from,
      writtenUntil: body.written_until,
      pageFrom: body.page_from,
      pageUntil: body.page_until,
    }
  )
}
