// The command `npm run bench`: how fast searches are in collections of growing size, how exact, and what they take.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { formatBench } from './bench-report'
import { type BenchResult, benchBars, missedBars, type SizeResult, stageNames } from './bench-result'
import { openBenchRig } from './bench-rig'
import { drawLatencyChart } from './latency-chart'
import type { Stage } from './measure-latency'
import { measureSizes } from './measure-sizes'

const usage = `Usage: npm run bench -- [--sizes 1000,10000,100000,1000000] [--queries <n>] [--data <folder>] [--directory <folder>] [--untuned] [--beside <result>] [--write]
  --sizes      numbers of chunks, rising; 1,000, 10,000 and 100,000 by default. A million takes about 8 GB of disk and an hour
  --queries    questions of each language; 300 by default
  --data       the folder with the sets, ../shared/data by default
  --directory  where Qdrant keeps its files meanwhile; a temporary folder by default
  --untuned    leaves the collection's settings as the server makes them, to see what tuning brings; writes no document
  --beside     a result in eval/results of an earlier run, whose other sizes are put into the report
  --write      also write docs/bench.md and docs/bench.svg`

const resultsFolder = join('eval', 'results')
const drawnStages: Stage[] = ['embed', 'dense', 'lexical', 'hybrid', 'search', 'korean']

function readArguments() {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '1000,10000,100000' },
      queries: { type: 'string', default: '300' },
      data: { type: 'string', default: join('..', 'shared', 'data') },
      directory: { type: 'string', default: tmpdir() },
      untuned: { type: 'boolean', default: false },
      beside: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const sizes = values.sizes.split(',').map(readCount)
  if (sizes.some((size, index) => size <= (sizes[index - 1] ?? 0))) throw new AppError('invalid_request', `The sizes must rise.\n${usage}`)
  return {
    sizes,
    questionCount: readCount(values.queries),
    dataFolder: resolve(values.data),
    parent: resolve(values.directory),
    tunes: !values.untuned,
    besidePath: values.beside ?? null,
    writes: values.write && !values.untuned,
    asksForHelp: values.help,
  }
}

function readCount(value: string): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1) throw new AppError('invalid_request', `"${value}" is not a whole number above 0.\n${usage}`)
  return count
}

function drawChart({ sizes }: BenchResult): string {
  return drawLatencyChart({
    title: 'Search latency, 95th percentile',
    positions: sizes.map(({ chunks }) => chunks),
    lines: drawnStages.map((stage) => ({ name: stageNames[stage], values: sizes.map(({ latencies }) => latencies[stage].p95) })),
    bar: { value: benchBars.hybridP95, label: `bar for hybrid at ${benchBars.chunks.toLocaleString('en-US')}: ${benchBars.hybridP95} ms` },
  })
}

/** A million chunks take an hour, and the small sizes a quiet machine: they need not be measured in one run. */
async function readOtherSizes(path: string | null, measured: number[]): Promise<SizeResult[]> {
  if (path === null) return []
  const { sizes } = JSON.parse(await readFile(path, 'utf8')) as BenchResult
  return sizes.filter(({ chunks }) => !measured.includes(chunks))
}

async function writeResults(result: BenchResult, writesDocuments: boolean): Promise<void> {
  await mkdir(resultsFolder, { recursive: true })
  await writeFile(join(resultsFolder, `bench-${result.date}.json`), `${JSON.stringify(result, null, 2)}\n`)
  if (!writesDocuments) return
  await writeFile(join('docs', 'bench.md'), formatBench(result))
  await writeFile(join('docs', 'bench.svg'), drawChart(result))
}

async function run(): Promise<void> {
  const { sizes, questionCount, dataFolder, parent, tunes, besidePath, writes, asksForHelp } = readArguments()
  if (asksForHelp) return console.log(usage)
  const others = await readOtherSizes(besidePath, sizes)
  const directory = await mkdtemp(join(parent, 'docent-bench-'))
  try {
    const rig = await openBenchRig({
      settings: readSettings(),
      directory,
      cacheFolder: join(resultsFolder, 'cache'),
      dataFolder,
      questionCount,
      log: console.log,
    })
    if (rig === null) return console.log(`skipped: SciFact, KorQuAD and NoMIRACL are not in ${dataFolder}`)
    const result: BenchResult = {
      date: new Date().toISOString().slice(0, 10),
      modelId: rig.model.id,
      serverVersion: (await rig.client.versionInfo()).version,
      cores: availableParallelism(),
      questions: questionCount,
      realChunks: Math.min(rig.corpus.chunks.length, sizes.at(-1) ?? 0),
      sizes: others,
    }
    try {
      // After each size, so that an hour of indexing that breaks off has not lost the sizes before.
      for await (const size of measureSizes(rig, sizes, { tunes, log: console.log })) {
        result.sizes = [...result.sizes, size].sort((left, right) => left.chunks - right.chunks)
        await writeResults(result, writes)
      }
    } finally {
      await rig.close()
    }
    console.log(`\n${formatBench(result)}`)
    if (missedBars(result).length > 0) process.exitCode = 1
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
