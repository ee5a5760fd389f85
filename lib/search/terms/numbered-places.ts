/*
 * Article numbers and dates as one term each, beside the parts that `extract-terms.ts` makes of them, so that the whole is found before
 * its parts: 제12조의2 before 제12조, and a date however it is written.
 *
 * - 제12조의2, 제 12 조의 2: 제12조의2. § 12, §12a, §§ 12: §12, §12a.
 * - 2024년 3월 15일, 2024. 3. 15., 2024.03.15, 2024/3/15, March 15, 2024, 15 March 2024: 20240315, which is also the joined form of 2024-03-15.
 */

const articlePattern = /제\s?(\d{1,4})\s?(조|항|호|장|절|관|편)의\s?(\d{1,3})/g
const sectionPattern = /§{1,2}\s?(\d+[a-z]?(?:\.\d+)*)/g
const yearFirstPattern = /(?<!\d)(\d{4})\s?(?:년|[./])\s?(\d{1,2})\s?(?:월|[./])\s?(\d{1,2})(?!\d)/g
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthName = `(?<month>${months.join('|')})[a-z]*\\.?`
const monthFirstPattern = new RegExp(`\\b${monthName}\\s(?<day>\\d{1,2})(?:st|nd|rd|th)?,?\\s(?<year>\\d{4})(?!\\d)`, 'g')
const dayFirstPattern = new RegExp(`(?<!\\d)(?<day>\\d{1,2})(?:st|nd|rd|th)?\\s(?:of\\s)?${monthName},?\\s(?<year>\\d{4})(?!\\d)`, 'g')

/** `text` must be folded: NFKC and lower case. In no particular order, repeats kept; most texts have none. */
export function numberedPlaces(text: string): string[] {
  if (!/\d/.test(text)) return []
  return [
    ...Array.from(text.matchAll(articlePattern), ([, number, unit, branch]) => `제${number}${unit}의${branch}`),
    ...Array.from(text.matchAll(sectionPattern), ([, number]) => `§${number}`),
    ...Array.from(text.matchAll(yearFirstPattern), ([, year, month, day]) => dateTerm(year, Number(month), day)),
    ...[monthFirstPattern, dayFirstPattern].flatMap((pattern) =>
      Array.from(text.matchAll(pattern), ({ groups }) => dateTerm(groups?.year, months.indexOf(groups?.month ?? '') + 1, groups?.day)),
    ),
  ].filter((term) => term !== null)
}

function dateTerm(year: string | undefined, month: number, day: string | undefined): string | null {
  const dayNumber = Number(day)
  if (month < 1 || month > 12 || dayNumber < 1 || dayNumber > 31) return null
  return `${year}${String(month).padStart(2, '0')}${String(dayNumber).padStart(2, '0')}`
}
