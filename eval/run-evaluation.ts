// The command `npm run eval`: measures search and answers on public data sets and prints the tables.
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { defaultModelId } from '@/lib/models/model-manifest'
import { type DataSet, readDataSets } from './data-set'
import { type EvaluatedCorpus, EvaluationRig } from './evaluation-rig'
import { measureForeignCorpus, measurePools, measureWithoutArticle } from './measure-abstention'
import { measureAnswers } from './measure-answers'
import { measureRetrieval } from './measure-retrieval'
import { formatReport, type QualityReport } from './quality-report'
import { measureMixed } from './retrieval/measure-mixed'
import { readVersions } from './retrieval/read-versions'

const usage = `Usage: npm run eval -- [--sets scifact,korquad,xquad,nomiracl,aragog] [--model <id>] [--limit <queries a set>] [--data <folder>] [--search-only] [--write]
  --sets   which sets; all of them by default
  --model  the embedding model, as \`npm run models\` names it; EMBEDDING_MODEL, else the default one
  --limit  take that many queries of each set, spread evenly
  --data   the folder with the sets, ../shared/data by default
  --search-only  only the finding of passages, not answers and refusals; not with --write
  --write  also write docs/quality.md (docs/quality-<model>.md for another model than the default one)`

/** Short names of the sets and their folders. */
const folders = { scifact: 'scifact', korquad: 'korquad', xquad: 'xquad_en', nomiracl: 'nomiracl_en', aragog: 'aragog' } as const
type SetName = keyof typeof folders
const resultsFolder = join('eval', 'results')

function readArguments() {
  const { values } = parseArgs({
    options: {
      sets: { type: 'string', default: Object.keys(folders).join(',') },
      model: { type: 'string' },
      limit: { type: 'string' },
      data: { type: 'string', default: join('..', 'shared', 'data') },
      'search-only': { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const limit = values.limit === undefined ? null : Number(values.limit)
  if (limit !== null && !(Number.isInteger(limit) && limit > 0)) throw new AppError('invalid_request', `--limit takes a whole number above 0.\n${usage}`)
  if (values.write && values['search-only']) throw new AppError('invalid_request', `docs/quality.md needs everything measured.\n${usage}`)
  return {
    names: values.sets.split(',').map(readSetName),
    modelId: values.model ?? null,
    limit,
    dataFolder: resolve(values.data),
    isSearchOnly: values['search-only'],
    writesDocument: values.write,
    asksForHelp: values.help,
  }
}

function readSetName(name: string): SetName {
  const known = (Object.keys(folders) as SetName[]).find((candidate) => candidate === name.trim())
  if (known === undefined) throw new AppError('invalid_request', `There is no set "${name}".\n${usage}`)
  return known
}

async function readSets(names: SetName[], dataFolder: string, limit: number | null): Promise<DataSet[]> {
  const sets: DataSet[] = []
  for (const name of names) {
    const found = await readDataSets(join(dataFolder, folders[name]), name, limit)
    if (found.length === 0) console.log(`${name}: skipped, there is no ${join(dataFolder, folders[name])}`)
    sets.push(...found)
  }
  return sets
}

async function evaluate(sets: DataSet[], report: QualityReport, rig: EvaluationRig, isSearchOnly: boolean): Promise<void> {
  const corpora = new Map<string, EvaluatedCorpus>()
  for (const set of sets) {
    const started = Date.now()
    // "scifact test" are other questions on the documents of "scifact".
    const corpusName = set.name.split(' ')[0] ?? set.name
    const corpus =
      corpora.get(corpusName) ??
      (await rig.load(corpusName, set.documents, (done) => showProgress(`${corpusName}: ${done} of ${set.documents.length} documents`)))
    corpora.set(corpusName, corpus)
    await measureSearch(set, corpus, report)
    if (!isSearchOnly) await measureSupport(set, corpus, report)
    console.log(`\n${set.name}: done in ${Math.round((Date.now() - started) / 1000)} s`)
  }
  report.mixed.push(...(await measureMixed(rig, sets, new Map(report.retrieval.map(({ set, ndcg }) => [set, ndcg])))))
  if (isSearchOnly) return
  const [questions, own, foreign] = [sets.find(({ name }) => name === 'xquad'), corpora.get('xquad'), corpora.get('nomiracl')]
  if (questions && own && foreign) report.abstention.push({ set: 'xquad, on the corpus of nomiracl', ...(await measureForeignCorpus(questions, own, foreign)) })
}

async function measureSearch(set: DataSet, corpus: EvaluatedCorpus, report: QualityReport): Promise<void> {
  if (set.relevance.size === 0) return
  const counts = { set: set.name, documentCount: set.documents.length, chunkCount: corpus.chunkCount }
  report.retrieval.push({ ...counts, ...(await measureRetrieval(set, corpus)) })
}

/** What is answered and what is refused, where the set says what is right. */
async function measureSupport(set: DataSet, corpus: EvaluatedCorpus, report: QualityReport): Promise<void> {
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
  const { names, modelId, limit, dataFolder, isSearchOnly, writesDocument, asksForHelp } = readArguments()
  if (asksForHelp) return console.log(usage)
  const sets = await readSets(names, dataFolder, limit)
  if (sets.length === 0) return console.log('No data set was found; nothing was measured.')
  const settings = readSettings()
  const rig = await EvaluationRig.start({ ...settings, embeddingModelId: modelId ?? settings.embeddingModelId }, join(resultsFolder, 'cache'))
  const { id, slug } = rig.model
  const date = new Date().toISOString().slice(0, 10)
  const report: QualityReport = { date, modelId: id, versions: await readVersions(), limit, retrieval: [], mixed: [], answers: [], abstention: [] }
  try {
    await evaluate(sets, report, rig, isSearchOnly)
  } finally {
    await rig.close()
  }
  await save(formatReport(report), { date, suffix: id === defaultModelId ? '' : `-${slug}`, writesDocument })
}

async function save(markdown: string, { date, suffix, writesDocument }: { date: string; suffix: string; writesDocument: boolean }): Promise<void> {
  await mkdir(resultsFolder, { recursive: true })
  await writeFile(join(resultsFolder, `${date}${suffix}.md`), markdown)
  if (writesDocument) await writeFile(join('docs', `quality${suffix}.md`), markdown)
  console.log(`\n${markdown}`)
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
