import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import { type LanguageCode, undeterminedLanguage } from '@/lib/domain/language'
import type { ChunkingSettings } from '@/lib/domain/ports/document-parser'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { contextShare } from './context-share'

/**
 * How much of a chunk a text fills: 1 is a full one. In a language the embedder serves that is a matter of its tokens; in
 * any other, of characters (see the header of `chunk-document.ts`), scaled so that a text at their bound leaves room for
 * the context as well: context counts as tokens only.
 */
export interface ChunkMeasure {
  fill(text: string): number
  isServed(language: LanguageCode): boolean
  /** Tokens of a whole embedding text, special ones included. */
  countTokens(embeddingText: string): number
  maxTokens: number
  maxCharacters: number
}

/** KorQuAD's paragraphs, on which lexical search alone reaches nDCG@10 .96, have 458 characters in the median; nine in ten have at most 752. */
export const defaultMaxCharacters = 800
/**
 * English has 4 to 5 characters a token. Far more means a run without spaces (encoded data, a long path), which BERT's tokenizer counts as a
 * single unknown token, however long.
 */
const mostCharactersPerToken = 8

export function createChunkMeasure(settings: ChunkingSettings, tokens: TokenCounter, documentLanguage: LanguageCode): ChunkMeasure {
  const served = settings.servedLanguages === undefined ? null : new Set(settings.servedLanguages)
  const maxCharacters = settings.maxCharacters ?? defaultMaxCharacters
  const isServed = (language: LanguageCode) => served === null || served.has(language)
  const latinLanguage = usesLatinScript(documentLanguage) ? documentLanguage : 'en'
  const isTextServed = (text: string) => {
    const script = detectScriptLanguage(text)
    if (script === undeterminedLanguage) return isServed(documentLanguage)
    return isServed(script === 'en' ? latinLanguage : script)
  }
  return {
    isServed,
    maxTokens: settings.maxTokens,
    maxCharacters,
    countTokens: (text) => tokens.count(text) + tokens.specialTokens,
    fill: (text) =>
      isTextServed(text)
        ? Math.max(tokens.count(text) / settings.maxTokens, text.length / (settings.maxTokens * mostCharactersPerToken))
        : (text.length / maxCharacters) * (1 - contextShare),
  }
}

/** The name of a language in itself is written in its script. */
function usesLatinScript(language: LanguageCode): boolean {
  const ownName = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? ''
  return detectScriptLanguage(ownName) === 'en'
}
