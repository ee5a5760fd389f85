import { type BenchResult, benchBars, missedBars, type SizeResult, stageNames } from './bench-result'
import { stages } from './measure-latency'
import type { Percentiles } from './percentiles'

/** The page docs/bench.md. */
export function formatBench(result: BenchResult): string {
  const missed = missedBars(result)
  return [
    '# How fast the search is',
    '',
    `Written by \`npm run bench -- --write\` on ${result.date}: ${result.modelId}, Qdrant ${result.serverVersion}, ${result.cores} cores, one question at a time, ${result.questions} questions in each language.`,
    '',
    `The first ${count(result.realChunks)} chunks are real (SciFact, KorQuAD and NoMIRACL, cut and embedded as the app does). Those above are made from them: the vector lies between its original and another chunk, with noise on`,
    'top; every second term and word is replaced with one drawn from the texts of the language, so that common terms stay common. The collection grows from size to size, as a library does.',
    '',
    '![95th percentile of each stage by the number of chunks](bench.svg)',
    '',
    '## Latency in milliseconds: p50 / p95 / p99',
    '',
    ...table(
      ['stage', ...result.sizes.map(({ chunks }) => `${count(chunks)} chunks`)],
      stages.map((stage) => [stageNames[stage], ...result.sizes.map(({ latencies }) => formatPercentiles(latencies[stage]))]),
    ),
    '',
    'English questions are searched on both sides; Korean ones by terms alone, since this model does not serve Korean.',
    '',
    '## Answers, memory and disk',
    '',
    ...table(
      [
        'chunks',
        'recall@10, dense',
        'recall@10, hybrid',
        'resident',
        'without mapped files',
        'peak',
        'limit',
        'disk',
        'loading',
        'indexing after it',
        'segments',
        'settings',
      ],
      result.sizes.map(formatSize),
    ),
    '',
    'Recall: the share of the ten best passages by exact search that the search also finds; for hybrid, of the fused list with an exact dense side. Memory and disk are those of the Qdrant process; pages of mapped files count as resident',
    'while they happen to be in memory, and the system takes them back when it needs them. Limit: what a control group let the whole bench have, mapped files included. Loading counts from the first chunk of the smallest',
    'size of the run and includes making the chunks.',
    '',
    `Bars: at ${count(benchBars.chunks)} chunks hybrid p95 at most ${benchBars.hybridP95} ms with recall@10 of at least ${benchBars.recall}; at ${count(benchBars.largestChunks)} chunks at most 8 GB. ${missed.length === 0 ? 'Those measured here hold.' : `Missed: ${missed.join('; ')}.`}`,
    '',
  ].join('\n')
}

function formatSize(size: SizeResult): string[] {
  const { recall, footprint } = size
  return [
    count(size.chunks),
    recall.dense.toFixed(3),
    recall.hybrid.toFixed(3),
    ...[footprint.resident, footprint.anonymous, footprint.peak].map(formatBytes),
    footprint.limit === null ? 'none' : formatBytes(footprint.limit),
    formatBytes(footprint.disk),
    formatSeconds(size.loadSeconds),
    formatSeconds(size.indexSeconds),
    String(size.segments),
    size.settings,
  ]
}

function table(head: string[], rows: string[][]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
}

function formatPercentiles({ p50, p95, p99 }: Percentiles): string {
  return [p50, p95, p99].map((value) => (value < 10 ? value.toFixed(1) : value.toFixed(0))).join(' / ')
}

function formatBytes(bytes: number): string {
  return bytes < 1024 ** 3 ? `${Math.round(bytes / 1024 ** 2)} MB` : `${(bytes / 1024 ** 3).toFixed(2)} GB`
}

function formatSeconds(seconds: number): string {
  return seconds < 120 ? `${Math.round(seconds)} s` : `${(seconds / 60).toFixed(1)} min`
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}
