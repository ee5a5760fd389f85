// The command `npm run eval:embedding`: how fast this machine embeds, how much of that is lost around the ONNX session,
// and what a second worker brings. The contestants take turns, as other work on the machine would favour whoever runs
// alone in a quiet moment; CPU time a text and the ratios hold still where texts a second do not.
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { loadTokenCounter } from '@/lib/models/huggingface-token-counter'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { measureSingleThread } from './embedding-speed/measure-single-thread'
import { measureWorkerCounts } from './embedding-speed/measure-worker-counts'
import { readSampleTexts } from './embedding-speed/sample-texts'

const usage = `Usage: npm run eval:embedding -- [--rounds <n>] [--texts <n>] [--tokens <n>] [--workers 1,2]
  --rounds   how often each embeds all the texts; 7 by default
  --texts    how many texts; 25 by default
  --tokens   about how long they are; 214 by default
  --workers  the numbers of workers to compare; 1,2 by default`

function readArguments() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '7' },
      texts: { type: 'string', default: '25' },
      tokens: { type: 'string', default: '214' },
      workers: { type: 'string', default: '1,2' },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    rounds: readCount(values.rounds),
    textCount: readCount(values.texts),
    tokens: readCount(values.tokens),
    workerCounts: values.workers.split(',').map(readCount),
    asksForHelp: values.help,
  }
}

function readCount(value: string): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1) throw new AppError('invalid_request', `"${value}" is not a whole number above 0.\n${usage}`)
  return count
}

async function run(): Promise<void> {
  const { rounds, textCount, tokens, workerCounts, asksForHelp } = readArguments()
  if (asksForHelp) return console.log(usage)
  const { modelsDirectory, workersDirectory, embeddingModelId } = readSettings()
  const model = findModel(embeddingModelId ?? defaultModelId)
  const counter = await loadTokenCounter(join(modelsDirectory, model.id))
  const texts = await readSampleTexts(join('tests', 'fixtures', 'documents'), counter, textCount, Math.min(tokens, model.maxTokens))
  const workerPath = join(workersDirectory, 'embed-worker.mjs')
  const input = { model, modelsDirectory, workerPath, counter, texts, rounds, onRound: (done: number) => showProgress(`round ${done} of ${rounds}`) }
  const tokenCount = texts.reduce((sum, text) => sum + counter.count(text) + counter.specialTokens, 0)
  console.log(`${model.id}, ${textCount} texts of ${Math.round(tokenCount / textCount)} tokens, ${rounds} rounds, ${availableParallelism()} cores\n`)
  console.log(`\n${await measureSingleThread(input)}\n`)
  console.log(`\n${await measureWorkerCounts(input, workerCounts)}`)
}

function showProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line}`)
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
