import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'

const jsonObject = z.record(z.string(), z.unknown())

/** Reads `tokenizer.json` and `tokenizer_config.json` from a model's folder. Errors: model_files_missing. */
export async function loadTokenizer(folder: string): Promise<Tokenizer> {
  const [definition, config] = await Promise.all([readJson(join(folder, 'tokenizer.json')), readJson(join(folder, 'tokenizer_config.json'))])
  // Truncation and padding of the file would hide the true length.
  return new Tokenizer({ ...definition, truncation: null, padding: null }, config)
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  try {
    return jsonObject.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new AppError('model_files_missing', 'A tokenizer file could not be read', { cause: error })
  }
}
