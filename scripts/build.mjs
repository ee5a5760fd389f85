// npm run build: everything `npm start` prepares, without serving.

import { stopOnSignal } from './processes/interruption.mjs'
import { checkNodeVersion } from './setup/check-node-version.mjs'
import { runMain } from './setup/clear-error.mjs'
import { prepareProject } from './setup/prepare-project.mjs'
import { loadEnvironmentFile, readSettings } from './setup/read-settings.mjs'

await runMain(async () => {
  checkNodeVersion()
  loadEnvironmentFile()
  const stopListening = stopOnSignal()
  await prepareProject(readSettings(process.env))
  stopListening()
})
