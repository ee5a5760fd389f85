import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import { cleanLine } from './clean-text'

const longestAuthor = 200
/** What programs and machines write where nobody has entered a name. */
const nobody =
  /^(?:unknown|user|owner|admin(?:istrator)?|author|guest|root|(?:microsoft office|windows|office) user|사용자|관리자|작성자|unknown author|anonymous)$/i
/** Zero in the clocks of Windows, Unix and ZIP: no date was set. */
const unsetDates = new Set(['1601-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '1980-01-01T00:00:00.000Z'])
const [earliestYear, latestYear] = [1000, 2200]

/** What a file says of itself, tidied: texts as the file holds them, null where it says nothing. */
export function describeOrigin(stated: { author?: string | null; writtenAt?: string | null; modifiedAt?: string | null }): DocumentMetadata {
  const author = cleanLine(stated.author ?? '').slice(0, longestAuthor)
  return {
    author: author === '' || nobody.test(author) ? null : author,
    writtenAt: isoDate(stated.writtenAt ?? ''),
    modifiedAt: isoDate(stated.modifiedAt ?? ''),
  }
}

/**
 * A date as files write it (ISO 8601, RFC 5322, 2024/03/01, 2024. 3. 1., 2024년 3월 1일) in ISO 8601 and UTC; a time without a zone
 * is taken as UTC, a year or month alone as its first day. Null for anything else: a wrong date is worse than none.
 */
export function isoDate(text: string): string | null {
  const parsed = parseYearFirst(text.trim()) ?? parseMailDate(text.trim())
  if (parsed === null || Number.isNaN(parsed.getTime())) return null
  const iso = parsed.toISOString()
  const year = parsed.getUTCFullYear()
  return unsetDates.has(iso) || year < earliestYear || year > latestYear ? null : iso
}

const yearFirst =
  /^(\d{4})(?:\s*[-./년]\s*(\d{1,2})(?:\s*[-./월]\s*(\d{1,2})\s*[.일]?(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?)?)?[.월일년]?$/i

function parseYearFirst(text: string): Date | null {
  const match = yearFirst.exec(text)
  if (match === null) return null
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map((part) => (part === undefined ? undefined : Number(part)))
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(match[7] ?? '') ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  return new Date(date.getTime() - offset * 60_000)
}

const mailDate = /^(?:[a-z]{3},?\s+)?(\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?)\s*([+-]\d{4}|GMT|UTC?|[A-Z]{3})?/i

function parseMailDate(text: string): Date | null {
  const match = mailDate.exec(text)
  return match === null ? null : new Date(`${match[1]} ${match[2] ?? 'UTC'}`)
}
