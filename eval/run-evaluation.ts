// The command `npm run eval`: measures search and answers on public data sets and prints the tables.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { type DataSet, readDataSet } from './data-set'
import { type EvaluatedCorpus, EvaluationRig } from './evaluation-rig'
import { measureForeignCorpus, measurePools, measureWithoutArticle } from './measure-abstention'
import { measureAnswers } from './measure-answers'
import { measureRetrieval } from './measure-retrieval'
import { formatReport, type QualityReport } from './quality-report'

const usage = `Usage: npm run eval -- [--sets scifact,korquad,xquad,nomiracl] [--limit <queries a set>] [--data <folder>] [--write]
  --sets   which sets; all of them by default
  --limit  take that many queries of each set, spread evenly
  --data   the folder with the sets, ../shared/data by default
  --write  also write docs/quality.md`

/** Short names of the sets and their folders. */
const folders = { scifact: 'scifact', korquad: 'korquad', xquad: 'xquad_en', nomiracl: 'nomiracl_en' } as const
type SetName = keyof typeof folders
const resultsFolder = join('eval', 'results')

function readArguments() {
  const { values } = parseArgs({
    options: {
      sets: { type: 'string', default: Object.keys(folders).join(',') },
      limit: { type: 'string' },
      data: { type: 'string', default: join('..', 'shared', 'data') },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const limit = values.limit === undefined ? null : Number(values.limit)
  if (limit !== null && !(Number.isInteger(limit) && limit > 0)) throw new AppError('invalid_request', `--limit takes a whole number above 0.\n${usage}`)
  return { names: values.sets.split(',').map(readSetName), limit, dataFolder: resolve(values.data), writesDocument: values.write, asksForHelp: values.help }
}

function readSetName(name: string): SetName {
  const known = (Object.keys(folders) as SetName[]).find((candidate) => candidate === name.trim())
  if (known === undefined) throw new AppError('invalid_request', `There is no set "${name}".\n${usage}`)
  return known
}

async function readSets(names: SetName[], dataFolder: string, limit: number | null): Promise<DataSet[]> {
  const sets: DataSet[] = []
  for (const name of names) {
    const set = await readDataSet(join(dataFolder, folders[name]), name, limit)
    if (set === null) console.log(`${name}: skipped, there is no ${join(dataFolder, folders[name])}`)
    else sets.push(set)
  }
  return sets
}

async function evaluate(sets: DataSet[], report: QualityReport, rig: EvaluationRig): Promise<void> {
  const corpora = new Map<string, EvaluatedCorpus>()
  for (const set of sets) {
    const started = Date.now()
    const corpus = await rig.load(set.name, set.documents, (done) => showProgress(`${set.name}: ${done} of ${set.documents.length} documents`))
    corpora.set(set.name, corpus)
    await measureSet(set, corpus, report)
    console.log(`\n${set.name}: done in ${Math.round((Date.now() - started) / 1000)} s`)
  }
  const [questions, own, foreign] = [sets.find(({ name }) => name === 'xquad'), corpora.get('xquad'), corpora.get('nomiracl')]
  if (questions && own && foreign) report.abstention.push({ set: 'xquad, on the corpus of nomiracl', ...(await measureForeignCorpus(questions, own, foreign)) })
}

async function measureSet(set: DataSet, corpus: EvaluatedCorpus, report: QualityReport): Promise<void> {
  if (set.relevance.size > 0) {
    const counts = { set: set.name, documentCount: set.documents.length, chunkCount: corpus.chunkCount }
    report.retrieval.push({ ...counts, ...(await measureRetrieval(set, corpus)) })
  }
  if (set.queries.some(({ answers }) => answers.length > 0)) {
    report.answers.push({ set: set.name, ...(await measureAnswers(set, corpus)) })
    report.abstention.push({ set: `${set.name}, article taken out`, ...(await measureWithoutArticle(set, corpus)) })
  }
  if (set.queries.some(({ pool }) => pool.length > 0))
    report.abstention.push({ set: `${set.name}, pools on the subject`, ...(await measurePools(set, corpus)) })
}

function showProgress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${line}`)
}

async function run(): Promise<void> {
  const { names, limit, dataFolder, writesDocument, asksForHelp } = readArguments()
  if (asksForHelp) return console.log(usage)
  const sets = await readSets(names, dataFolder, limit)
  if (sets.length === 0) return console.log('No data set was found; nothing was measured.')
  const settings = readSettings()
  const rig = await EvaluationRig.start(settings, join(resultsFolder, 'cache'))
  const report: QualityReport = { date: new Date().toISOString().slice(0, 10), modelId: rig.model.id, limit, retrieval: [], answers: [], abstention: [] }
  try {
    await evaluate(sets, report, rig)
  } finally {
    await rig.close()
  }
  const markdown = formatReport(report)
  await mkdir(resultsFolder, { recursive: true })
  await writeFile(join(resultsFolder, `${report.date}.md`), markdown)
  if (writesDocument) await writeFile(join('docs', 'quality.md'), markdown)
  console.log(`\n${markdown}`)
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
