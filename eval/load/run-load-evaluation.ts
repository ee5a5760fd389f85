// The command `npm run eval:load`: so many people ask a running app at once, each a question that only one document answers; every
// third goes away at the first text and comes back. Prints how long the first text took, what went wrong, and what the memory did.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { percentile } from '@/lib/search/lab/ranking-metrics'
import { AppClient } from '../running-app/app-client'
import { readProcessTree } from '../running-app/process-tree'
import { type StartedApp, startApp } from '../running-app/start-app'
import { askAsPerson, type PersonOutcome } from './ask-person'
import { type InventedThing, inventThings } from './invented-library'

const usage = `Usage: npm run eval:load -- [--people <n>] [--rounds <n>]
  --people  how many ask at once; 50 by default, 100 at most
  --rounds  how often, one after the other; 6 by default
With LLM_BASE_URL and LLM_MODEL set, that language model answers; else answers are quotes.`

const waitMilliseconds = 500
const leavesEvery = 3

interface Round {
  outcomes: PersonOutcome[]
  seconds: number
  serverMegabytes: number
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { people: { type: 'string', default: '50' }, rounds: { type: 'string', default: '6' }, help: { type: 'boolean', default: false } },
  })
  const people = Math.min(100, Number(values.people))
  const rounds = Number(values.rounds)
  if (values.help || !(people > 0) || !(rounds > 0)) {
    console.log(usage)
    return
  }
  const directory = await mkdtemp(join(tmpdir(), 'docent-load-'))
  const app = await startApp(directory)
  try {
    const things = inventThings(people)
    await fillLibrary(new AppClient(app.url), things)
    // One question first, so that the measurement is of a server that has answered before.
    await Promise.all(things.slice(0, 1).map((thing) => askAsPerson(app.url, thing, false)))
    const before = serverMegabytes(app)
    const done: Round[] = []
    for (let round = 0; round < rounds; round += 1) done.push(await askAtOnce(app, things))
    report(before, done)
  } finally {
    await app.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function fillLibrary(client: AppClient, things: InventedThing[]): Promise<void> {
  const answer = await client.upload(things.map(({ source, text }) => ({ name: source, bytes: new TextEncoder().encode(text) })))
  if ('refused' in answer) throw new Error(`the documents were refused: ${answer.refused}`)
  for (;;) {
    const { queued, processing, ready } = await client.readCounts()
    if (queued === 0 && processing === 0 && ready === things.length) return
    if (queued === 0 && processing === 0) throw new Error(`${ready} of ${things.length} documents are ready`)
    await sleep(waitMilliseconds)
  }
}

async function askAtOnce(app: StartedApp, things: InventedThing[]): Promise<Round> {
  const started = performance.now()
  const outcomes = await Promise.all(things.map((thing, index) => askAsPerson(app.url, thing, index % leavesEvery === 0)))
  return { outcomes, seconds: (performance.now() - started) / 1000, serverMegabytes: serverMegabytes(app) }
}

/** Zero where the system does not tell. */
function serverMegabytes(app: StartedApp): number {
  const bytes = readProcessTree(app.pid).filter(({ kind }) => kind === 'server')
  return bytes.reduce((sum, { residentBytes }) => sum + residentBytes, 0) / 1_048_576
}

function report(before: number, rounds: Round[]): void {
  console.log(`Memory of the web server before: ${before.toFixed(0)} MB\n`)
  console.log('| round | asked | answered right | first text p50 | p95 | all done | memory after |\n| --- | --- | --- | --- | --- | --- | --- |')
  for (const [index, { outcomes, seconds, serverMegabytes: megabytes }] of rounds.entries()) {
    const first = outcomes.flatMap(({ firstTextMilliseconds }) => firstTextMilliseconds ?? [])
    const right = outcomes.filter(({ faults }) => faults.length === 0).length
    const times = [percentile(first, 0.5), percentile(first, 0.95)].map((milliseconds) => `${milliseconds.toFixed(0)} ms`)
    console.log(`| ${index + 1} | ${outcomes.length} | ${right} | ${times.join(' | ')} | ${seconds.toFixed(1)} s | ${megabytes.toFixed(0)} MB |`)
  }
  const faults = rounds.flatMap(({ outcomes }) => outcomes.flatMap((outcome) => outcome.faults))
  if (faults.length === 0) console.log('\nNo error, no answer of another.')
  for (const fault of new Set(faults)) console.log(`\nMISSED ${faults.filter((other) => other === fault).length} times: ${fault}`)
  if (faults.length > 0) process.exitCode = 1
}

await run()
