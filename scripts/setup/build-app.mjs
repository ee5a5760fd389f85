import path from 'node:path'
import { runCommand } from '../processes/run-command.mjs'
import { ClearError } from './clear-error.mjs'
import { reportStep } from './report-step.mjs'
import { hashSources, isStampCurrent, removeStamp, writeStamp } from './source-hash.mjs'

const sources = [
  'app',
  'components',
  'lib',
  'prisma',
  'public',
  'next.config.js',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'instrumentation-client.ts',
  'package-lock.json',
  'tsconfig.json',
]

/** Runs `next build` when there is no finished build of these sources. Returns whether it had to. */
export async function buildApp(root, distDirectory) {
  const stamp = path.join(distDirectory, 'docent-build.json')
  const sourceHash = `${hashSources(root, sources, (name) => name === 'lib/db/generated')}${process.env.DOCENT_STANDALONE === '1' ? '-standalone' : ''}`
  if (isStampCurrent(stamp, sourceHash)) return false
  // Removed first: a build that is cut off must not look finished.
  removeStamp(stamp)
  await reportStep({ doing: 'Building the app', done: 'App built' }, (progress) => runBuild(root, progress))
  writeStamp(stamp, sourceHash)
  return true
}

async function runBuild(root, progress) {
  const result = await runCommand(process.execPath, [path.join(root, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    onLine: (line) => {
      const text = line.replace(/^[\s✓○▲-]+/, '').trim()
      if (text) progress(text)
    },
  })
  if (result.code === 0) return
  const shown = result.lines.filter((line) => line.trim() && !/^\s+at /.test(line)).slice(-40)
  throw new ClearError(`The app could not be built. The last lines of the build:\n${shown.join('\n')}`)
}
