import type { Tokenizer } from '@huggingface/tokenizers'

export interface EncodedPair {
  ids: number[]
  /** 0 for the question and the tokens around it, 1 for the passage. */
  types: number[]
}

/** A question longer than this share of what the model reads is cut: the passage is what is judged. */
const questionShare = 0.5

/**
 * Encodes question and passage as one input of at most `maxTokens` tokens; a longer passage loses its end. The special tokens are read
 * off the tokenizer: one before, one after, and those between, of which BERT has one and XLM-R two.
 */
export function createPairEncoder(tokenizer: Tokenizer, maxTokens: number): (question: string, passage: string) => EncodedPair {
  const plain = (text: string) => tokenizer.encode(text, { add_special_tokens: false }).ids
  // An empty second text counts as none, so the frame is read off a pair of the same letter.
  const letter = plain('a')
  const pair = tokenizer.encode('a', { text_pair: 'a' }).ids
  const between = pair.slice(1 + letter.length, pair.length - 1 - letter.length)
  const [opening, closing] = [pair[0], pair.at(-1)]
  if (opening === undefined || closing === undefined || between.length === 0) throw new Error('the tokenizer does not frame pairs of texts')
  const frameLength = between.length + 2
  return (question, passage) => {
    const asked = plain(question).slice(0, Math.floor((maxTokens - frameLength) * questionShare))
    const read = plain(passage).slice(0, maxTokens - frameLength - asked.length)
    const first = [opening, ...asked, ...between.slice(0, 1)]
    const second = [...between.slice(1), ...read, closing]
    return { ids: [...first, ...second], types: [...first.map(() => 0), ...second.map(() => 1)] }
  }
}
