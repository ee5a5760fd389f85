/** What is known of a day: 「3월 15일」 has no year, "March 2024" no day. */
export interface StatedDate {
  year: number | null
  month: number
  day: number | null
  text: string
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const month =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const day = '(?<day>[0-3]?\\d)(?:st|nd|rd|th)?'
const year = '(?<year>1[0-9]{3}|20[0-9]{2})'

/** Earlier ones are more telling; what one has taken the next do not see. */
const patterns = [
  `(?<!\\d)${year}\\s?[-./]\\s?(?<month>[01]?\\d)\\s?[-./]\\s?(?<day>[0-3]?\\d)(?!\\d)`,
  `${year}\\s?년\\s?(?<month>[01]?\\d)\\s?월(?:\\s?(?<day>[0-3]?\\d)\\s?일)?`,
  `(?<!\\d)(?<month>[01]?\\d)\\s?월\\s?(?<day>[0-3]?\\d)\\s?일`,
  `\\b${day}\\s(?:of\\s)?${month},?\\s${year}\\b`,
  `\\b${month}\\s${day},?\\s${year}\\b`,
  `\\b${month},?\\s(?:of\\s)?${year}\\b`,
  `\\b${day}\\s(?:of\\s)?${month}(?![\\p{L}])`,
  `\\b(?!may\\s)${month}\\s${day}(?!\\d)`,
].map((source) => new RegExp(source, 'giu'))

/** Dates with a month at least: a year alone is a number. */
export function readDates(text: string): StatedDate[] {
  const dates: StatedDate[] = []
  let rest = text.normalize('NFKC')
  for (const pattern of patterns)
    rest = rest.replace(pattern, (...parts: unknown[]) => {
      const groups = parts.at(-1) as Record<string, string | undefined>
      const stated = String(parts[0])
      const date = { year: numberOf(groups.year), month: monthOf(groups.month ?? ''), day: numberOf(groups.day), text: stated }
      if (date.month < 1 || date.month > 12 || (date.day !== null && (date.day < 1 || date.day > 31))) return stated
      dates.push(date)
      return ' '.repeat(stated.length)
    })
  return dates
}

/** Whether `found` says all that `claimed` says; a year that it leaves out may stand elsewhere, among `years`. */
export function isSameDate(claimed: StatedDate, found: StatedDate, years: ReadonlySet<number>): boolean {
  if (claimed.month !== found.month) return false
  if (claimed.day !== null && claimed.day !== found.day) return false
  if (claimed.year === null || claimed.year === found.year) return true
  return found.year === null && years.has(claimed.year)
}

function numberOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text)
}

function monthOf(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : months.indexOf(text.slice(0, 3).toLowerCase()) + 1
}
