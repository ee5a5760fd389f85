const unitNames = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** "1.4 MB": binary multiples under their everyday names, at most one digit after the point, by the locale's rules; never broken over a line. */
export function formatByteSize(bytes: number, locale: string): string {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < unitNames.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 1 : 0 })}\u00a0${unitNames[unit]}`
}
