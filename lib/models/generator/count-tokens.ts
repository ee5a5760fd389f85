/*
 * How many tokens a text takes, without the model's tokenizer, which nobody has for every model: so much for each character
 * of a script. The weights are the smallest, in round figures, with which no piece of 1,000 characters came out too low with
 * the tokenizers of GPT-3.5 to GPT-4o, Llama 3, Gemma 3, Qwen 2.5 and Mistral, over Korean and English articles, research
 * abstracts, code, tables of numbers, hashes and nine other scripts (docs/decisions/023). Most texts cost about half
 * of it in fact; a prompt that does not fit costs its beginning, which some servers cut without a word.
 */

const scripts: ReadonlyArray<{ characters: RegExp; tokens: number }> = [
  { characters: /[A-Za-z]/g, tokens: 0.34 },
  { characters: /[\uac00-\ud7a3]/g, tokens: 1.75 },
  { characters: /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/g, tokens: 1.3 },
  { characters: /[\u00c0-\u024f\u0400-\u052f]/g, tokens: 0.75 },
  { characters: /[0-9\n!-/:-@[-`{-~]/g, tokens: 1 },
  { characters: /[^\S\n]/g, tokens: 0.5 },
]
/** Of any other script, sign or half of a pair. */
const otherTokens = 2
/** Hashes, keys and codes: letters and digits mixed, or without end. Hardly any two of their characters make a token. */
const codes = /(?=[A-Za-z]*\d|[A-Za-z0-9]{25})(?=\d*[A-Za-z]|\d{25})[A-Za-z0-9+/]{8,}/g

export function countTokens(text: string): number {
  const codeLength = (text.match(codes) ?? []).join('').length
  const rest = codeLength === 0 ? text : text.replace(codes, '')
  let others = rest.length
  let tokens = codeLength
  for (const script of scripts) {
    const count = rest.match(script.characters)?.length ?? 0
    others -= count
    tokens += count * script.tokens
  }
  return Math.ceil(tokens + others * otherTokens)
}
