import { z } from 'zod'
import { documentFormats } from '@/lib/domain/document'

const texts = z.array(z.string()).optional()

/** A PassageFilter as it is kept. */
export const filterColumn = z.object({
  documentIds: texts,
  sources: texts,
  languages: texts,
  collectionIds: texts,
  formats: z.array(z.enum(documentFormats)).optional(),
  tags: texts,
  writtenFrom: z.string().optional(),
  writtenUntil: z.string().optional(),
  pageFrom: z.int().optional(),
  pageUntil: z.int().optional(),
})
