import { setTimeout as delay } from 'node:timers/promises'
import { choosePorts } from './choose-ports'
import { LaunchError, launchServer, type ServerLaunch } from './launch-server'
import type { GuardedProcess } from './spawn-guarded'

/** A server whose app was killed gets ten seconds to stop before its guard kills it; this leaves it twice that. */
const storageBusyMilliseconds = 20_000
const portAttempts = 5

/**
 * The first launch of a run. A port that someone took meanwhile is replaced; a storage that the server of a killed app
 * has not let go of yet is waited for. Any other failure is final.
 */
export async function launchFirst(launch: ServerLaunch, onLog: (message: string) => void): Promise<{ launch: ServerLaunch; server: GuardedProcess }> {
  const busyUntil = Date.now() + storageBusyMilliseconds
  let current = launch
  let portsTried = 1
  for (;;) {
    try {
      return { launch: current, server: await launchServer(current) }
    } catch (error) {
      if (!(error instanceof LaunchError)) throw error
      if (error.failure === 'port-taken' && portsTried < portAttempts) {
        portsTried += 1
        current = { ...current, ports: await choosePorts() }
      } else if (error.failure === 'storage-busy' && Date.now() < busyUntil) {
        onLog('Waiting for an earlier Qdrant to let go of its storage')
        await delay(500)
      } else {
        throw error
      }
    }
  }
}
