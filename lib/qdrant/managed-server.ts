import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { AppError } from '@/lib/domain/app-error'
import { choosePorts } from './server/choose-ports'
import { launchFirst } from './server/launch-first'
import type { ServerLaunch } from './server/launch-server'
import { locateBinary, qdrantPackageSha256 } from './server/locate-binary'
import { prepareBinary } from './server/prepare-binary'
import { ensureServerKey } from './server/server-key'
import { type ServerState, ServerSupervisor } from './server/server-supervisor'

export type { ServerState } from './server/server-supervisor'

export interface ManagedServerOptions {
  /** Docent's data directory; the server keeps to `qdrant/` and `logs/qdrant.log` in it. One running app at a time. */
  dataDirectory: string
  /** QDRANT_BIN. */
  binaryPath?: string
  /** PATH: where to look for `qdrant`, and the only variable the server inherits. */
  searchPath?: string
  /** Folder from which node_modules are looked for, upwards; the working directory by default. */
  packageRoot?: string
  /** How long one start may take; loading large collections after a crash takes a while. */
  readyTimeoutMilliseconds?: number
  /** One plain sentence per event; never holds the key. */
  onLog: (message: string) => void
}

export interface ManagedServer {
  /** Stays the same over restarts, and so does `apiKey`. */
  readonly url: string
  readonly apiKey: string
  state(): ServerState
  /** Returns a function that ends the subscription. */
  onStateChange(listener: (state: ServerState) => void): () => void
  /** Politely at first, SIGKILL after ten seconds. Resolves when the process is gone; may be called more than once. */
  stop(): Promise<void>
}

const defaultSearchPath = '/usr/local/bin:/usr/bin:/bin'

/**
 * Starts Docent's own Qdrant on loopback and keeps it running until `stop`, or until this process ends in whatever way.
 * Errors: qdrant_missing, checksum_mismatch, qdrant_unavailable (the message names the server's own reason).
 */
export async function startManagedServer(options: ManagedServerOptions): Promise<ManagedServer> {
  if (process.platform === 'win32') throw new AppError('qdrant_missing', 'Docent starts its own Qdrant on Linux and macOS only; set QDRANT_URL')
  const directory = resolve(options.dataDirectory, 'qdrant')
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const packageRoot = options.packageRoot ?? process.cwd(/* turbopackIgnore: true */)
  const located = await locateBinary({ binaryPath: options.binaryPath, searchPath: options.searchPath, packageRoot })
  const launch: ServerLaunch = {
    binaryPath: await prepareBinary(located, directory, qdrantPackageSha256),
    directory,
    logPath: join(resolve(options.dataDirectory), 'logs', 'qdrant.log'),
    ports: await choosePorts(),
    apiKey: await ensureServerKey(directory),
    searchPath: options.searchPath || defaultSearchPath,
    readyTimeoutMilliseconds: options.readyTimeoutMilliseconds ?? 120_000,
  }
  const first = await launchFirst(launch, options.onLog)
  const supervisor = new ServerSupervisor(first.launch, first.server, options.onLog)
  return {
    url: `http://127.0.0.1:${first.launch.ports.http}`,
    apiKey: launch.apiKey,
    state: () => supervisor.state,
    onStateChange: (listener) => supervisor.onStateChange(listener),
    stop: () => supervisor.stop(),
  }
}
