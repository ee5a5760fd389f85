import type { LanguageCode } from '@/lib/domain/language'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { chunkDocument } from '@/lib/ingest/chunk-document'
import { readText } from '@/lib/ingest/formats/text-reader'
import type { ChunkingCorpus } from './chunking-data-set'
import { createOffsetMap } from './original-offsets'
import type { CharacterRange } from './range-metrics'
import { splitRecursively } from './recursive-splitter'

/** A chunk's place in the corpus and what the embedder is given for it. */
export interface EvaluatedChunk extends CharacterRange {
  embeddingText: string
}

/** One way to cut, with the tokens the embedder may read. */
export interface ChunkingMethod {
  name: string
  readTokens: number
  cut(corpus: ChunkingCorpus): Promise<EvaluatedChunk[]>
}

/** What cutting needs to know of the embedder. */
interface EmbedderFacts {
  tokens: TokenCounter
  tokenizerPath: string
  servedLanguages: LanguageCode[]
}

/** The app's own way from a text file to chunks, at the token bound given. */
export function docentMethod(readTokens: number, { tokens, tokenizerPath, servedLanguages }: EmbedderFacts): ChunkingMethod {
  return {
    name: 'Docent',
    readTokens,
    async cut({ name, text }) {
      const settings = { maxTokens: readTokens, tokenizerPath, servedLanguages }
      const document = await readText(new TextEncoder().encode(text))
      const toOriginal = createOffsetMap(text, document.text)
      const { chunks } = chunkDocument({ document, source: `${name}.md`, settings, tokens })
      return chunks.map((chunk) => ({ ...toOriginal(chunk), embeddingText: chunk.embeddingText }))
    },
  }
}

/** The plain splitter at a size. What is beyond `readTokens` is not read by the embedder, as in any app that does so. */
export function plainMethod(maxTokens: number, readTokens: number, { tokens }: Pick<EmbedderFacts, 'tokens'>): ChunkingMethod {
  return {
    name: `recursive splitter, ${maxTokens}`,
    readTokens,
    async cut({ text }) {
      return splitRecursively(text, maxTokens, tokens).map((range) => ({ ...range, embeddingText: text.slice(range.start, range.end) }))
    },
  }
}
