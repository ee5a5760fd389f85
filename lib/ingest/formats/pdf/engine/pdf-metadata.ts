import { z } from 'zod'
import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import { cleanLine } from '../../../text/clean-text'

const text = z.string().optional().catch(undefined)
const information = z.object({ Title: text, Author: text, CreationDate: text, ModDate: text }).catch({})
const longest = 300

/** What a PDF says of itself. Every part of it may be missing or nonsense. */
export function readPdfMetadata(info: unknown): { title: string | null; metadata: DocumentMetadata } {
  const { Title, Author, CreationDate, ModDate } = information.parse(info)
  const author = cleanLine(Author ?? '').slice(0, longest)
  return {
    title: Title ?? null,
    metadata: { author: author === '' ? null : author, writtenAt: parsePdfDate(CreationDate), modifiedAt: parsePdfDate(ModDate) },
  }
}

/** 「D:20230508143000+09'00'」, with anything after the year left out, to ISO 8601 in UTC. Null for what is no date. */
export function parsePdfDate(stated: string | undefined): string | null {
  const match = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?)?/.exec(stated?.trim() ?? '')
  if (match === null) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((digits) => (digits === undefined ? undefined : Number(digits)))
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return null
  const offset = (Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0)) * (match[7] === '-' ? -1 : 1)
  return new Date(Date.UTC(year, month - 1, day, hour, minute - offset, second)).toISOString()
}
