// The command `npm run eval:checks`: fits the check of an answer's sentences, and prints it with its precision and recall.
import { mkdir, writeFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { openEntailmentJudge } from '@/lib/models/entailment/open-entailment-judge'
import { verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { CachedEmbedder } from '../cached-embedder'
import { readDataSet } from '../data-set'
import { checksReport } from './checks-report'
import type { ClaimPair } from './claim-pair'
import { measurePairs } from './measure-pairs'
import { readMixedPairs } from './mixed-pairs'
import { readQuestionPairs } from './question-pairs'
import { readJudgedPairs } from './read-judged-pairs'
import { readScifactPairs } from './scifact-pairs'

const usage = `Usage: npm run eval:checks -- [--model <id>] [--data <folder>] [--judged <file.jsonl>] [--limit <questions a set>] [--save <file.json>]
  --model   the embedding model, as \`npm run models\` names it
  --data    the folder with scifact, xquad_en, korquad and nomiracl_en, ../shared/data by default
  --judged  sentences that people have judged, one JSON object a line: {"sentence", "references": [text, ...], "attributable": true|false};
            the shipped check is measured on them and nothing is fitted
  --limit   take that many questions of XQuAD, KorQuAD and NoMIRACL each, 400 by default
  --save    write every pair with its measures to this file`

async function run(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { model: text, data: text, judged: text, limit: text, save: text, help: { type: 'boolean' } } })
  if (values.help) return console.log(usage)
  const data = resolve(values.data ?? join('..', 'shared', 'data'))
  const pairs = values.judged === undefined ? await readSharedPairs(data, Number(values.limit ?? 400)) : await readJudgedPairs(resolve(values.judged))
  if (pairs.length === 0) return console.log(`There is nothing to measure in ${data}.`)
  const embedder = await openEmbedder(values.model)
  const { modelsDirectory, workersDirectory, entailmentModelId } = readSettings()
  const judge = await openEntailmentJudge({ modelsDirectory, entailmentModelId, workerPath: join(workersDirectory, 'pair-worker.mjs') })
  try {
    const measured = await measurePairs(pairs, embedder, judge)
    if (values.save !== undefined)
      await writeFile(
        values.save,
        JSON.stringify(measured.map(({ pair: { passages: _, ...pair }, features, passageCosine }) => ({ ...pair, features, passageCosine }))),
      )
    console.log(checksReport(embedder.model.id, measured, { fits: values.judged === undefined }))
  } finally {
    await judge?.close()
    await embedder.close()
  }
}

async function readSharedPairs(data: string, limit: number): Promise<ClaimPair[]> {
  if (!(Number.isInteger(limit) && limit > 0)) throw new AppError('invalid_request', `--limit takes a whole number above 0.\n${usage}`)
  const read = (folder: string, name: string) => readDataSet(join(data, folder), name, limit)
  const [questions, korean, pools] = await Promise.all([read('xquad_en', 'xquad'), read('korquad', 'korquad'), read('nomiracl_en', 'nomiracl')])
  const ofQuestions = [questions, korean].flatMap((set) => (set === null ? [] : readQuestionPairs(set)))
  return [...(await readScifactPairs(join(data, 'scifact'))), ...ofQuestions, ...(pools === null ? [] : readMixedPairs(pools))]
}

async function openEmbedder(modelId: string | undefined): Promise<CachedEmbedder> {
  const settings = readSettings()
  const model = findModel(modelId ?? settings.embeddingModelId ?? defaultModelId)
  await verifyModelFiles(settings.modelsDirectory, model)
  const workerPath = join(settings.workersDirectory, 'embed-worker.mjs')
  const inner = new TransformersEmbedder({ model, modelsDirectory: settings.modelsDirectory, workerPath, workerCount: availableParallelism() })
  const folder = join('eval', 'results', 'cache')
  await mkdir(folder, { recursive: true })
  return CachedEmbedder.open(inner, join(folder, `${model.slug}.checks.vectors`))
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
