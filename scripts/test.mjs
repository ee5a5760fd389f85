// npm test: prepares the folder as `npm start` does, then runs every test project. Arguments go to Vitest: npm test -- --project unit
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { stopOnSignal } from './processes/interruption.mjs'
import { runForeground } from './processes/run-foreground.mjs'
import { checkNodeVersion } from './setup/check-node-version.mjs'
import { runMain } from './setup/clear-error.mjs'
import { prepareProject } from './setup/prepare-project.mjs'
import { projectRoot } from './setup/project-root.mjs'
import { loadEnvironmentFile, readSettings } from './setup/read-settings.mjs'
import { say } from './setup/report-step.mjs'
import { countTests, describeMissingEndToEnd, leavesOutEndToEnd } from './test/count-tests.mjs'
import { findChromium } from './test/find-chromium.mjs'

await runMain(async () => {
  checkNodeVersion()
  const vitestArguments = process.argv.slice(2)
  const settings = readTestSettings()
  const stopListening = stopOnSignal()
  const parts = ['dependencies', 'client', 'workers', 'models']
  await prepareProject(settings, leavesOutEndToEnd(vitestArguments) ? parts : [...parts, 'app'])
  stopListening()
  const browser = findChromium()
  if (!browser) warnWithoutBrowser()
  return runTests(vitestArguments, { ...process.env, MODELS_DIR: settings.modelsDirectory, DOCENT_BROWSER: browser ?? '' })
})

/** Only folders are taken from a person's settings; tests choose their own ports and must not meet a real LLM or Qdrant. */
function readTestSettings() {
  const before = new Set(Object.keys(process.env))
  loadEnvironmentFile()
  const settings = readSettings({ MODELS_DIR: process.env.MODELS_DIR, DOCENT_DIST_DIR: process.env.DOCENT_DIST_DIR })
  // One model for every run, whatever the machine has installed or could fetch.
  process.env.EMBEDDING_MODEL = 'Xenova/all-MiniLM-L6-v2'
  before.add('EMBEDDING_MODEL')
  for (const name of Object.keys(process.env)) if (!before.has(name) && name !== 'CHROME_PATH') delete process.env[name]
  return settings
}

function warnWithoutBrowser() {
  const reason = process.env.CHROME_PATH ? `CHROME_PATH=${process.env.CHROME_PATH} is not a program` : 'no Chromium was found'
  say(`!!! BROWSER TESTS ARE SKIPPED: ${reason}. Install one (Debian: apt-get install chromium) or set CHROME_PATH. !!!`)
}

async function runTests(vitestArguments, environment) {
  const folder = mkdtempSync(path.join(tmpdir(), 'docent-test-report-'))
  const report = path.join(folder, 'report.json')
  try {
    const vitest = path.join(projectRoot, 'node_modules/vitest/vitest.mjs')
    const code = await runForeground([vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...vitestArguments], {
      cwd: projectRoot,
      env: environment,
    })
    const results = readReport(report)
    const { passed, failed, skipped } = countTests(results)
    const missing = environment.DOCENT_REQUIRE_BROWSER === '1' ? describeMissingEndToEnd(results, Boolean(environment.DOCENT_TEST_GGUF)) : null
    if (missing) say(missing)
    process.stdout.write(`${passed} passed, ${failed} failed, ${skipped} skipped\n`)
    return code === 0 && (failed > 0 || missing) ? 1 : code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Vitest that ended before it could report anything counts as one failure. */
function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [] }
  }
}
