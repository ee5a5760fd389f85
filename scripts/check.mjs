// npm run check: types, lint with the room rules, and the tests of the architecture. Runs all three even when one fails.
import path from 'node:path'
import { stopOnSignal } from './processes/interruption.mjs'
import { runCommand } from './processes/run-command.mjs'
import { checkNodeVersion } from './setup/check-node-version.mjs'
import { runMain } from './setup/clear-error.mjs'
import { prepareProject } from './setup/prepare-project.mjs'
import { projectRoot } from './setup/project-root.mjs'
import { loadEnvironmentFile, readSettings } from './setup/read-settings.mjs'
import { formatSeconds, say } from './setup/report-step.mjs'

const checks = [
  { name: 'Types (tsc)', program: 'typescript/bin/tsc', programArguments: ['--noEmit', '-p', '.'] },
  { name: 'Lint and format (Biome)', program: '@biomejs/biome/bin/biome', programArguments: ['check', '--error-on-warnings', '.'] },
  { name: 'Architecture (Vitest)', program: 'vitest/vitest.mjs', programArguments: ['run', '--project', 'architecture', '--reporter=dot'] },
]

await runMain(async () => {
  checkNodeVersion()
  loadEnvironmentFile()
  stopOnSignal()
  await prepareProject(readSettings(process.env), ['dependencies', 'client'])
  const results = []
  for (const check of checks) results.push(await runCheck(check))
  say('')
  for (const { name, passed, time } of results) say(`${passed ? 'passed' : 'FAILED'}  ${name} (${formatSeconds(time)})`)
  return results.every(({ passed }) => passed) ? 0 : 1
})

async function runCheck({ name, program, programArguments }) {
  const started = Date.now()
  say(`${name} ...`)
  const result = await runCommand(process.execPath, [path.join(projectRoot, 'node_modules', program), ...programArguments], {
    cwd: projectRoot,
    onLine: (line) => process.stdout.write(`${line}\n`),
  })
  return { name, passed: result.code === 0, time: Date.now() - started }
}
