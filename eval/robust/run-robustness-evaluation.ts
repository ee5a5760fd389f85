// The command `npm run eval:robust`: uploads every file of the three sets of awkward files to a running app, through its API as any
// program would, and tells what became of each: `ready`, failed with a code, or refused with a code. Meanwhile the app is watched from
// outside: whether its processes live, whether it calls itself healthy, and how much memory each kind of process takes.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { drawSample, seededNumbers } from '../throughput/seeded-sample'
import { listFiles } from './list-files'
import { measureRobustness } from './measure-robustness'
import { formatRobustness } from './robustness-report'

const usage = `Usage: npm run eval:robust -- [--data <folder>] [--only <set>] [--limit <n>] [--hang-minutes <n>] [--json <file>]
  --data          the folder with robust_pdf, office_real and encodings, or any folder of files; ../shared/data by default
  --only          one of the three sets
  --limit         so many files, drawn at random with a fixed seed; all by default
  --hang-minutes  a document that is in work for longer hangs; 10 by default
  --json          where the whole report goes; eval/results/robust.json by default`

const seed = 20_261_122

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: join('..', 'shared', 'data') },
      only: { type: 'string' },
      limit: { type: 'string', default: 'Infinity' },
      'hang-minutes': { type: 'string', default: '10' },
      json: { type: 'string', default: join('eval', 'results', 'robust.json') },
      help: { type: 'boolean', default: false },
    },
  })
  const limit = Number(values.limit)
  const hangMinutes = Number(values['hang-minutes'])
  if (values.help || !(limit > 0) || !(hangMinutes > 0)) return console.log(usage)
  const all = await listFiles(resolve(values.data), values.only ?? null)
  const files = limit < all.length ? drawSample(all, limit, seededNumbers(seed)) : all
  if (files.length === 0) return console.log(`skipped: there are no such files in ${resolve(values.data)}`)
  const directory = await mkdtemp(join(tmpdir(), 'docent-robust-'))
  try {
    const report = await measureRobustness({ dataDirectory: directory, files, hangMinutes, log: (line) => console.log(line) })
    console.log(`\n${formatRobustness(report)}`)
    await mkdir(dirname(values.json), { recursive: true })
    await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`)
    if (report.missedBars.length > 0) process.exitCode = 1
  } finally {
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

run().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
