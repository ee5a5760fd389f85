import type { ChunkingCorpus } from './chunking-data-set'
import type { ChunkingScores } from './measure-chunking'

export interface ChunkingReport {
  date: string
  modelId: string
  corpora: ChunkingCorpus[]
  rows: ChunkingScores[]
}

/** The table as Markdown, with what is needed to read it. */
export function formatChunkingReport({ date, modelId, corpora, rows }: ChunkingReport): string {
  const questionCount = corpora.reduce((sum, { questions }) => sum + questions.length, 0)
  const names = corpora.map(({ name, questions }) => `${name} (${questions.length} questions)`).join(', ')
  const head = ['chunks', 'embedder reads', 'count', 'mean tokens', 'recall', 'precision', 'IoU', ...corpora.map(({ name }) => `recall, ${name}`)]
  return [
    '# Chunking',
    '',
    `Measured ${date} with \`npm run eval:chunking\` on the ${corpora.length} corpora of Chroma's chunking evaluation that are at hand: ${names}.`,
    `All rows have the same tokenizer and embedder (${modelId}), and are searched by cosine alone, in the corpus the question belongs to; the five best chunks are taken.`,
    '',
    'Recall: share of the wanted text that is in those chunks. Precision: share of the chunks, lengths summed, that is wanted. IoU: both, over all that is wanted or taken.',
    `Means over ${questionCount} questions; ± is the standard error.`,
    "The embedder reads no further than its column says; the rows above the model's own limit show what its last positions are worth.",
    '',
    [head, head.map(() => '---'), ...rows.map(cellsOf)].map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    '',
  ].join('\n')
}

function cellsOf(row: ChunkingScores): string[] {
  return [
    row.name,
    String(row.readTokens),
    String(row.chunkCount),
    row.meanTokens.toFixed(0),
    `${percent(row.recall)} ± ${percent(row.recallError)}`,
    percent(row.precision),
    percent(row.intersectionOverUnion),
    ...row.corpusRecall.map(percent),
  ]
}

function percent(value: number): string {
  return (value * 100).toFixed(1)
}
