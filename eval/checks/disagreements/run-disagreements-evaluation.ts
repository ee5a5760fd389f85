// The command `npm run eval:disagreements`: how often an answer made of quotes says that documents do not agree, rightly and wrongly.
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '@/lib/config/settings'
import { askAll } from '../../answers/asked-question'
import { readDataSet } from '../../data-set'
import { EvaluationRig } from '../../evaluation-rig'
import { formatDisagreements, measureDisagreements } from './measure-disagreements'

const usage = `Usage: npm run eval:disagreements -- [--limit <questions a set>] [--data <folder>]
  --limit  take that many questions of each set, spread evenly; 400 by default
  --data   the folder with korquad and xquad_en, ../shared/data by default`

const sets = [
  { name: 'korquad', folder: 'korquad' },
  { name: 'xquad', folder: 'xquad_en' },
]

async function run(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ options: { limit: text, data: text, help: { type: 'boolean' } } })
  if (values.help) return console.log(usage)
  const rig = await EvaluationRig.start(readSettings(), join('eval', 'results', 'cache'))
  const lines: string[] = []
  try {
    for (const { name, folder } of sets) {
      const set = await readDataSet(join(resolve(values.data ?? join('..', 'shared', 'data')), folder), name, Number(values.limit ?? 400))
      if (set === null) lines.push(`| ${name} | skipped, there is no ${folder} | | | |`)
      else lines.push(formatDisagreements(name, await measureDisagreements(await askAll(set, await rig.load(name, set.documents, () => undefined)))))
    }
  } finally {
    await rig.close()
  }
  console.log(['| set | document added | questions | raised | share |', '| --- | --- | --- | --- | --- |', ...lines].join('\n'))
}

run().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
