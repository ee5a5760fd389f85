import { join } from 'node:path'
import { env, pipeline } from '@huggingface/transformers'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import type { ModelManifestEntry } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { alternateTurns, medianRatio, quantile, type Turn } from './alternate-turns'
import { openBareSession } from './bare-session'

export interface SpeedInput {
  model: ModelManifestEntry
  modelsDirectory: string
  /** Absolute path of the compiled embed-worker.mjs. */
  workerPath: string
  counter: TokenCounter
  texts: string[]
  rounds: number
  onRound: (done: number) => void
}

const pipelineBatch = 25

/** One worker of ours against the bare session and against the library's pipeline with its defaults. Returns a Markdown table. */
export async function measureSingleThread(input: SpeedInput): Promise<string> {
  const { model, modelsDirectory, workerPath, counter, texts, rounds, onRound } = input
  const weights = { q8: 'model_quantized.onnx', int8: 'model_int8.onnx', fp32: 'model.onnx' }[model.weights]
  const bare = await openBareSession(join(modelsDirectory, model.id, 'onnx', weights), counter, texts)
  const embedder = new TransformersEmbedder({ model, modelsDirectory, workerPath, workerCount: 1 })
  const library = await openPipeline(input)
  await embedder.ready()
  const contestants = [
    { name: 'bare ONNX session, 1 thread', embedAll: () => bare.runAll() },
    { name: 'Docent, 1 worker', embedAll: () => embedder.embedPassages(texts).then(() => undefined) },
    { name: `pipeline, batches of ${pipelineBatch}`, embedAll: () => library.embedIn(pipelineBatch) },
    { name: 'pipeline, one by one', embedAll: () => library.embedIn(1) },
  ]
  try {
    const turns = await alternateTurns(contestants, texts.length, rounds, onRound)
    return formatTurns(
      contestants.map(({ name }) => name),
      turns,
    )
  } finally {
    await Promise.all([embedder.close(), bare.close(), library.close()])
  }
}

async function openPipeline({ model, modelsDirectory, texts }: SpeedInput) {
  env.allowRemoteModels = false
  env.localModelPath = `${modelsDirectory}/`
  const embed = await pipeline('feature-extraction', model.id, { dtype: model.weights, local_files_only: true })
  return {
    embedIn: async (batch: number) => {
      for (let start = 0; start < texts.length; start += batch) await embed(texts.slice(start, start + batch), { pooling: 'mean', normalize: true })
    },
    close: () => embed.dispose(),
  }
}

function formatTurns(names: string[], turns: Turn[][]): string {
  const base = turns[0] ?? []
  const rows = turns.map((own, index) => {
    const speeds = own.map(({ textsPerSecond }) => textsPerSecond)
    const cpuTimes = own.map(({ cpuPerText }) => cpuPerText)
    const cells = [quantile(speeds, 0.5).toFixed(1), Math.max(...speeds).toFixed(1), quantile(cpuTimes, 0.5).toFixed(1)]
    const ratios = [medianRatio(own, base, (turn) => turn.textsPerSecond), medianRatio(own, base, (turn) => turn.cpuPerText)]
    return `| ${[names[index] ?? '', ...cells, ...ratios.map((ratio) => ratio.toFixed(2))].join(' | ')} |`
  })
  return [
    '| embedder | texts/s, median | texts/s, best | CPU ms a text | texts/s against bare | CPU against bare |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}
