import type { AbstentionScores } from './measure-abstention'
import type { AnswerScores } from './measure-answers'
import type { MeasuredRetrieval } from './measure-retrieval'
import type { MixedScores } from './retrieval/measure-mixed'
import { publishedFigures } from './retrieval/published-figures'

export interface QualityReport {
  date: string
  modelId: string
  /** Names and versions of what the figures depend on. */
  versions: string[]
  /** Null: all queries. */
  limit: number | null
  retrieval: Array<MeasuredRetrieval & { set: string; documentCount: number; chunkCount: number }>
  mixed: MixedScores[]
  answers: Array<AnswerScores & { set: string }>
  abstention: Array<AbstentionScores & { set: string }>
}

/** The measured tables as Markdown; figures only, what they mean is one line above each. */
export function formatReport(report: QualityReport): string {
  const queries = report.limit === null ? 'all queries' : `${report.limit} queries a set`
  return [
    '# Quality',
    '',
    `Measured ${report.date} with \`npm run eval\` through the app's own chunker, embedder (${report.modelId}), terms and Qdrant; ${queries}. ${report.versions.join(', ')}.`,
    '',
    '## Finding passages',
    '',
    "Every document is cut into chunks as at ingest; a document's rank is that of its best chunk. A search leaves out near copies of better passages; the last column is of the ranking before that.",
    '',
    table(
      ['set', 'documents', 'chunks', 'queries', 'nDCG@10', 'recall@10', 'MRR@10', 'nDCG@10 with near copies'],
      report.retrieval.map((row) => [
        row.set,
        row.documentCount,
        row.chunkCount,
        row.queryCount,
        fixed(row.ndcg),
        fixed(row.recall),
        fixed(row.reciprocalRank),
        fixed(row.ndcgWithCopies),
      ]),
    ),
    '',
    ...besidePublished(report),
    ...mixedCollections(report.mixed),
    ...(report.answers.length === 0 ? [] : answersAndRefusals(report)),
  ].join('\n')
}

function answersAndRefusals(report: QualityReport): string[] {
  return [
    '## Answers without a language model',
    '',
    'Hit: the gold answer stands in the quotes shown. Exact: every citation is the very slice of the document that is shown.',
    '',
    table(
      ['set', 'questions', 'hit', 'exact', 'quotes shown', 'refused'],
      report.answers.map((row) => [row.set, row.queryCount, percent(row.hitRate), percent(row.exactRate), row.meanQuotes.toFixed(1), percent(row.refusedRate)]),
    ),
    '',
    '## Saying "not found"',
    '',
    'Wrongly refused: of answerable questions. Rightly refused: of questions that the passages do not answer. AUC .5 is a coin.',
    '',
    table(
      ['set', 'answerable', 'unanswerable', 'wrongly refused', 'rightly refused', 'AUC'],
      report.abstention.map((row) => [
        row.set,
        row.answerableCount,
        row.unanswerableCount,
        percent(row.wronglyRefused),
        percent(row.rightlyRefused),
        fixed(row.areaUnderCurve),
      ]),
    ),
    '',
  ]
}

/** Sets of questions on one corpus are named after it: "scifact test". */
function besidePublished({ retrieval, modelId }: QualityReport): string[] {
  const rows = retrieval.flatMap(({ set, ndcg, queryCount }) => {
    const published = publishedFigures.filter((figure) => figure.set === set.split(' ')[0])
    if (published.length === 0) return []
    const ours = [set, `Docent, ${modelId}, hybrid`, fixed(ndcg), `this page, ${queryCount} questions`]
    return [ours, ...published.map(({ system, ndcg: figure, source }) => [set, system, fixed(figure), source])]
  })
  if (rows.length === 0) return []
  return [
    '## Beside published figures',
    '',
    "Theirs are of the dense search of a model alone, on SciFact's 300 test questions and all 5,774 of KorQuAD dev; which questions ours are of, the table above says.",
    '',
    table(['set', 'system', 'nDCG@10', 'source'], rows),
    '',
  ]
}

function mixedCollections(mixed: MixedScores[]): string[] {
  if (mixed.length === 0) return []
  return [
    '## Korean and English in one collection',
    '',
    'nDCG@10 of the same questions on their own documents alone, and with the documents of both sets in one collection.',
    '',
    table(
      ['collection', 'questions', 'separate', 'mixed', 'loss'],
      mixed.map((row) => [row.corpus.join(' + '), row.questions, fixed(row.separate), fixed(row.mixed), fixed(row.separate - row.mixed)]),
    ),
    '',
  ]
}

function table(head: string[], rows: Array<Array<string | number>>): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function fixed(value: number): string {
  return value.toFixed(3)
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`
}
