// The command `npm run eval:throughput`: how fast files become searchable, against the fastest that this machine could embed the same
// texts and against the usual way of embedding them. All three take turns in one run, in rounds, as other work on the machine would
// favour whoever runs in a quiet moment:
// - Docent: a share of the files, drawn at random, from the first byte taken to the last document ready, everything included
// - the bare ONNX session: texts drawn at random from those that Docent has just embedded, by their numbers of tokens alone, on as many
//   threads as there are cores
// - the pipeline of transformers.js with its defaults, in batches of 25: a part of that sample, cut to the tokens that Docent's
//   embedder reads, so that both read the same
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { AppError } from '@/lib/domain/app-error'
import { measureThroughput } from './measure-throughput'
import { formatThroughput, throughputBars } from './throughput-report'
import { unpackArchives } from './unpack-archives'

const usage = `Usage: npm run eval:throughput -- [--data <folder>] [--files <n>] [--rounds <n>] [--sample <n>] [--json <file>]
  --data    the folder with the tar.gz archives, ../shared/data/throughput by default
  --files   so many files, drawn at random with a fixed seed; all by default
  --rounds  in how many rounds the contestants take turns; 12 by default
  --sample  texts that the bare session embeds in a round, the pipeline a quarter; 400 by default
  --json    writes the figures, every turn included, to this file`

function readArguments() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: join('..', 'shared', 'data', 'throughput') },
      files: { type: 'string' },
      rounds: { type: 'string', default: '12' },
      sample: { type: 'string', default: '400' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return {
    folder: resolve(values.data),
    fileLimit: values.files === undefined ? Number.POSITIVE_INFINITY : readCount(values.files),
    rounds: readCount(values.rounds),
    sampleSize: readCount(values.sample),
    jsonPath: values.json,
    asksForHelp: values.help,
  }
}

function readCount(value: string): number {
  const count = Number(value)
  if (!Number.isInteger(count) || count < 1) throw new AppError('invalid_request', `"${value}" is not a whole number above 0.\n${usage}`)
  return count
}

async function run(): Promise<void> {
  const { folder, jsonPath, asksForHelp, ...limits } = readArguments()
  if (asksForHelp) return console.log(usage)
  const directory = await mkdtemp(join(tmpdir(), 'docent-throughput-'))
  try {
    const files = await unpackArchives(folder, join(directory, 'files'))
    if (files.length === 0) return console.log(`skipped: there are no archives in ${folder}`)
    const settings = { ...readSettings(), dataDirectory: join(directory, 'data') }
    const result = await measureThroughput({ settings, files, ...limits, cores: availableParallelism(), log: console.log })
    console.log(`\n${formatThroughput(result)}`)
    if (jsonPath) await writeFile(jsonPath, `${JSON.stringify(result, null, 2)}\n`)
    if (result.againstBare.total < throughputBars.againstBare || result.againstLibrary.total < throughputBars.againstLibrary) process.exitCode = 1
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

run().catch((error: unknown) => {
  console.error(error instanceof AppError ? error.message : error)
  process.exitCode = 1
})
