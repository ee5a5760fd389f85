import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SpanWeights } from '@/lib/answer/quotes/asked/rank-spans'
import type { SentenceModel } from '@/lib/answer/quotes/choice/judge-sentences'

export interface FittedModels {
  words: { korean?: SentenceModel; english?: SentenceModel }
  /** By meaning, for the embedding model that was measured. */
  meaning: { modelId: string; english?: SentenceModel }
  spans: { korean?: SpanWeights; english?: SpanWeights }
}

const widestLine = 140

/** Files to be put into lib/answer/quotes, in `folder`. */
export async function writeWeights(folder: string, { words, meaning, spans }: FittedModels): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const language of ['korean', 'english'] as const) {
    const weights = spans[language]
    if (weights !== undefined) await writeFile(join(folder, `${language}-span-weights.ts`), spanFile(language, weights))
  }
  const sentences = { words, meaning: { [meaning.modelId]: meaning.english } }
  await writeFile(join(folder, 'sentence-models.json'), `${JSON.stringify(sentences, null, 2)}\n`)
}

function spanFile(language: string, weights: SpanWeights): string {
  const lines: string[] = []
  for (const [name, weight] of [...weights].sort(([left], [right]) => (left < right ? -1 : 1))) {
    const entry = `${name} ${weight}`
    const last = lines.at(-1)
    if (last !== undefined && last.length + entry.length < widestLine) lines[lines.length - 1] = `${last}; ${entry}`
    else lines.push(entry)
  }
  return [
    "import { parseWeights } from './parse-weights'",
    '',
    '/** Made by `npm run eval:answers -- --fit`; the figures are in docs/decisions/021. */',
    `export const ${language}SpanWeights = parseWeights([`,
    ...lines.map((line) => `  '${line}',`),
    '])',
    '',
  ].join('\n')
}
