import { createHash } from 'node:crypto'
import type { Chunk } from '@/lib/domain/chunk'
import type { LanguageCode } from '@/lib/domain/language'
import type { NormalizedDocument, PageSpan } from '@/lib/domain/normalized-document'
import type { ChunkingSettings } from '@/lib/domain/ports/document-parser'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { splitSentences } from '@/lib/domain/split-sentences'
import { type ChunkMeasure, createChunkMeasure } from './chunking/chunk-measure'
import { contextShare } from './chunking/context-share'
import { cutBySize } from './chunking/cut-by-size'
import { type CutRange, cutByStructure } from './chunking/cut-by-structure'
import { chunkContext, tableHead } from './chunking/embedding-text'
import type { TextRange } from './chunking/find-records'
import { halve } from './chunking/split-range'
import { detectLanguage } from './detect-language'
import { titleOf } from './text/title-of'

/**
 * Cuts a document into chunks. The strategy `topics` goes along its own structure: sections, then records; what is longer is cut between
 * blocks or sentences, where its subject changes and near one size. `even` leaves the change of subject out, `plain` the structure as well.
 *
 * Size. In a language the embedder serves a chunk is bounded by the embedder's tokens, counted with its own tokenizer over
 * everything it will read. In any other language the bound is in characters: MiniLM's tokenizer takes Hangul apart into
 * one and a half tokens a character, so 256 tokens would be some 170 characters, too little for lexical search, which is all
 * that such a chunk is found by; the vector of its first part does no harm, since search does not use it for that language.
 *
 * Where to cut, measured on Chroma's chunking evaluation (the two corpora at hand, 132 questions, dense search, top 5; ten more
 * tokens in the size move the recall by up to .04, so each figure is a mean over four or five sizes from 95 to 145 tokens), recall / IoU:
 * evenly by size .910 / .079; by the change of subject at weight .5 .941 / .080, 1 .947 / .075, 2 .960 / .072. The plain recursive
 * splitter, a mean over 145 to 205 tokens: .925 / .067. `npm run eval:chunking` prints the settled table.
 * Rejected there: comparing embeddings of both sides (.932 / .063, and every document is embedded twice); one sentence of overlap
 * (.929 / .071 against .925 / .085: a sentence in two chunks takes two places of the top k); neighbouring sentences
 * in the embedded text (.846 to .922 / .085 to .088); no title in it (.952 / .076 against .947 / .075, which is nothing).
 */
export function chunkDocument(input: { document: NormalizedDocument; source: string; settings: ChunkingSettings; tokens: TokenCounter }): {
  chunks: Chunk[]
  language: LanguageCode
} {
  const { document, settings } = input
  const language = detectLanguage(document.text)
  const measure = createChunkMeasure(settings, input.tokens, language)
  const finish = createFinisher(document, titleOf(document.title, input.source), language, measure)
  const chunks = cut(document, measure, settings).flatMap((range) => finish(range, range.path))
  return { chunks: chunks.map((chunk, index) => ({ ...chunk, index })), language }
}

function cut(document: NormalizedDocument, measure: ChunkMeasure, { strategy = 'topics' }: ChunkingSettings): CutRange[] {
  const limit = 1 - contextShare
  return strategy === 'plain' ? cutBySize(document, measure, limit) : cutByStructure(document, measure, { limit, followsTopics: strategy === 'topics' })
}

type UnnumberedChunk = Omit<Chunk, 'index'>

/**
 * Completes a range into a chunk. Where context and text together are over the bound the range is halved; a single sentence gives up the
 * table's head and then the headings instead, and is cut only when it is too long by itself.
 */
function createFinisher(document: NormalizedDocument, title: string | null, language: LanguageCode, measure: ChunkMeasure) {
  return function finish(range: TextRange, headingPath: string[]): UnnumberedChunk[] {
    const text = document.text.slice(range.start, range.end)
    const chunkLanguage = detectLanguage(text, language)
    const isServed = measure.isServed(chunkLanguage)
    const context = chunkContext(title, headingPath, text, measure, isServed)
    const wholeHead = tableHead(document.text, document.blocks, range)
    // A head of hundreds of columns would leave no room for the rows.
    const head = isServed && measure.countTokens(wholeHead) > measure.maxTokens / 2 ? '' : wholeHead
    const contexts = [[context, head], [context], []]
    for (const [attempt, parts] of contexts.entries()) {
      // Nearly every range fits at once, so the sentences are looked for only where one does not.
      if (attempt === 1 && splitSentences(text).length > 1) break
      const embeddingText = [...parts.filter((part) => part !== ''), text].join('\n')
      const tokenCount = measure.countTokens(embeddingText)
      const isTooLong = isServed ? tokenCount > measure.maxTokens : text.length > measure.maxCharacters
      if (isTooLong && range.end - range.start > 1) continue
      const contentHash = createHash('sha256').update(embeddingText).digest('hex')
      const { start, end } = range
      return [{ text, start, end, ...pagesOf(document.pages, range), headingPath, language: chunkLanguage, embeddingText, contentHash, tokenCount }]
    }
    return halve(document.text, range).flatMap((half) => finish(half, headingPath))
  }
}

function pagesOf(pages: PageSpan[], { start, end }: TextRange): Pick<Chunk, 'page' | 'pageBreaks'> {
  const [first, ...later] = pages.filter((span) => start < span.end)
  return { page: first?.page ?? null, pageBreaks: later.filter((span) => span.start < end).map((span) => ({ page: span.page, start: span.start })) }
}
