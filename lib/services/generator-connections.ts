import { AppError } from '@/lib/domain/app-error'
import type { Generator, GeneratorConnection } from '@/lib/domain/ports/generator'
import type { SettingsStore } from '@/lib/domain/ports/settings-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { OpenaiGenerator } from '@/lib/models/openai-generator'

export interface EffectiveConnection {
  connection: GeneratorConnection | null
  origin: 'environment' | 'saved' | 'none'
}

/** How long a health answer about a language model is believed; asking costs a request to a server that may charge for it. */
const checkKeptMilliseconds = 60_000
const testMilliseconds = 30_000

/** Which language model is in use: the environment's, else the saved one, else none (answers are then quotes). */
export class GeneratorConnections {
  private lastCheck: { key: string; at: number; outcome: Promise<void> } | null = null

  constructor(
    private readonly fromEnvironment: GeneratorConnection | null,
    private readonly store: SettingsStore,
    private readonly scope: WorkspaceScope,
  ) {}

  async read(): Promise<EffectiveConnection> {
    if (this.fromEnvironment) return { connection: this.fromEnvironment, origin: 'environment' }
    const saved = await this.store.readGeneratorConnection(this.scope)
    return saved ? { connection: saved, origin: 'saved' } : { connection: null, origin: 'none' }
  }

  async openGenerator(): Promise<Generator | null> {
    const { connection } = await this.read()
    return connection && new OpenaiGenerator(connection)
  }

  /** Resolves when the server answers with this model and key. */
  async test(connection: GeneratorConnection, signal?: AbortSignal): Promise<void> {
    const limit = AbortSignal.timeout(testMilliseconds)
    try {
      await new OpenaiGenerator(connection).check(signal ? AbortSignal.any([signal, limit]) : limit)
    } catch (error) {
      if (limit.aborted) throw new AppError('llm_timed_out', `No answer to a test within ${testMilliseconds / 1000} s`, { cause: error })
      throw error
    }
  }

  /** The probe for the health check, or null when no model is set up. */
  async readProbe(): Promise<(() => Promise<void>) | null> {
    const { connection } = await this.read()
    return connection && (() => this.checkSometimes(connection))
  }

  private checkSometimes(connection: GeneratorConnection): Promise<void> {
    const key = `${connection.baseUrl} ${connection.model}`
    if (this.lastCheck?.key !== key || Date.now() - this.lastCheck.at > checkKeptMilliseconds) {
      this.lastCheck = { key, at: Date.now(), outcome: this.test(connection) }
    }
    return this.lastCheck.outcome
  }
}
