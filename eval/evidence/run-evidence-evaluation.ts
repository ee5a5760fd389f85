// The command `npm run eval:evidence`: fits the model that says whether the passages hold an answer, and prints it with its figures.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { readDataSet } from '../data-set'
import { EvaluationRig } from '../evaluation-rig'
import { observePools, observeWithoutArticle } from './collect-observations'
import { formatEvidenceReport } from './evidence-report'
import type { Observation } from './observation'

const usage = `Usage: npm run eval:evidence -- [--model <id>] [--limit <questions a set>] [--data <folder>]
  --model  the embedding model, as \`npm run models\` names it; EMBEDDING_MODEL, else the default one
  --limit  take that many questions of each set, spread evenly; 500 by default
  --data   the folder with nomiracl_en and xquad_en, ../shared/data by default`

const sets = [
  { name: 'nomiracl', folder: 'nomiracl_en', observe: observePools },
  { name: 'xquad', folder: 'xquad_en', observe: observeWithoutArticle },
]

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string' },
      limit: { type: 'string', default: '500' },
      data: { type: 'string', default: join('..', 'shared', 'data') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(usage)
  const limit = Number(values.limit)
  if (!(Number.isInteger(limit) && limit > 0)) throw new AppError('invalid_request', `--limit takes a whole number above 0.\n${usage}`)
  const settings = readSettings()
  const rig = await EvaluationRig.start({ ...settings, embeddingModelId: values.model ?? settings.embeddingModelId }, join('eval', 'results', 'cache'))
  try {
    const observations: Observation[] = []
    for (const { name, folder, observe } of sets) {
      const set = await readDataSet(join(resolve(values.data), folder), name, limit)
      if (set === null) return console.log(`There is no ${folder} in ${resolve(values.data)}; both sets are needed.`)
      const corpus = await rig.load(name, set.documents, () => undefined)
      observations.push(...(await observe(set, corpus)))
      console.log(`${name}: ${set.queries.length} questions observed`)
    }
    console.log(`\n${formatEvidenceReport(rig.model.id, observations)}`)
  } finally {
    await rig.close()
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
