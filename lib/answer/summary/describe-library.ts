import type { DocumentRecord } from '@/lib/domain/document'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'
import { escapeQuote } from './build-summary'

const mostNamed = 5
const mostSubjects = 8

/** The counts, which nothing in a document can be cited for: how many documents, of which kinds, in which languages, filed under which tags. */
export function describeLibrary(documents: DocumentRecord[], total: number, language: InterfaceLanguage): string {
  const languages = new Intl.DisplayNames(language, { type: 'language' })
  const kinds = listCounts(
    documents.map(({ format }) => format.toUpperCase()),
    language,
  )
  const spoken = listCounts(
    documents.flatMap((document) => (document.language === null || document.language === 'und' ? [] : [languages.of(document.language) ?? document.language])),
    language,
  )
  const tags = mostFrequent(documents.flatMap((document) => document.tags)).slice(0, mostSubjects)
  const headings = mostFrequent(documents.flatMap((document) => document.headings.slice(0, 3))).filter(([, count]) => count > 1)
  const subjects = (tags.length > 0 ? tags : headings).slice(0, mostSubjects).map(([name]) => escapeQuote(name))
  return texts[language]({ total, shown: documents.length, kinds, spoken, subjects: subjects.join(', ') })
}

interface Facts {
  total: number
  shown: number
  kinds: string
  spoken: string
  subjects: string
}

const texts: Record<InterfaceLanguage, (facts: Facts) => string> = {
  en: ({ total, shown, kinds, spoken, subjects }) =>
    [
      `${total} ${total === 1 ? 'document' : 'documents'}${total > shown ? ` (the newest ${shown} below)` : ''}: ${kinds}.`,
      spoken === '' ? '' : `Languages: ${spoken}.`,
      subjects === '' ? '' : `Subjects: ${subjects}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  ko: ({ total, shown, kinds, spoken, subjects }) =>
    [
      `문서 ${total}개${total > shown ? ` (아래는 최근 ${shown}개)` : ''}: ${kinds}.`,
      spoken === '' ? '' : `언어: ${spoken}.`,
      subjects === '' ? '' : `주제: ${subjects}.`,
    ]
      .filter((part) => part !== '')
      .join(' '),
}

function listCounts(values: string[], language: InterfaceLanguage): string {
  const counts = mostFrequent(values)
  const named = counts.slice(0, mostNamed).map(([name, count]) => `${escapeQuote(name)} ${count}`)
  const rest = counts.slice(mostNamed).reduce((sum, [, count]) => sum + count, 0)
  return [...named, ...(rest > 0 ? [language === 'ko' ? `그 밖에 ${rest}` : `others ${rest}`] : [])].join(', ')
}

function mostFrequent(values: string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((left, right) => right[1] - left[1])
}
