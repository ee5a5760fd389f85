// A tokenizer that remembers how words were cut. The same words come again and again, in a document and in the context before
// each of its chunks, and taking a Korean word apart costs up to its length squared: remembered, the texts of an ingest are
// counted and encoded in a fifth of the time.
// It is exact for BERT's tokenizers, which treat each word between spaces by itself (cleaning, lower case, accents, punctuation
// and word pieces never look across a space); a tokenizer of another make is asked for the whole text every time.
import type { Tokenizer } from '@huggingface/tokenizers'
import { remember } from '@/lib/domain/remember'

/** About 10 MB. */
const mostWords = 50_000
/** A longer run without a space is seldom a word and seldom comes again. */
const longestWord = 64

export interface WordTokenizer {
  /** Tokens of the text alone, without special ones. */
  count(text: string): number
  /** The ids of text and special tokens; of a longer text the first, so that with the closing special token they are `limit`. */
  encode(text: string, limit: number): number[]
  specialTokens: number
}

/** `cutsBySpaces` says whether the tokenizer treats each word between spaces by itself. */
export function createWordTokenizer(tokenizer: Tokenizer, cutsBySpaces: boolean): WordTokenizer {
  const special = tokenizer.encode('').ids
  const hasFrame = special.length === 2
  if (!cutsBySpaces || !hasFrame) return createWholeTokenizer(tokenizer, special)
  const [opening = 0, closing = 0] = special
  const cut = (word: string): readonly number[] => tokenizer.encode(word, { add_special_tokens: false }).ids
  const read = remember(cut, { most: mostWords, longest: longestWord })
  return {
    specialTokens: 2,
    count: (text) => {
      let count = 0
      for (const word of text.split(spaces)) count += read(word).length
      return count
    },
    encode: (text, limit) => {
      const ids = [opening]
      for (const word of text.split(spaces)) {
        if (ids.length >= limit) break
        for (const id of read(word)) ids.push(id)
      }
      if (ids.length > limit - 1) ids.length = limit - 1
      ids.push(closing)
      return ids
    },
  }
}

/** Only what is a space to every tokenizer; other white space stays inside a "word" and is cut by the tokenizer itself. */
const spaces = /[ \n\r\t]+/

function createWholeTokenizer(tokenizer: Tokenizer, special: readonly number[]): WordTokenizer {
  // Decoders' tokenizers close a text without opening it, or the other way round; a word in between tells which.
  const last = special.at(-1)
  const closing = last !== undefined && tokenizer.encode('a').ids.at(-1) === last ? last : null
  return {
    specialTokens: special.length,
    count: (text) => tokenizer.tokenize(text, { add_special_tokens: false }).length,
    encode: (text, limit) => {
      const { ids } = tokenizer.encode(text)
      if (ids.length <= limit) return ids
      // The library's own truncation drops the closing special token, and the model was trained to see it.
      return closing === null ? ids.slice(0, limit) : [...ids.slice(0, limit - 1), closing]
    },
  }
}
