import { setTimeout as delay } from 'node:timers/promises'
import { LaunchError, launchServer, type ServerLaunch } from './launch-server'
import type { GuardedProcess } from './spawn-guarded'

/** `restarting` from the moment the server died until it answers again. */
export type ServerState = 'ready' | 'restarting' | 'stopped'

const firstBackOffMilliseconds = 250
const longestBackOffMilliseconds = 30_000
/** A server that ran this long is taken to be healthy: the next failure starts over with the shortest wait. */
const healthyAfterMilliseconds = 60_000

/** Keeps one server running: restarts it with growing waits on the same ports and with the same key, so that clients go on. */
export class ServerSupervisor {
  state: ServerState = 'ready'
  private readonly listeners = new Set<(state: ServerState) => void>()
  private readonly stopping = new AbortController()
  private readonly finished: Promise<void>

  constructor(
    private readonly launch: ServerLaunch,
    private server: GuardedProcess,
    private readonly onLog: (message: string) => void,
  ) {
    this.finished = this.supervise()
  }

  onStateChange(listener: (state: ServerState) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async stop(): Promise<void> {
    this.stopping.abort()
    await this.server.stop()
    await this.finished
    this.enter('stopped')
  }

  private async supervise(): Promise<void> {
    let failures = 0
    while (!this.stopping.signal.aborted) {
      const startedAt = Date.now()
      const code = await this.server.exited
      if (this.stopping.signal.aborted) return
      failures = Date.now() - startedAt > healthyAfterMilliseconds ? 0 : failures
      this.onLog(`Qdrant stopped with exit code ${code} and is restarted`)
      this.enter('restarting')
      failures = await this.restart(failures)
    }
  }

  /** Tries until it runs or `stop` is called; returns how many starts in a row ended soon, this one included. */
  private async restart(failures: number): Promise<number> {
    for (let attempt = failures; ; attempt += 1) {
      await this.backOff(attempt)
      if (this.stopping.signal.aborted) return attempt
      try {
        this.server = await launchServer(this.launch, this.stopping.signal)
      } catch (error) {
        if (this.stopping.signal.aborted) return attempt
        this.onLog(describe(error))
        continue
      }
      if (this.stopping.signal.aborted) {
        await this.server.stop()
        return attempt
      }
      this.onLog('Qdrant is running again')
      this.enter('ready')
      return attempt + 1
    }
  }

  private async backOff(attempt: number): Promise<void> {
    const wait = Math.min(firstBackOffMilliseconds * 2 ** attempt, longestBackOffMilliseconds)
    // Stopping ends the wait; that is not a failure.
    await delay(wait, undefined, { signal: this.stopping.signal }).catch(() => undefined)
  }

  private enter(state: ServerState): void {
    if (this.state === state) return
    this.state = state
    for (const listener of this.listeners) listener(state)
  }
}

function describe(error: unknown): string {
  if (error instanceof LaunchError) return error.message
  const code = error instanceof Error ? ((error as NodeJS.ErrnoException).code ?? error.name) : 'unknown failure'
  return `Qdrant could not be started: ${code}`
}
