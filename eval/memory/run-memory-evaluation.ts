// The command `npm run eval:memory`: feeds PDFs of so many pages to a running app, all at once, and prints the most memory that each
// kind of its processes ever took. Copies of a PDF differ in a comment behind their end, so that none is recognised as the same file.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { AppClient, type AppDocument } from '../running-app/app-client'
import { AppWatch, formatProcesses } from '../running-app/app-watch'
import { startApp } from '../running-app/start-app'

const usage = `Usage: npm run eval:memory -- [--pages <n>] [--data <folder>]
  --pages  how many pages at least; 2000 by default
  --data   the folder with pdf_truth and ko_pdf, or any folder of PDFs; ../shared/data by default`

const folders = ['pdf_truth', 'ko_pdf']
const waitMilliseconds = 1_000

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '2000' },
      data: { type: 'string', default: join('..', 'shared', 'data') },
      help: { type: 'boolean', default: false },
    },
  })
  const pages = Number(values.pages)
  if (values.help || !(pages > 0)) return console.log(usage)
  const originals = await listPdfs(resolve(values.data))
  if (originals.length === 0) return console.log(`skipped: there are no PDFs in ${resolve(values.data)}`)
  const directory = await mkdtemp(join(tmpdir(), 'docent-memory-'))
  const app = await startApp(directory)
  try {
    const client = new AppClient(app.url)
    const watch = new AppWatch(app, client)
    const started = performance.now()
    const documents = await ingestPages(client, originals, pages)
    const seconds = (performance.now() - started) / 1000
    const report = await watch.stop()
    const ready = documents.filter(({ status }) => status === 'ready')
    const chunks = ready.reduce((sum, document) => sum + document.chunk_count, 0)
    console.log(`${pagesOf(ready)} pages in ${ready.length} PDFs, ${chunks} chunks, ${seconds.toFixed(0)} s\n\n${formatProcesses(report)}`)
    const isSound = ready.length === documents.length && report.deaths.length === 0
    if (!isSound) console.log(`MISSED: ${documents.length - ready.length} PDFs are not ready, ended: ${report.deaths.join(', ') || 'nothing'}`)
    if (!isSound) process.exitCode = 1
  } finally {
    await app.stop()
    await rm(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function listPdfs(folder: string): Promise<string[]> {
  const lists = await Promise.all([folder, ...folders.map((name) => join(folder, name))].map((one) => pdfsIn(one)))
  return lists.flat()
}

async function pdfsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith('.pdf'))
    .sort()
    .map((name) => join(folder, name))
}

/** One round of all PDFs tells how many pages they have; the rest follows in one go. */
async function ingestPages(client: AppClient, originals: string[], pages: number): Promise<AppDocument[]> {
  await uploadCopies(client, originals, 1)
  const first = await waitUntilSettled(client)
  const perRound = pagesOf(first)
  if (perRound === 0) throw new Error('none of the PDFs could be read')
  for (let round = 2; (round - 1) * perRound < pages; round += 1) await uploadCopies(client, originals, round)
  return waitUntilSettled(client)
}

async function uploadCopies(client: AppClient, originals: string[], round: number): Promise<void> {
  for (const path of originals) {
    const bytes = Buffer.concat([await readFile(path), Buffer.from(`\n% copy ${round}\n`)])
    const answer = await client.upload([{ name: `copy-${round}/${basename(path)}`, bytes }])
    if ('refused' in answer) throw new Error(`${basename(path)} was refused: ${answer.refused}`)
  }
}

async function waitUntilSettled(client: AppClient): Promise<AppDocument[]> {
  for (;;) {
    const { queued, processing } = await client.readCounts()
    if (queued + processing === 0) return client.listDocuments()
    await sleep(waitMilliseconds)
  }
}

function pagesOf(documents: AppDocument[]): number {
  return documents.reduce((sum, { page_count }) => sum + (page_count ?? 0), 0)
}

run().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
