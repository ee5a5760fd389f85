// Everything between a fresh clone and something that can run, in order. Each step looks first whether there is anything to do:
// when there is not, it says nothing, so that a second start is quick and quiet.
import path from 'node:path'
import { buildApp } from './build-app.mjs'
import { installDependencies } from './install-dependencies.mjs'
import { prepareDatabaseClient, prepareModels, prepareWorkers } from './prepare-parts.mjs'
import { projectRoot } from './project-root.mjs'
import { formatSeconds, say } from './report-step.mjs'
import { takeSetupLock } from './setup-lock.mjs'

const allParts = {
  dependencies: () => installDependencies(projectRoot),
  client: () => prepareDatabaseClient(),
  workers: () => prepareWorkers(),
  models: (settings) => prepareModels(settings.modelsDirectory),
  app: (settings) => buildApp(projectRoot, settings.distDirectory),
}

/** Runs the named parts ('dependencies', 'client', 'workers', 'models', 'app'; all when none are named) in the order above, one process at a time. */
export async function prepareProject(settings, parts = Object.keys(allParts)) {
  const started = Date.now()
  const release = await takeSetupLock(path.join(projectRoot, 'dist', 'setup.lock'), {
    onWait: (holder) => say(`Waiting for another start in this folder to finish its set-up${holder ? ` (process ${holder})` : ''} ...`),
  })
  process.once('exit', release)
  try {
    let worked = false
    for (const [name, prepare] of Object.entries(allParts)) {
      if (parts.includes(name)) worked = (await prepare(settings)) || worked
    }
    if (!worked) say(`Everything is in place (${formatSeconds(Date.now() - started)})`)
  } finally {
    process.off('exit', release)
    release()
  }
}
