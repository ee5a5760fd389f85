import { AppError } from '@/lib/domain/app-error'
import { type FoundServer, type LlmConnection, type LlmConnectionInput, thisMachineAddress } from '@/lib/domain/llm/llm-connection'
import { llmPreset, presetOfAddress } from '@/lib/domain/llm/llm-presets'
import type { Generator, GeneratorConnection } from '@/lib/domain/ports/generator'
import type { LlmConnectionStore, OpenedConnection } from '@/lib/domain/ports/stores/llm-connection-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { findLocalServers } from '@/lib/models/generator/servers/find-local-servers'
import { listModels } from '@/lib/models/generator/servers/list-models'
import type { LocalModels } from '@/lib/models/local-generator/local-models'
import { OpenaiGenerator } from '@/lib/models/openai-generator'
import { ContextSizes } from './context-sizes'

/** The id of the connection that the environment sets. */
export const environmentConnectionId = 'environment'

export interface EffectiveConnection {
  connection: OpenedConnection | null
  origin: 'environment' | 'saved' | 'none'
}

/** A connection as it stands in a form: without a key, that of the saved connection `id` is used, for its own server only. */
export type DraftConnection = Pick<LlmConnectionInput, 'preset' | 'baseUrl' | 'model'> & { apiKey?: string | undefined; id?: string | undefined }

/** How long a health answer about a language model is believed; asking costs a request to a server that may charge for it. */
const checkKeptMilliseconds = 60_000
/** A model on this machine is loaded first. */
const testMilliseconds = { server: 30_000, thisMachine: 180_000 }

/**
 * The language models of the workspace: those a person set up and, where there is one, the environment's. The environment's
 * is the default for as long as it is set: who runs Docent decides where questions go that nobody chose a model for.
 */
export class LlmConnections {
  private lastCheck: { key: string; at: number; outcome: Promise<void> } | null = null
  private readonly generators = new Map<string, { key: string; generator: Generator }>()
  private readonly contextSizes = new ContextSizes()
  private readonly fromEnvironment: OpenedConnection | null

  constructor(
    environment: GeneratorConnection | null,
    private readonly store: LlmConnectionStore,
    private readonly scope: WorkspaceScope,
    /** Null where none can be run. */
    private readonly local: LocalModels | null = null,
  ) {
    this.fromEnvironment = environment && { contextTokens: null, preset: presetOfAddress(environment.baseUrl), ...environment, id: environmentConnectionId }
  }

  /** The environment's first, then oldest first. */
  async list(): Promise<LlmConnection[]> {
    const saved = await this.store.list(this.scope)
    if (!this.fromEnvironment) return saved
    const { id, preset, baseUrl, model, apiKey, contextTokens } = this.fromEnvironment
    const fixed = { id, name: model, preset, baseUrl, model, hasApiKey: apiKey !== null, contextTokens, isDefault: true, isFixed: true }
    return [fixed, ...saved.map((connection) => ({ ...connection, isDefault: false }))]
  }

  create(input: LlmConnectionInput): Promise<LlmConnection> {
    return this.store.create(this.scope, withOwnAddress(input))
  }

  /** What is left out stays. A key goes to no other server than the one it was saved for. Errors: not_found, conflict. */
  async update(id: string, change: Partial<LlmConnectionInput>): Promise<LlmConnection> {
    const { name, preset, baseUrl, model, contextTokens } = await this.readSaved(id)
    const next = withOwnAddress({ name, preset, baseUrl, model, contextTokens, ...change })
    const apiKey = change.apiKey === undefined && !isSameServer(baseUrl, next.baseUrl) ? null : change.apiKey
    return this.store.update(this.scope, id, { ...next, ...(apiKey === undefined ? {} : { apiKey }) })
  }

  /** Errors: not_found, conflict. */
  async delete(id: string): Promise<void> {
    this.refuseFixed(id)
    if (!(await this.store.delete(this.scope, id))) throw new AppError('not_found', 'No such connection')
    this.generators.delete(id)
  }

  /** Errors: not_found, conflict. */
  async setDefault(id: string): Promise<void> {
    if (this.fromEnvironment) throw new AppError('conflict', 'The default connection is set by the environment')
    await this.store.setDefault(this.scope, id)
  }

  /** The connection questions go to that nobody chose a model for. */
  async read(): Promise<EffectiveConnection> {
    const connection = await this.open(null)
    if (!connection) return { connection, origin: 'none' }
    return { connection, origin: connection.id === environmentConnectionId ? 'environment' : 'saved' }
  }

  /**
   * Null `id`: the default; null when there is none. Errors: llm_connection_missing when the one that was chosen is gone, so
   * that a question never goes to another server than the one its asker chose.
   */
  async openGenerator(id: string | null = null): Promise<Generator | null> {
    const connection = await this.open(id)
    if (!connection) {
      if (id !== null) throw new AppError('llm_connection_missing', 'The chosen connection is gone')
      return null
    }
    const contextTokens = connection.contextTokens ?? (await this.contextSizes.read(connection))
    const key = JSON.stringify({ ...connection, contextTokens })
    const kept = this.generators.get(connection.id)
    if (kept?.key === key) return kept.generator
    // Kept, because a generator remembers which parameters its server refuses.
    const generator = this.generatorFor({ ...connection, contextTokens })
    this.generators.set(connection.id, { key, generator })
    return generator
  }

