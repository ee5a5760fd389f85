import type { Citation } from '@/lib/domain/answer'
import { pageAt } from '@/lib/domain/page-at'
import type { ExtractTerms, ScoredUnit } from './score-units'
import { linesAskedFor, selectQuotes } from './select-quotes'

/** Markdown with marks, in paragraphs to be streamed one after the other (their concatenation is the text). */
export interface QuotedAnswer {
  paragraphs: string[]
  /** One for each mark, in order; the exact place of the sentence or line before it. */
  citations: Citation[]
}

/*
 * The answer without a language model: exact slices of the documents, each followed by the mark of its source. Nothing is
 * reworded, so nothing can be invented. Only characters that Markdown would swallow are escaped, and bracketed numbers of
 * the document ("[12]"), which would otherwise pass for marks.
 */
export function quotePassages(question: string, scored: ScoredUnit[], extractTerms: ExtractTerms): QuotedAnswer {
  const citations: Citation[] = []
  const paragraphs: string[] = []
  let previous: ScoredUnit | null = null
  for (const quote of selectQuotes(scored)) {
    const lines = linesAskedFor(quote, question, extractTerms)
    const written = lines.map(({ start, end }, index) => writeLine(quote, start, end, quote.unit.kind === 'record' && index > 0))
    for (const line of lines) citations.push(citeLine(quote, line))
    paragraphs.push(separatorBetween(previous, quote) + written.join('\n'))
    previous = quote
  }
  return { paragraphs, citations }
}

function citeLine({ passage, passageRank }: ScoredUnit, line: { start: number; end: number }): Citation {
  const start = passage.start + line.start
  return { sourceNumber: passageRank + 1, page: pageAt(passage, start), start, end: passage.start + line.end }
}

function separatorBetween(previous: ScoredUnit | null, quote: ScoredUnit): string {
  if (previous === null) return ''
  const isSameParagraph = previous.passage === quote.passage && previous.unit.kind === 'sentence' && quote.unit.kind === 'sentence'
  return isSameParagraph ? ' ' : '\n\n'
}

function writeLine(quote: ScoredUnit, start: number, end: number, isItem: boolean): string {
  const text = escapeMarkdown(quote.passage.text.slice(start, end))
  const bullet = isItem && !/^[-+•] /.test(text) ? '- ' : ''
  return `${bullet}${text} [${quote.passageRank + 1}]`
}

/** A heading, list item or quotation inside the slice keeps its words and loses its role. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*<~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/\[(\d{1,3})\]/g, '\\[$1\\]')
    .replace(/\](?=[(:])/g, '\\]')
    .replace(/(?<=\n[ \t]*)(?=[-+>]|#{1,6}\s)|^(?=#{1,6}\s|>)/g, '\\')
}
