import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'

const jsonObject = z.record(z.string(), z.unknown())

/** Reads `tokenizer.json` and `tokenizer_config.json` from a model's folder. Errors: model_files_missing. */
export async function loadTokenCounter(tokenizerPath: string): Promise<TokenCounter> {
  const [definition, config] = await Promise.all([readJson(join(tokenizerPath, 'tokenizer.json')), readJson(join(tokenizerPath, 'tokenizer_config.json'))])
  // Truncation and padding of the file would hide the true length.
  const tokenizer = new Tokenizer({ ...definition, truncation: null, padding: null }, config)
  return {
    count: (text) => tokenizer.tokenize(text, { add_special_tokens: false }).length,
    specialTokens: tokenizer.tokenize('', { add_special_tokens: true }).length,
  }
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  try {
    return jsonObject.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new AppError('model_files_missing', 'A tokenizer file could not be read', { cause: error })
  }
}
