import type { InterfaceLanguage } from '@/lib/domain/error-catalog'

/** The language to answer a person in: their saved choice (cookie `locale`), else the browser's first of ours, else English. */
export function requestLanguage(headers: Headers): InterfaceLanguage {
  const chosen = /(?:^|;\s*)locale=(en|ko)(?:;|$)/.exec(headers.get('cookie') ?? '')?.[1]
  if (chosen === 'en' || chosen === 'ko') return chosen
  for (const part of (headers.get('accept-language') ?? '').split(',')) {
    const language = part.trim().slice(0, 2).toLowerCase()
    if (language === 'en' || language === 'ko') return language
  }
  return 'en'
}
