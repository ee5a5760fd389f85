import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { loadTokenizer } from './load-tokenizer'

/** Counts with the tokenizer in a model's folder. Errors: model_files_missing. */
export async function loadTokenCounter(tokenizerPath: string): Promise<TokenCounter> {
  const tokenizer = await loadTokenizer(tokenizerPath)
  return {
    count: (text) => tokenizer.tokenize(text, { add_special_tokens: false }).length,
    specialTokens: tokenizer.tokenize('', { add_special_tokens: true }).length,
  }
}
