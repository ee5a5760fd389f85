import type { InterfaceLanguage } from '@/lib/domain/error-catalog'

export const interfaceLanguages = ['en', 'ko'] as const satisfies readonly InterfaceLanguage[]

export const languageCookie = 'locale'

function isInterfaceLanguage(value: string): value is InterfaceLanguage {
  return interfaceLanguages.some((language) => language === value)
}

/** The weight of one entry of an Accept-Language header ("ko;q=0.8"), 1 when it states none. */
function weightOf(entry: string): number {
  const weight = Number(/;\s*q=([\d.]+)/.exec(entry)?.[1] ?? '1')
  return Number.isFinite(weight) ? weight : 0
}

/** The interface's language: the person's own choice first, then what the browser asks for, else English. */
export function chooseLanguage(cookie: string | undefined, acceptLanguage: string | null): InterfaceLanguage {
  if (cookie && isInterfaceLanguage(cookie)) return cookie
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((entry) => ({ language: entry.trim().slice(0, 2).toLowerCase(), weight: weightOf(entry) }))
    .filter((entry) => entry.weight > 0)
    .sort((left, right) => right.weight - left.weight)
  return wanted.map((entry) => entry.language).find(isInterfaceLanguage) ?? 'en'
}
