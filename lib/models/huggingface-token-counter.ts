import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import { loadTokenizer } from './load-tokenizer'

/** Counts with the tokenizer in a model's folder. Errors: model_files_missing. */
export async function loadTokenCounter(tokenizerPath: string): Promise<TokenCounter> {
  const { count, specialTokens } = await loadTokenizer(tokenizerPath)
  return { count, specialTokens }
}
