import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const keptLines = 400
const running = new Set()
// On POSIX each child leads a process group of its own, so that its own children can be stopped with it.
const ownGroup = process.platform !== 'win32'

/**
 * Runs a program to its end. `onLine` gets each line of both outputs as it comes.
 * Resolves with the exit code (null when a signal ended it) and the last 400 lines; rejects only when it could not be started.
 */
export function runCommand(program, programArguments, { cwd, env = process.env, onLine = () => {}, stdio = 'pipe' } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, programArguments, { cwd, env, stdio: ['ignore', stdio, stdio], detached: ownGroup })
    const lines = []
    running.add(child)
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line)
        if (lines.length > keptLines) lines.shift()
        onLine(line)
      })
    }
    child.once('error', (error) => {
      running.delete(child)
      reject(error)
    })
    child.once('close', (code, signal) => {
      running.delete(child)
      resolve({ code, signal, lines })
    })
  })
}

/** Ends every program that `runCommand` still runs, with its children; by force after five seconds. */
export async function stopRunningCommands() {
  const children = [...running]
  for (const child of children) signalGroup(child, 'SIGTERM')
  const deadline = Date.now() + 5000
  while (children.some((child) => isGroupAlive(child)) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  for (const child of children) signalGroup(child, 'SIGKILL')
}

/** Signals a child and everything in its process group. A group that is gone already is fine. */
export function signalGroup(child, signal) {
  try {
    if (ownGroup) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch (error) {
    if (error.code !== 'ESRCH' && error.code !== 'EPERM') throw error
  }
}

export function isGroupAlive(child) {
  try {
    if (!ownGroup) return child.exitCode === null && child.signalCode === null
    process.kill(-child.pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
