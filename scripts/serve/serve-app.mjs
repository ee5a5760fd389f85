import { spawn } from 'node:child_process'
import path from 'node:path'
import { isGroupAlive, signalGroup } from '../processes/run-command.mjs'
import { ClearError } from '../setup/clear-error.mjs'
import { projectRoot } from '../setup/project-root.mjs'
import { formatSeconds, say } from '../setup/report-step.mjs'
import { describeListenFailure, withoutBrackets } from './check-port.mjs'
import { localUrl, printableUrls } from './server-addresses.mjs'
import { showServerOutput } from './server-output.mjs'
import { stopServerOnSignal } from './stop-server.mjs'

const healthPollInterval = 200
const healthAnswerLimit = 10_000
const startLimit = 300_000
/** After this a person is told what the app itself has said so far. */
const quietLimit = 60_000

/** Starts the built app, tells when it answers, and resolves with the exit code once it has ended and left nothing behind. */
export async function serveApp(settings, startedAt) {
  const child = spawnServer(settings)
  const output = showServerOutput(child)
  const ended = waitForEnd(child)
  const stopping = stopServerOnSignal(child)
  const telling = setTimeout(() => {
    say(['The app does not answer yet. Docent goes on waiting.', ...output.lastWords().slice(-10)].join('\n'))
  }, quietLimit)
  const health = await Promise.race([waitForHealth(settings, child), ended.then(() => 'ended')])
  clearTimeout(telling)
  if (health === 'slow') {
    signalGroup(child, 'SIGKILL')
    await ended
    throw new ClearError([`The app did not answer within ${formatSeconds(startLimit)} and was stopped.`, ...output.lastWords().slice(-10)].join('\n'))
  }
  if (health === 'answering' && !stopping.isStopping()) {
    output.markReady()
    say(
      `Docent is ready at ${printableUrls(settings.host, settings.port).join(' and ')}  (started in ${formatSeconds(Date.now() - startedAt)}, Ctrl-C stops it)`,
    )
  }
  const end = await ended
  await removeLeftovers(child)
  stopping.release()
  if (stopping.isStopping()) {
    say('Stopped')
    return 0
  }
  throw new ClearError(health === 'answering' ? describeCrash(end) : describeFailedStart(output.lastWords(), settings, end))
}

function spawnServer(settings) {
  const next = path.join(projectRoot, 'node_modules/next/dist/bin/next')
  return spawn(process.execPath, [next, 'start', '-H', withoutBrackets(settings.host), '-p', String(settings.port)], {
    cwd: projectRoot,
    // The app reads the end of the IPC channel as the end of this process, and stops then.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // A group of its own: a terminal's Ctrl-C reaches only this process, which passes it on once, and everything the app started can be reached together.
    detached: process.platform !== 'win32',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      // Next would wait for open event streams to end by themselves; the app's own handlers end them.
      NEXT_MANUAL_SIG_HANDLE: 'true',
      HOST: settings.host,
      PORT: String(settings.port),
      DATA_DIR: settings.dataDirectory,
      MODELS_DIR: settings.modelsDirectory,
    },
  })
}

/** Not "close" alone: something the app left behind may hold its outputs open. The last lines get half a second to arrive. */
async function waitForEnd(child) {
  const closed = new Promise((resolve) => child.once('close', resolve))
  const end = await new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', () => resolve({ code: null, signal: null }))
  })
  await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 500))])
  return end
}

async function waitForHealth(settings, child) {
  const url = `${localUrl(settings.host, settings.port)}/api/health`
  const deadline = Date.now() + startLimit
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) return 'ended'
    if (await answersJson(url)) return 'answering'
    await new Promise((resolve) => setTimeout(resolve, healthPollInterval))
  }
  return 'slow'
}

/**
 * Any JSON will do: the app answers 503 while, for example, Qdrant is still loading, and is usable then already.
 *
 * The limit is above the five seconds that the app itself gives a part that hangs, and is a timer beside the request: a `fetch` that is
 * aborted while its answer is being read may never settle (https://github.com/nodejs/node/issues/56917), and the start would wait with it.
 */
async function answersJson(url) {
  const aborting = new AbortController()
  let timer
  const limit = new Promise((resolve) => {
    timer = setTimeout(() => resolve(false), healthAnswerLimit)
  })
  const answer = fetch(url, { signal: aborting.signal })
    .then((response) => response.json())
    .then(
      () => true,
      () => false,
    )
  try {
    return await Promise.race([answer, limit])
  } finally {
    clearTimeout(timer)
    aborting.abort()
  }
}

function describeFailedStart(lines, settings, end) {
  if (lines.some((line) => line.includes('EADDRINUSE'))) return describeListenFailure('EADDRINUSE', settings.port, settings.host)
  // What the app said itself is a sentence already; only for other failures the last lines have to do.
  const own = lines.filter((line) => line.startsWith('[docent] ')).map((line) => line.slice('[docent] '.length))
  if (own.length > 0) return own.join('\n')
  const reason = lines.slice(-10).join('\n')
  return `Docent could not start${end.signal ? ` (ended by ${end.signal})` : ''}.${reason ? `\n${reason}` : ''}`
}

function describeCrash(end) {
  return `The app stopped unexpectedly (${end.signal ?? `exit code ${end.code}`}). Start it again: it resumes where it was.`
}

/** What the app left running in its group, if anything, is asked to end, then ended. */
async function removeLeftovers(child) {
  if (!isGroupAlive(child)) return
  signalGroup(child, 'SIGTERM')
  const deadline = Date.now() + 3000
  while (isGroupAlive(child) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  if (isGroupAlive(child)) signalGroup(child, 'SIGKILL')
}
