import type { DocumentRecord } from '@/lib/domain/document'
import type { InterfaceLanguage } from '@/lib/domain/error-catalog'

/*
 * First questions made from what is in the library: a heading, else the title, else the file's name of each document, in
 * turn over the documents so that they differ. Each asks for something a passage says, not for a summary, because quotes
 * must be able to answer it. Korean forms are chosen so that no particle depends on the last sound of the name.
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

/** At most 4; empty when no document is ready. */
export function suggestQuestions(documents: DocumentRecord[], language: InterfaceLanguage): string[] {
  const topicsByDocument = documents.filter(({ status }) => status === 'ready').map(topicsOf)
  const topics: string[] = []
  for (let round = 0; topics.length < mostQuestions && topicsByDocument.some((own) => own.length > round); round++) {
    for (const own of topicsByDocument) {
      const topic = own[round]
      if (topic !== undefined && !topics.includes(topic)) topics.push(topic)
    }
  }
  const forms = templates[language]
  return topics.slice(0, mostQuestions).map((topic, index) => forms[index % forms.length]?.(topic) ?? topic)
}

/** The first telling headings, then the title, then the name. */
function topicsOf(document: DocumentRecord): string[] {
  const headings = document.headings.filter((heading) => heading.trim() !== document.title?.trim())
  const topics = [...headings, document.title ?? '', nameOf(document.source)].map((topic) => topic.replace(/["“”]/g, '').replace(/\s+/g, ' ').trim())
  return [...new Set(topics)].filter((topic) => topic.length >= 2 && topic.length <= longestTopic && !commonHeading.test(topic)).slice(0, mostQuestions)
}

function nameOf(source: string): string {
  const name = source.split(/[\\/]/).at(-1) ?? source
  return name.replace(/\.[^.]+$/, '').replace(/[_]+/g, ' ')
}
