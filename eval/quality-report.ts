import type { AbstentionScores } from './measure-abstention'
import type { AnswerScores } from './measure-answers'
import type { RetrievalScores } from './metrics'

export interface QualityReport {
  date: string
  modelId: string
  /** Null: all queries. */
  limit: number | null
  retrieval: Array<RetrievalScores & { set: string; documentCount: number; chunkCount: number; queryCount: number }>
  answers: Array<AnswerScores & { set: string }>
  abstention: Array<AbstentionScores & { set: string }>
}

/** The measured tables as Markdown; figures only, what they mean is one line above each. */
export function formatReport(report: QualityReport): string {
  const queries = report.limit === null ? 'all queries' : `${report.limit} queries a set`
  return [
    '# Quality',
    '',
    `Measured ${report.date} with \`npm run eval\` through the app's own chunker, embedder (${report.modelId}), terms and Qdrant; ${queries}.`,
    '',
    '## Finding passages',
    '',
    "Every document is cut into chunks as at ingest; a document's rank is that of its best chunk.",
    '',
    table(
      ['set', 'documents', 'chunks', 'queries', 'nDCG@10', 'recall@10', 'MRR@10'],
      report.retrieval.map((row) => [
        row.set,
        row.documentCount,
        row.chunkCount,
        row.queryCount,
        fixed(row.ndcg),
        fixed(row.recall),
        fixed(row.reciprocalRank),
      ]),
    ),
    '',
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
  ].join('\n')
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
