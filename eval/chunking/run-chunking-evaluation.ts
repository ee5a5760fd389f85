// The command `npm run eval:chunking`: how much of the wanted text, and how little else, the five best chunks hold.
import { writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { modelFolder } from '@/lib/models/files/model-folder'
import { verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { CachedEmbedder } from '../cached-embedder'
import { type ChunkingCorpus, readChunkingCorpora } from './chunking-data-set'
import { formatChunkingReport } from './chunking-report'
import { type ChunkingMethod, docentMethod, plainMethod } from './cut-corpus'
import { type ChunkingScores, measureChunking } from './measure-chunking'

const usage = `Usage: npm run eval:chunking -- [--data <folder>] [--write]
  --data   the folder with the folder chunking, ../shared/data by default
  --write  also write docs/chunking.md`

const plainSizes = [200, 400, 800]
/** The model's own limit is in its manifest; its positions reach twice as far. */
const positions = 512

async function measureAll(corpora: ChunkingCorpus[]): Promise<{ modelId: string; rows: ChunkingScores[] }> {
  const settings = readSettings()
  const model = findModel(settings.embeddingModelId ?? defaultModelId)
  await verifyModelFiles(settings.modelsDirectory, model)
  const tokenizerPath = modelFolder(settings.modelsDirectory, model)
  const tokens = await loadTokenCounter(tokenizerPath)
  const rows: ChunkingScores[] = []
  for (const maxTokens of new Set([model.maxTokens, positions])) {
    const workerPath = join(settings.workersDirectory, 'embed-worker.mjs')
    const stretched = { ...model, maxTokens }
    const inner = new TransformersEmbedder({ model: stretched, modelsDirectory: settings.modelsDirectory, workerPath, workerCount: availableParallelism() })
    const embedder = await CachedEmbedder.open(inner, join('eval', 'results', 'cache', `${model.slug}-${maxTokens}.vectors`))
    const facts = { tokens, tokenizerPath, servedLanguages: model.languages }
    const methods: ChunkingMethod[] = [docentMethod(maxTokens, facts), ...plainSizes.map((size) => plainMethod(size, maxTokens, facts))]
    try {
      for (const method of methods) rows.push(await measureChunking(method, corpora, { embedder, tokens }))
    } finally {
      await embedder.close()
    }
  }
  return { modelId: model.id, rows }
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: join('..', 'shared', 'data') },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const folder = join(resolve(values.data), 'chunking')
  const corpora = await readChunkingCorpora(folder)
  if (corpora === null) return console.log(`Skipped: there is no ${folder}; nothing was measured.`)
  const markdown = formatChunkingReport({ date: new Date().toISOString().slice(0, 10), corpora, ...(await measureAll(corpora)) })
  if (values.write) await writeFile(join('docs', 'chunking.md'), markdown)
  console.log(`\n${markdown}`)
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
