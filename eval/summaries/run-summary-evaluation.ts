// The command `npm run eval:summaries`: how well one extracted sentence of an abstract says what its title says.
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { drawSample, seededNumbers } from '@/eval/throughput/seeded-sample'
import { centralSentences } from '@/lib/answer/summary/central-sentences'
import type { SummaryDependencies } from '@/lib/answer/summary/summary-parts'
import { readSettings } from '@/lib/config/settings'
import type { StoredChunk } from '@/lib/domain/passage'
import type { Embedder } from '@/lib/domain/ports/embedder'
import { splitSentences } from '@/lib/domain/split-sentences'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { extractTerms } from '@/lib/search/extract-terms'
import { readDataSet } from '../data-set'

/*
 * SciFact has abstracts with titles written by their authors: a title is a summary of one sentence. Shared terms with it (F1 and recall,
 * without repeats) are compared for the first, the last and a random sentence, and for the most central one by words alone and with
 * the embedding model. Reading the abstract to choose is all that a summary does, so a choice of one is judged, not of many.
 */

const { values } = parseArgs({ options: { data: { type: 'string' }, limit: { type: 'string' } } })
const seed = 7

async function run(): Promise<void> {
  const set = await readDataSet(join(resolve(values.data ?? join('..', 'shared', 'data')), 'scifact'), 'scifact', null)
  if (set === null) return console.log('skipped: there is no scifact')
  const next = seededNumbers(seed)
  const documents = drawSample(
    set.documents.filter(({ text, title }) => splitSentences(text).length >= 4 && title !== ''),
    Number(values.limit ?? 600),
    next,
  )
  const embedder = openEmbedder()
  const scores = new Map<string, { f1: number; recall: number }>()
  const judge = (name: string, sentence: string, title: string) => {
    const [said, wanted] = [new Set(extractTerms(sentence)), new Set(extractTerms(title))]
    const shared = [...wanted].filter((term) => said.has(term)).length
    const kept = scores.get(name) ?? { f1: 0, recall: 0 }
    scores.set(name, {
      f1: kept.f1 + (2 * shared) / Math.max(1, said.size + wanted.size) / documents.length,
      recall: kept.recall + shared / Math.max(1, wanted.size) / documents.length,
    })
  }
  for (const { id, text, title } of documents) {
    const sentences = splitSentences(text).map(({ start, end }) => text.slice(start, end))
    judge('first sentence', sentences[0] ?? '', title)
    judge('last sentence', sentences.at(-1) ?? '', title)
    judge('random sentence', sentences[Math.floor(next() * sentences.length)] ?? '', title)
    judge('central by words', await mostCentral(id, text, null), title)
    judge('central by words and meaning', await mostCentral(id, text, embedder), title)
  }
  await embedder.close()
  console.log(`${documents.length} abstracts of SciFact\n\n| sentence | F1 | recall |\n| --- | --- | --- |`)
  for (const [name, { f1, recall }] of scores) console.log(`| ${name} | ${f1.toFixed(3)} | ${recall.toFixed(3)} |`)
}

async function mostCentral(id: string, text: string, embedder: Embedder | null): Promise<string> {
  const place = { start: 0, end: text.length, page: null, pageBreaks: [], headingPath: [], section: '', chunkIndex: 0 }
  const chunk = { ...place, documentId: id, text } as unknown as StoredChunk
  const dependencies: SummaryDependencies = {
    readChunks: async () => ({ chunks: [chunk], nextCursor: null }),
    extractTerms,
    checking: { extractTerms },
    embed: async (texts) => (await embedder?.embedPassages(texts)) ?? null,
  }
  const [best] = await centralSentences(dependencies, { documentId: id, chunkCount: 1, language: 'en' }, { count: 1 })
  return best?.text ?? ''
}

function openEmbedder(): Embedder {
  const settings = readSettings()
  const model = findModel(settings.embeddingModelId ?? defaultModelId)
  const workerPath = join(settings.workersDirectory, 'embed-worker.mjs')
  return new TransformersEmbedder({ model, modelsDirectory: settings.modelsDirectory, workerPath, workerCount: availableParallelism() })
}

run().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
