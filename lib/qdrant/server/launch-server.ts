import { get } from 'node:http'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@/lib/domain/app-error'
import type { ServerPorts } from './choose-ports'
import { readStopReason, rotateServerLog } from './server-log'
import { type GuardedProcess, spawnGuarded } from './spawn-guarded'

export interface ServerLaunch {
  binaryPath: string
  /** `<data directory>/qdrant`. */
  directory: string
  logPath: string
  ports: ServerPorts
  apiKey: string
  searchPath: string
  readyTimeoutMilliseconds: number
}

/** Why a launch failed, as far as it matters to whether and how to try again. */
export type LaunchFailure = 'port-taken' | 'storage-busy' | 'other'

export class LaunchError extends AppError {
  readonly failure: LaunchFailure

  constructor(message: string, failure: LaunchFailure) {
    super('qdrant_unavailable', message)
    this.failure = failure
  }
}

/**
 * Starts the server once and resolves when it answers with our key and has loaded every collection.
 * Errors: LaunchError (an AppError with the code qdrant_unavailable), also when `signal` fires. Nothing is left running after one.
 */
export async function launchServer(launch: ServerLaunch, signal?: AbortSignal): Promise<GuardedProcess> {
  const logStart = await rotateServerLog(launch.logPath)
  const server = spawnGuarded({
    path: launch.binaryPath,
    workingDirectory: launch.directory,
    environment: serverEnvironment(launch),
    logPath: launch.logPath,
  })
  const deadline = Date.now() + launch.readyTimeoutMilliseconds
  while (Date.now() < deadline && !signal?.aborted) {
    if (server.hasExited()) throw await stoppedAtStart(server, launch, logStart)
    if (await isReady(launch)) return server
    await Promise.race([delay(50), server.exited])
  }
  await server.stop()
  if (signal?.aborted) throw new LaunchError('Qdrant was stopped while it started', 'other')
  const reason = await readStopReason(launch.logPath, logStart)
  throw new LaunchError(`Qdrant was not ready after ${launch.readyTimeoutMilliseconds} ms${quoted(reason)}`, 'other')
}

/** The server gets these and nothing of the app's own environment, which may hold keys. */
function serverEnvironment(launch: ServerLaunch): Record<string, string> {
  return {
    PATH: launch.searchPath,
    QDRANT__SERVICE__HOST: '127.0.0.1',
    QDRANT__SERVICE__HTTP_PORT: String(launch.ports.http),
    QDRANT__SERVICE__GRPC_PORT: String(launch.ports.grpc),
    QDRANT__SERVICE__API_KEY: launch.apiKey,
    QDRANT__SERVICE__ENABLE_STATIC_CONTENT: 'false',
    QDRANT__STORAGE__STORAGE_PATH: join(launch.directory, 'storage'),
    QDRANT__STORAGE__SNAPSHOTS_PATH: join(launch.directory, 'snapshots'),
    QDRANT__TELEMETRY_DISABLED: 'true',
    // One line per request would fill the disk during a large ingest.
    QDRANT__LOG_LEVEL: 'INFO,actix_web::middleware::logger=WARN',
  }
}

/** `/readyz` needs no key, so a stranger on the port could answer it; the second request only our server answers. */
async function isReady(launch: ServerLaunch): Promise<boolean> {
  return (await answersOk(launch.ports.http, '/readyz')) && (await answersOk(launch.ports.http, '/collections', { 'api-key': launch.apiKey }))
}

/** Not with `fetch`: it would keep the connection, and a stopping Qdrant waits five seconds for idle ones to close. */
function answersOk(port: number, path: string, headers: Record<string, string> = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, headers, agent: false, timeout: 2_000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.on('timeout', () => request.destroy())
    // Not listening yet: the caller asks again until its deadline.
    request.on('error', () => resolve(false))
  })
}

async function stoppedAtStart(server: GuardedProcess, launch: ServerLaunch, logStart: number): Promise<LaunchError> {
  const code = await server.exited
  const reason = await readStopReason(launch.logPath, logStart)
  return new LaunchError(`Qdrant stopped at its start with exit code ${code}${quoted(reason)}`, failureOf(reason))
}

function quoted(reason: string): string {
  return reason === '' ? '' : `: ${reason.slice(0, 500)}`
}

/** A file lock on each collection's write-ahead log is all that keeps two servers apart, and this is how its refusal reads. */
function failureOf(reason: string): LaunchFailure {
  if (/Address (already )?in use|AddrInUse|os error 98/i.test(reason)) return 'port-taken'
  if (/WouldBlock|Resource temporarily unavailable|already (locked|in use)/i.test(reason)) return 'storage-busy'
  return 'other'
}
