// The command `npm run eval:questions`: measures what is done to a question and after the ranking, on public data sets.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import type { Passage } from '@/lib/domain/passage'
import type { Generator } from '@/lib/domain/ports/generator'
import { OpenaiGenerator } from '@/lib/models/openai-generator'
import { meanScores, type QueryJudgement } from '@/lib/search/lab/ranking-metrics'
import { parseQuery } from '@/lib/search/query/parse-query'
import { searchExpanded } from '@/lib/search/query/search-expanded'
import { collapseNearDuplicates } from '@/lib/search/ranking/collapse-near-duplicates'
import { spreadOverDocuments } from '@/lib/search/ranking/spread-over-documents'
import { type DataSet, readDataSet } from '../data-set'
import { type EvaluatedCorpus, EvaluationRig } from '../evaluation-rig'
import { disturbances } from './disturb-question'

const usage = `Usage: npm run eval:questions -- [--sets scifact,korquad,xquad] [--limit <questions a set>] [--data <folder>] [--expand multi-query|hypothetical]
  --expand  measure only what a language model's help is worth, with the model that LLM_BASE_URL and LLM_MODEL name`

const folders: Record<string, string> = { scifact: 'scifact', korquad: 'korquad', xquad: 'xquad_en' }
const depth = 60

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join('..', 'shared', 'data') },
    limit: { type: 'string', default: '250' },
    sets: { type: 'string', default: 'xquad,scifact,korquad' },
    expand: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(usage)
else await run()

async function run(): Promise<void> {
  const settings = readSettings()
  const generator = settings.generator && new OpenaiGenerator(settings.generator)
  if (values.expand !== undefined && generator === null) return console.log('--expand needs a language model: set LLM_BASE_URL and LLM_MODEL.')
  const rig = await EvaluationRig.start(settings, join('eval', 'results', 'cache'))
  try {
    for (const name of values.sets.split(',')) {
      const set = await readDataSet(join(resolve(values.data), folders[name] ?? name), name, Number(values.limit))
      if (set === null) {
        console.log(`${name}: skipped, there is no such data`)
        continue
      }
      const corpus = await rig.load(set.name, set.documents, () => undefined)
      if (values.expand !== undefined && generator !== null) await measureExpansion(set, corpus, generator, values.expand)
      else await measureSet(set, corpus)
    }
  } finally {
    await rig.close()
  }
}

async function measureExpansion(set: DataSet, corpus: EvaluatedCorpus, generator: Generator, kind: string): Promise<void> {
  const switches = { multiQuery: kind === 'multi-query', hypotheticalDocument: kind === 'hypothetical' }
  const options = { switches, onError: (error: Error) => console.log(error.message) }
  console.log(`\n## ${set.name}: ${set.queries.length} questions, ${kind} by ${generator.modelName}`)
  console.log(`without: ${await ndcgOf(set, (text) => corpus.search(text, depth))}`)
  const expanded = (query: string) =>
    corpus.searchAs((dependencies, scope) => searchExpanded({ ...dependencies, generator }, scope, { query, topK: depth }, options))
  console.log(`with: ${await ndcgOf(set, expanded)}`)
}

async function measureSet(set: DataSet, corpus: EvaluatedCorpus): Promise<void> {
  const marked = set.queries.filter(({ text }) => parseQuery(text).phrases.length + parseQuery(text).excluded.length > 0)
  console.log(`\n## ${set.name}: ${set.queries.length} questions, ${marked.length} with marks`)
  const script = set.queries.some(({ text }) => /[가-힣]/.test(text)) ? 'ko' : 'en'
  for (const [name, disturb] of disturbances[script]) console.log(`${name}: ${await ndcgOf(set, (text) => corpus.search(disturb(text), depth))}`)
  const rankings = new Map<string, Passage[]>()
  for (const { text } of set.queries) rankings.set(text, await corpus.search(text, depth))
  for (const share of [0.9, 0.8, 0.7, 0.6, 0.5])
    console.log(`near-duplicates, share ${share}: ${await ndcgOf(set, async (text) => collapseNearDuplicates(rankings.get(text) ?? [], text, depth, share))}`)
  const titles = new Map(set.documents.map(({ id, title }) => [id, title]))
  for (const places of [10, 5, 4, 3, 2])
    console.log(`at most ${places} of one article in 10: ${await ndcgOf(set, async (text) => spreadByTitle(rankings.get(text) ?? [], titles, places))}`)
}

/** Every paragraph is a document of its own in these sets; the article it stands in plays the document here. */
function spreadByTitle(ranking: Passage[], titles: Map<string, string>, places: number): Passage[] {
  const documentIds = new Map(ranking.map(({ pointId, documentId }) => [pointId, documentId]))
  const asArticles = ranking.map((passage) => ({ ...passage, documentId: titles.get(passage.documentId) || passage.documentId }))
  return spreadOverDocuments(asArticles, 10, places).map((passage) => ({ ...passage, documentId: documentIds.get(passage.pointId) ?? '' }))
}

async function ndcgOf(set: DataSet, search: (text: string) => Promise<Passage[]>): Promise<string> {
  const judgements: QueryJudgement[] = []
  for (const query of set.queries) {
    const relevant = set.relevance.get(query.id)
    if (relevant === undefined) continue
    const ranking = [...new Set((await search(query.text)).map(({ documentId }) => documentId))].slice(0, 10)
    judgements.push({ ranking, relevant })
  }
  const { ndcg, recall } = meanScores(judgements)
  return `nDCG@10 ${ndcg.toFixed(3)}, recall@10 ${recall.toFixed(3)}`
}
