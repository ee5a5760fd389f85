// The command `npm run eval:encodings`: decodes files whose encoding is the name of their folder, and counts what became of them.
import { spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '@/lib/domain/app-error'
import { decodeText, textEncoding } from '@/lib/ingest/text/decode-text'

const usage = `Usage: npm run eval:encodings [-- --data <folder>] [--undeclared]
  --data        the folder with the folder encodings, ../shared/data by default
  --undeclared  ignore what the files say of their own encoding`

type Outcome = 'exact' | 'refused' | 'wrong'

/** Characters that the web's tables and the older ones give the same code, look the same, and are no mojibake of each other. */
const variants: [RegExp, string][] = [
  [/[～〜∼‾]/g, '~'],
  [/[₩¥]/g, '\\'],
  [/[－−]/g, '-'],
  [/[—―─]/g, '—'],
  [/[∥‖]/g, '‖'],
  [/[￠¢]/g, '¢'],
  [/[￡£]/g, '£'],
  [/[￢¬]/g, '¬'],
  [/[／∕]/g, '/'],
  [/[·・]/g, '·'],
]

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: join('..', 'shared', 'data') },
    undeclared: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(usage)
else await measure(resolve(values.data, 'encodings'), values.undeclared)

async function measure(folder: string, isUndeclared: boolean): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  if (names.length === 0) return console.log(`skipped: there is no ${folder}`)
  const rows: [string, Record<Outcome, number>][] = []
  for (const name of names.sort()) rows.push([name, await measureFolder(join(folder, name), name, isUndeclared)])
  const total = sum(rows.map(([, counts]) => counts))
  console.log(`| encoding | files | exact | refused | wrong |\n| --- | --- | --- | --- | --- |`)
  for (const [name, counts] of [...rows, ['all', total] as const]) {
    console.log(`| ${name} | ${counts.exact + counts.refused + counts.wrong} | ${counts.exact} | ${counts.refused} | ${counts.wrong} |`)
  }
  console.log(`exact: ${((total.exact / (total.exact + total.refused + total.wrong)) * 100).toFixed(1)} % (bar: 95), wrong: ${total.wrong} (bar: 0)`)
}

async function measureFolder(folder: string, encoding: string, isUndeclared: boolean): Promise<Record<Outcome, number>> {
  const counts = { exact: 0, refused: 0, wrong: 0 }
  for (const file of (await readdir(folder)).sort()) {
    const bytes = await readFile(join(folder, file))
    const outcome = judge(bytes, decodeBySystem(bytes, encoding), isUndeclared)
    counts[outcome] += 1
    if (outcome !== 'exact') console.log(`${outcome}: ${encoding}/${file} as ${textEncoding(bytes) ?? 'none'}`)
  }
  return counts
}

function judge(bytes: Uint8Array, truth: string, isUndeclared: boolean): Outcome {
  try {
    const text = isUndeclared ? decodeText(bytes, null) : decodeText(bytes)
    return foldVariants(text) === foldVariants(truth) ? 'exact' : 'wrong'
  } catch (error) {
    if (error instanceof AppError && error.code === 'undecodable_text') return 'refused'
    throw error
  }
}

/** The system's own converter: other tables and other code than the ones being measured. */
function decodeBySystem(bytes: Uint8Array, encoding: string): string {
  const name = { 'utf-8-sig': 'utf-8', gb2312: 'gb18030' }[encoding] ?? encoding
  const { status, stdout, error } = spawnSync('iconv', ['-f', name.toUpperCase(), '-t', 'UTF-8'], { input: bytes, maxBuffer: 256 * 1024 ** 2 })
  if (status !== 0) throw new AppError('internal_error', `The program iconv is needed for the true texts and could not read ${encoding}`, { cause: error })
  return stdout.toString('utf8').replace(/^\uFEFF/, '')
}

function foldVariants(text: string): string {
  return variants.reduce((folded, [pattern, plain]) => folded.replace(pattern, plain), text)
}

function sum(parts: Record<Outcome, number>[]): Record<Outcome, number> {
  return parts.reduce((total, part) => ({ exact: total.exact + part.exact, refused: total.refused + part.refused, wrong: total.wrong + part.wrong }), {
    exact: 0,
    refused: 0,
    wrong: 0,
  })
}
