// The command `npm run eval:pdf`: compares the text read out of PDFs with the same documents as plain text.
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readPdf } from '@/lib/ingest/formats/pdf-reader'
import { compareSequences, type SequenceScore } from './pdf-text/compare-sequences'
import { dropRepeatedTitles } from './pdf-text/drop-repeated-titles'

const usage = `Usage: npm run eval:pdf [-- --data <folder>] [--missing]
  --data     the folder with the folder pdf_truth (name.<language>.pdf beside name.<language>.txt), ../shared/data by default
  --missing  also list the passages of the plain text that were not found in the PDF`

const bar = 0.975

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join('..', 'shared', 'data') },
    missing: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(usage)
else await measure(resolve(values.data, 'pdf_truth'), values.missing)

async function measure(folder: string, listsMissing: boolean): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.\w{2}\.pdf$/.test(name)).sort()
  if (names.length === 0) return console.log(`skipped: there is no ${folder}`)
  console.log(
    '| file | pages | seconds | recall | precision | recall without lists of titles that only the plain text has |\n| --- | --- | --- | --- | --- | --- |',
  )
  const scores: SequenceScore[] = []
  for (const name of names) {
    const start = performance.now()
    const document = await readPdf(await readFile(join(folder, name)))
    const seconds = (performance.now() - start) / 1000
    const truth = await readFile(join(folder, name.replace(/pdf$/, 'txt')), 'utf8')
    const language = /\.(\w{2})\.pdf$/.exec(name)?.[1] ?? 'en'
    const score = compareSequences(document.text, truth, language)
    const printed = compareSequences(document.text, dropRepeatedTitles(truth), language)
    scores.push(score)
    console.log(
      `| ${name} | ${document.pages.length} | ${seconds.toFixed(1)} | ${score.recall.toFixed(4)} | ${score.precision.toFixed(4)} | ${printed.recall.toFixed(4)} |`,
    )
    if (listsMissing) for (const passage of score.missing) console.log(`missing: ${passage}`)
  }
  const isReached = scores.every(({ recall, precision }) => recall >= bar && precision >= bar)
  console.log(`${isReached ? 'reached' : 'missed'}: recall and precision of at least ${bar} in every file`)
  if (!isReached) process.exitCode = 1
}
