// npm start: from whatever state the folder is in to a running app, and back to nothing on Ctrl-C.
// Plain JavaScript without packages up to the install step, because node_modules may be missing.

import { stopOnSignal } from './processes/interruption.mjs'
import { checkPort } from './serve/check-port.mjs'
import { serveApp } from './serve/serve-app.mjs'
import { stopWithParent } from './serve/watch-parent.mjs'
import { checkNodeVersion } from './setup/check-node-version.mjs'
import { runMain } from './setup/clear-error.mjs'
import { prepareProject } from './setup/prepare-project.mjs'
import { loadEnvironmentFile, prepareDataDirectory, readSettings } from './setup/read-settings.mjs'

await runMain(async () => {
  const startedAt = Date.now()
  checkNodeVersion()
  stopWithParent()
  loadEnvironmentFile()
  const settings = readSettings(process.env)
  await checkPort(settings.port, settings.host)
  prepareDataDirectory(settings.dataDirectory)
  const stopListening = stopOnSignal()
  await prepareProject(settings)
  stopListening()
  return serveApp(settings, startedAt)
})
