import { type Answer, type AnswerSource, type Citation, plainAnswer } from '@/lib/domain/answer'
import type { CentralSentence } from './central-sentences'

/** A sentence of a summary with the places it rests on. */
export interface CitedSentence {
  text: string
  places: (Pick<CentralSentence, 'chunk'> & Pick<Citation, 'start' | 'end' | 'page'>)[]
}

const longestSnippet = 600

/** Numbers the chunks in the order in which they are cited, and sets the marks. `lead` comes first and is cited by nothing. */
export function buildSummary(kind: 'generated' | 'extractive', sentences: CitedSentence[], lead = ''): Answer {
  const sources: AnswerSource[] = []
  const citations: Citation[] = []
  const lines = sentences.map(({ text, places }) => {
    const marks = places.map(({ chunk, start, end, page }) => {
      const number = numberOf(sources, chunk, page)
      citations.push({ sourceNumber: number, page, start, end })
      return `[${number}]`
    })
    return `- ${text} ${marks.join('')}`
  })
  return plainAnswer({ kind, text: [lead, lines.join('\n')].filter((part) => part !== '').join('\n\n'), sources, citations })
}

function numberOf(sources: AnswerSource[], chunk: CentralSentence['chunk'], page: number | null): number {
  const known = sources.find((source) => source.documentId === chunk.documentId && source.start === chunk.start && source.end === chunk.end)
  if (known !== undefined) return known.number
  const { documentId, source, section, start, end, text } = chunk
  sources.push({ number: sources.length + 1, documentId, source, section, page: page ?? chunk.page, start, end, score: 0, snippet: snippetOf(text) })
  return sources.length
}

function snippetOf(text: string): string {
  const cut = text.slice(0, longestSnippet)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}

/** Words of a document as Markdown that shows just them: nothing in it is a heading, a link, a picture or a mark. */
export function escapeQuote(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\\`*_<>~![\]#|]/g, '\\$&')
    .replace(/^([-+]|\d+[.)])(?=\s)/, '\\$1')
}
