import { type Answer, type AnswerSource, type Citation, plainAnswer, type SentenceCheck } from '@/lib/domain/answer'
import type { StoredChunk } from '@/lib/domain/passage'
import type { ClaimVerdict } from '../checking/judge-claim'

/** A sentence of a summary with the places it rests on. */
export interface CitedSentence {
  text: string
  places: CitedChunk[]
  /** What the check found, its source being a place, counted from 1. Missing: nothing was checked. */
  verdict?: ClaimVerdict
}

/** A place with the chunk it stands in. */
export interface CitedChunk extends Pick<Citation, 'start' | 'end' | 'page'> {
  chunk: StoredChunk
}

const longestSnippet = 600

/** Numbers the chunks in the order in which they are cited, and sets the marks. `lead` comes first and is cited by nothing. */
export function buildSummary(kind: 'generated' | 'extractive', sentences: CitedSentence[], lead = ''): Answer {
  const sources: AnswerSource[] = []
  const citations: Citation[] = []
  const checks: SentenceCheck[] = []
  let whole = lead === '' ? '' : `${lead}\n\n`
  for (const [index, { text, places, verdict }] of sentences.entries()) {
    const numbers = places.map(({ chunk, page }) => numberOf(sources, chunk, page))
    citations.push(...places.map(({ start, end, page }, place) => ({ sourceNumber: numbers[place] ?? 0, page, start, end })))
    whole += `${index === 0 ? '' : '\n'}- `
    const sentence = `${text} ${numbers.map((number) => `[${number}]`).join('')}`
    if (verdict !== undefined) checks.push({ start: whole.length, end: whole.length + sentence.length, ...numberEvidence(verdict, numbers) })
    whole += sentence
  }
  return { ...plainAnswer({ kind, text: whole.trimEnd(), sources, citations }), checks }
}

/** An exact sentence of the document: it stands where it says it does. */
export function exactSentence(text: string, place: CitedChunk, quoted: string): CitedSentence {
  const { start, end, page } = place
  return { text, places: [place], verdict: { verdict: 'supported', score: 1, problems: [], evidence: { sourceNumber: 1, start, end, page, text: quoted } } }
}

/** The evidence's place becomes the number of its source. */
function numberEvidence(verdict: ClaimVerdict, numbers: number[]): ClaimVerdict {
  const { evidence } = verdict
  const number = evidence && numbers[evidence.sourceNumber - 1]
  return evidence === null || number === undefined || number === null
    ? { ...verdict, evidence: null }
    : { ...verdict, evidence: { ...evidence, sourceNumber: number } }
}

function numberOf(sources: AnswerSource[], chunk: StoredChunk, page: number | null): number {
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
