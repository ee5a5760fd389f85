import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { createWordTokenizer, type WordTokenizer } from './word-tokenizer'

const jsonObject = z.record(z.string(), z.unknown())

const bertPipeline = z.object({
  normalizer: z.object({ type: z.literal('BertNormalizer') }),
  pre_tokenizer: z.object({ type: z.literal('BertPreTokenizer') }),
  model: z.object({ type: z.literal('WordPiece') }),
  added_tokens: z.array(z.object({ content: z.string().regex(/^\S+$/), lstrip: z.literal(false), rstrip: z.literal(false) })).default([]),
})

/** Reads `tokenizer.json` and `tokenizer_config.json` from a model's folder. Errors: model_files_missing. */
export async function loadTokenizer(folder: string): Promise<WordTokenizer> {
  const { tokenizer, cutsBySpaces } = await openTokenizer(folder)
  return createWordTokenizer(tokenizer, cutsBySpaces)
}

/** The library's tokenizer without truncation and padding, which would hide a text's true length. Errors: model_files_missing. */
export async function openTokenizer(folder: string): Promise<{ tokenizer: Tokenizer; cutsBySpaces: boolean }> {
  const [definition, config] = await Promise.all([readJson(join(folder, 'tokenizer.json')), readJson(join(folder, 'tokenizer_config.json'))])
  const tokenizer = new Tokenizer({ ...definition, truncation: null, padding: null }, config)
  const looksAcrossSpaces = 'remove_space' in config || 'do_lowercase_and_remove_accent' in config
  return { tokenizer, cutsBySpaces: bertPipeline.safeParse(definition).success && !looksAcrossSpaces }
}

async function readJson(path: string): Promise<Record<string, unknown>> {
  try {
    return jsonObject.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new AppError('model_files_missing', 'A tokenizer file could not be read', { cause: error })
  }
}
