// Two starts in one clone must not install or build at the same time. A folder is the lock, because making one is atomic everywhere;
// it holds who made it. A holder that was killed is recognised by its process id (on the same machine) or by its silent heartbeat.
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'

const heartbeatInterval = 5000
const silentAfter = 60_000
const pollInterval = 300

/**
 * Waits until this process holds the lock; returns the function that lets it go. `onWait` is told once whom it waits for.
 * @param {string} folder
 * @param {{ onWait?: (processId: number | null) => void }} options
 */
export async function takeSetupLock(folder, { onWait = () => {} } = {}) {
  mkdirSync(path.dirname(folder), { recursive: true })
  let told = false
  while (!tryLock(folder)) {
    const holder = readHolder(folder)
    if (isStale(folder, holder)) removeStaleLock(folder, holder)
    else {
      if (!told) onWait(holder?.processId ?? null)
      told = true
      await new Promise((resolve) => setTimeout(resolve, pollInterval))
    }
  }
  return holdLock(folder)
}

function tryLock(folder) {
  try {
    mkdirSync(folder)
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
  writeFileSync(path.join(folder, 'holder.json'), JSON.stringify({ processId: process.pid, machine: hostname(), id: randomUUID() }))
  return true
}

function holdLock(folder) {
  const heartbeat = setInterval(() => {
    try {
      utimesSync(folder, new Date(), new Date())
    } catch {
      // Someone removed the lock by hand; the work goes on, and letting go of it stays harmless.
    }
  }, heartbeatInterval)
  heartbeat.unref()
  return () => {
    clearInterval(heartbeat)
    if (readHolder(folder)?.processId === process.pid) rmSync(folder, { recursive: true, force: true })
  }
}

function readHolder(folder) {
  try {
    return JSON.parse(readFileSync(path.join(folder, 'holder.json'), 'utf8'))
  } catch {
    // Not written yet, or gone in this moment.
    return null
  }
}

function isStale(folder, holder) {
  const stats = statSync(folder, { throwIfNoEntry: false })
  if (!stats) return false
  if (Date.now() - stats.mtimeMs > silentAfter) return true
  return holder !== null && holder.machine === hostname() && !isProcessAlive(holder.processId)
}

function isProcessAlive(processId) {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Moves the lock aside first: of two waiters only one succeeds, and a lock that changed hands meanwhile is put back. */
function removeStaleLock(folder, holder) {
  const aside = `${folder}.${process.pid}.${Date.now()}`
  try {
    renameSync(folder, aside)
  } catch (error) {
    if (error.code === 'ENOENT') return
    throw error
  }
  if (readHolder(aside)?.id === holder?.id) rmSync(aside, { recursive: true, force: true })
  else renameSync(aside, folder)
}
