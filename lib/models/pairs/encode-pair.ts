import type { Tokenizer } from '@huggingface/tokenizers'

export interface EncodedPair {
  ids: number[]
  /** 0 for the first text and the tokens around it, 1 for the second. */
  types: number[]
}

/** Which of the two is short and must be read whole: the other is cut to what it leaves. */
export type KeptText = 'first' | 'second'

/** A kept text longer than this share of what the model reads is cut: the other is what is judged. */
const keptShare = 0.5

/**
 * Encodes two texts as one input of at most `maxTokens` tokens; a longer one loses its end. The special tokens are read off the
 * tokenizer: one before, one after, and those between, of which BERT has one and XLM-R two.
 */
export function createPairEncoder(tokenizer: Tokenizer, maxTokens: number, kept: KeptText): (first: string, second: string) => EncodedPair {
  const plain = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids
  // An empty second text counts as none, so the frame is read off a pair of the same letter.
  const letter = plain('a')
  const pair = tokenizer.encode('a', { text_pair: 'a' }).ids
  const between = pair.slice(1 + letter.length, pair.length - 1 - letter.length)
  const [opening, closing] = [pair[0], pair.at(-1)]
  if (opening === undefined || closing === undefined || between.length === 0) throw new Error('the tokenizer does not frame pairs of texts')
  const room = maxTokens - between.length - 2
  return (first, second) => {
    const texts = { first: plain(first), second: plain(second) }
    const other = kept === 'first' ? 'second' : 'first'
    texts[kept] = texts[kept].slice(0, Math.floor(room * keptShare))
    texts[other] = texts[other].slice(0, room - texts[kept].length)
    const head = [opening, ...texts.first, ...between.slice(0, 1)]
    const tail = [...between.slice(1), ...texts.second, closing]
    return { ids: [...head, ...tail], types: [...head.map(() => 0), ...tail.map(() => 1)] }
  }
}