  /** Adds the saved key to a draft that has none, if it is for the same server. */
  async complete(draft: DraftConnection): Promise<GeneratorConnection> {
    const { preset, baseUrl, model, apiKey, id } = draft
    if (apiKey || id === undefined) return { preset, baseUrl, model, apiKey: apiKey || null }
    return { preset, baseUrl, model, apiKey: keyFor(baseUrl, await this.open(id)) }
  }

  /** The same with the default connection's key. */
  async completeDefault({ baseUrl, model, apiKey }: { baseUrl: string; model: string; apiKey?: string | undefined }): Promise<GeneratorConnection> {
    return { preset: presetOfAddress(baseUrl), baseUrl, model, apiKey: apiKey || keyFor(baseUrl, await this.open(null)) }
  }

  /** Resolves when the server answers with this model and key. Errors: those of a generator. */
  async test(connection: GeneratorConnection, signal?: AbortSignal): Promise<void> {
    const milliseconds = testMilliseconds[connection.preset === 'this-machine' ? 'thisMachine' : 'server']
    const limit = AbortSignal.timeout(milliseconds)
    try {
      await this.generatorFor(connection).check(signal ? AbortSignal.any([signal, limit]) : limit)
    } catch (error) {
      if (limit.aborted) throw new AppError('llm_timed_out', `No answer to a test within ${milliseconds / 1000} s`, { cause: error })
      throw error
    }
  }

  async listModels(connection: GeneratorConnection, signal?: AbortSignal): Promise<string[]> {
    return connection.preset === 'this-machine' ? ((await this.local?.list()) ?? []) : listModels(connection, signal)
  }

  /** What runs on this machine: the models that are installed for Docent itself, where there are any, then servers. */
  async discover(): Promise<FoundServer[]> {
    const [models = [], servers] = await Promise.all([this.local?.list(), findLocalServers()])
    return models.length === 0 ? servers : [{ preset: 'this-machine', baseUrl: thisMachineAddress, models }, ...servers]
  }

  /** The probe for the health check, or null when no model is set up. */
  async readProbe(): Promise<(() => Promise<void>) | null> {
    const { connection } = await this.read()
    return connection && (() => this.checkSometimes(connection))
  }

  /** Sets the one default, for callers that know of one only. Errors: conflict. */
  async saveDefault(connection: GeneratorConnection): Promise<void> {
    this.refuseFixed(environmentConnectionId)
    const present = (await this.store.list(this.scope)).find(({ isDefault }) => isDefault)
    const input = asConnectionInput(connection)
    if (present) await this.store.update(this.scope, present.id, input)
    else await this.store.create(this.scope, input)
  }

  async deleteDefault(): Promise<void> {
    const present = (await this.store.list(this.scope)).find(({ isDefault }) => isDefault)
    if (present) await this.delete(present.id)
  }

  private async open(id: string | null): Promise<OpenedConnection | null> {
    if (this.fromEnvironment && (id === null || id === environmentConnectionId)) return this.fromEnvironment
    return this.store.open(this.scope, id)
  }

  private async readSaved(id: string): Promise<LlmConnection> {
    this.refuseFixed(id)
    const saved = (await this.store.list(this.scope)).find((connection) => connection.id === id)
    if (!saved) throw new AppError('not_found', 'No such connection')
    return saved
  }

  /** Errors: llm_model_missing for a model of this machine that is not known. */
  private generatorFor(connection: GeneratorConnection): Generator {
    if (connection.preset !== 'this-machine') return new OpenaiGenerator(connection)
    return this.localModels().open(connection.model, connection.contextTokens ?? llmPreset('this-machine').carefulContextTokens)
  }

  private localModels(): LocalModels {
    if (this.local) return this.local
    throw new AppError('llm_model_missing', 'No language model can be run on this machine')
  }

  private refuseFixed(id: string): void {
    if (this.fromEnvironment && id === environmentConnectionId) throw new AppError('conflict', 'The connection is set by the environment')
  }

  private async checkSometimes(connection: GeneratorConnection): Promise<void> {
    // It is asked whether it could run: loading it for that would keep it in memory for good.
    if (connection.preset === 'this-machine') return this.localModels().verify(connection.model)
    const key = `${connection.baseUrl} ${connection.model}`
    if (this.lastCheck?.key !== key || Date.now() - this.lastCheck.at > checkKeptMilliseconds) {
      this.lastCheck = { key, at: Date.now(), outcome: this.test(connection) }
    }
    return this.lastCheck.outcome
  }
}

function isSameServer(left: string, right: string): boolean {
  return URL.canParse(left) && URL.canParse(right) && new URL(left).origin === new URL(right).origin
}

/** A model of this machine has the one address that is none, and no key. */
function withOwnAddress<Input extends LlmConnectionInput>(input: Input): Input {
  return input.preset === 'this-machine' ? { ...input, baseUrl: thisMachineAddress, apiKey: null } : input
}

function keyFor(baseUrl: string, saved: OpenedConnection | null): string | null {
  return saved && isSameServer(saved.baseUrl, baseUrl) ? saved.apiKey : null
}

/** What a connection that was saved before there were several is called and taken for. */
export function asConnectionInput({ baseUrl, model, apiKey }: GeneratorConnection): LlmConnectionInput {
  const preset = presetOfAddress(baseUrl)
  return { name: llmPreset(preset).name || model, preset, baseUrl, model, apiKey, contextTokens: null }
}
