// The command `npm run eval:answers`: how often the answers made of quotes hold the gold answer, and how often it is what they set in bold.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type AnswerModels, answerModels } from '@/lib/answer/quotes/choice/answer-models'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { readDataSet } from '../data-set'
import { EvaluationRig } from '../evaluation-rig'
import { type AnswersRow, formatAnswersReport } from './answers-report'
import { type AskedQuestion, askAll } from './asked-question'
import { fitSentences, fitSpans } from './fit-answer-models'
import { measureQuotedAnswers } from './measure-quoted-answers'
import { type FittedModels, writeWeights } from './write-weights'

const usage = `Usage: npm run eval:answers -- [--sets korquad,xquad] [--model <id>] [--limit <questions a set>] [--data <folder>] [--fit]
  --sets   which sets; both by default
  --model  the embedding model, as \`npm run models\` names it; EMBEDDING_MODEL, else the default one
  --limit  take that many questions of each set, spread evenly
  --data   the folder with korquad and xquad_en, ../shared/data by default
  --fit    fit the models of sentences and spans anew: on each half of the articles, judged on the other, then on all;
           the weights are written to eval/results/answers`

const sets = [
  { name: 'korquad', folder: 'korquad', language: 'korean' },
  { name: 'xquad', folder: 'xquad_en', language: 'english' },
] as const
type EvaluatedSet = (typeof sets)[number]

async function measureShipped(set: EvaluatedSet, asked: AskedQuestion[], modelId: string): Promise<AnswersRow[]> {
  const halves = [0, 1].map((half) => ({ part: `half ${half + 1}`, questions: asked.filter((one) => one.half === half) }))
  const rows: AnswersRow[] = []
  for (const { part, questions } of [{ part: 'all', questions: asked }, ...halves])
    rows.push({ set: set.name, part, scores: await measureQuotedAnswers(questions, modelId, answerModels) })
  return rows
}

/** Models from one half judged on the other and, for comparison, on their own. */
async function measureCrossed(set: EvaluatedSet, asked: AskedQuestion[], modelId: string): Promise<AnswersRow[]> {
  const rows: AnswersRow[] = []
  for (const half of [0, 1]) {
    const models = modelsFrom(
      set,
      asked.filter((one) => one.half === half),
      modelId,
    )
    for (const judged of [1 - half, half]) {
      const questions = asked.filter((one) => one.half === judged)
      const part = `half ${judged + 1}, models from half ${half + 1}`
      rows.push({ set: set.name, part, scores: await measureQuotedAnswers(questions, modelId, models) })
    }
  }
  return rows
}

function modelsFrom({ language }: EvaluatedSet, asked: AskedQuestion[], modelId: string): AnswerModels {
  const byMeaning = asked.some(({ cosines }) => cosines !== null) ? fitSentences(asked, true) : null
  const byWords = fitSentences(asked, false)
  const spans = fitSpans(asked, byMeaning ?? byWords, byMeaning !== null)
  return {
    sentences: { ...answerModels.sentences, [language]: byWords },
    sentencesByMeaning: byMeaning === null ? {} : { [modelId]: byMeaning },
    spans: { ...answerModels.spans, [language]: spans },
  }
}

function keep(fitted: FittedModels, { language }: EvaluatedSet, models: AnswerModels, modelId: string): void {
  fitted.words[language] = models.sentences[language]
  fitted.spans[language] = models.spans[language]
  if (language === 'english') fitted.meaning.english = models.sentencesByMeaning[modelId]
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      sets: { type: 'string', default: 'korquad,xquad' },
      model: { type: 'string' },
      limit: { type: 'string' },
      data: { type: 'string', default: join('..', 'shared', 'data') },
      fit: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const limit = values.limit === undefined ? null : Number(values.limit)
  if (limit !== null && !(Number.isInteger(limit) && limit > 0)) throw new AppError('invalid_request', `--limit takes a whole number above 0.\n${usage}`)
  return { ...values, limit, names: values.sets.split(',').map((name) => name.trim()) }
}

async function run(): Promise<void> {
  const { names, model, limit, data, fit, help } = readArguments()
  if (help) return console.log(usage)
  const settings = readSettings()
  const rig = await EvaluationRig.start({ ...settings, embeddingModelId: model ?? settings.embeddingModelId }, join('eval', 'results', 'cache'))
  const rows: AnswersRow[] = []
  const fitted: FittedModels = { words: {}, meaning: { modelId: rig.model.id }, spans: {} }
  try {
    for (const set of sets.filter(({ name }) => names.includes(name))) {
      const found = await readDataSet(join(resolve(data), set.folder), set.name, limit)
      if (found === null) {
        console.log(`${set.name}: skipped, there is no ${set.folder} in ${resolve(data)}`)
        continue
      }
      const corpus = await rig.load(set.name, found.documents, () => undefined)
      const asked = await askAll(found, corpus)
      rows.push(...(fit ? await measureCrossed(set, asked, rig.model.id) : await measureShipped(set, asked, rig.model.id)))
      if (fit) keep(fitted, set, modelsFrom(set, asked, rig.model.id), rig.model.id)
    }
  } finally {
    await rig.close()
  }
  console.log(`\n${formatAnswersReport(rows)}`)
  if (fit) await writeWeights(join('eval', 'results', 'answers'), fitted)
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
