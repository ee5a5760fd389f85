import type { DocumentRecord } from '@/lib/domain/document'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'

/*
 * First questions made from what is in the library: the headings of each document, else its title, in turn over the
 * documents so that they differ; names of files only where that is not enough. Documents in the language of the interface come
 * first, and alone when they suffice. Each asks for something a passage says, not for a summary, because quotes must be able to
 * answer it. Korean forms are chosen so that no particle depends on the last sound of the name.
 */

const mostQuestions = 4
const longestTopic = 60
const templates: Record<InterfaceLanguage, Array<(topic: string) => string>> = {
  en: [(topic) => `What do my documents say about “${topic}”?`, (topic) => `What should I know about “${topic}”?`, (topic) => `Where is “${topic}” explained?`],
  ko: [(topic) => `“${topic}”에 대해 알려 주세요.`, (topic) => `“${topic}”에 대해 무엇이라고 나와 있나요?`, (topic) => `“${topic}” 내용을 설명해 주세요.`],
}
/** Headings that every document has say nothing of this one. */
const commonHeading =
  /^(?:[\d\s.IVXivx]+|(?:\d+[.)]?\s*)?(?:introduction|overview|summary|abstract|conclusions?|references|bibliography|contents|table of contents|appendix|index|preface|notes?|see also|서론|개요|요약|결론|목차|차례|참고\s?문헌|부록|머리말|들어가며|맺음말|소개|비고))$/iu

/** Endings of file names that name a language: report-ko, guide_en, notes (ko). */
const languageSuffix = /[\s(]+(?:ko|kr|kor|korean|en|eng|english|ko-kr|en-us|en-gb|한국어|영어|국문|영문)\)?$/iu

/** At most 4; empty when no document is ready. */
export function suggestQuestions(documents: DocumentRecord[], language: InterfaceLanguage): string[] {
  const ready = documents.filter(({ status }) => status === 'ready')
  const own = ready.filter((document) => document.language === language)
  const others = ready.filter((document) => document.language !== language)
  const topics = [...new Set([own.map(topicsOf), others.map(topicsOf), ready.map(nameTopicsOf)].flatMap(takeInTurn))]
  return topics.slice(0, mostQuestions).map((topic, index) => questionAbout(topic, language, index))
}

/** In one of several forms, in turn by `position`. */
export function questionAbout(topic: string, language: InterfaceLanguage, position: number): string {
  const forms = templates[language]
  return forms[position % forms.length]?.(topic) ?? topic
}

/** The first of each list, then the second of each, and so on. */
function takeInTurn(lists: string[][]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, round) => lists.flatMap((list) => list.slice(round, round + 1))).flat()
}

/** The first telling headings, then the title; none when the document has neither. */
function topicsOf({ headings, title }: DocumentRecord): string[] {
  return tellingTopics([...headings.filter((heading) => heading.trim() !== title?.trim()), title ?? ''])
}

/** The file's name, of a document that has nothing better. */
function nameTopicsOf(document: DocumentRecord): string[] {
  return topicsOf(document).length > 0 ? [] : tellingTopics([readableName(document.source)])
}

/** Without repeats and without headings that every document has; at most 4. */
export function tellingTopics(candidates: string[]): string[] {
  const topics = candidates.map((topic) => topic.replace(/["“”]/g, '').replace(/\s+/g, ' ').trim())
  return [...new Set(topics)].filter((topic) => topic.length >= 2 && topic.length <= longestTopic && !commonHeading.test(topic)).slice(0, mostQuestions)
}

/** "reports/swtt-lectures-ko.txt" is "swtt lectures". */
function readableName(source: string): string {
  const words = (source.split(/[\\/]/).at(-1) ?? source)
    .replace(/\.[^.]+$/, '')
    .replace(/[_\-\s]+/g, ' ')
    .trim()
  return words.replace(languageSuffix, '')
}
