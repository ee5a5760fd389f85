import { AppError } from '@/lib/domain/app-error'
import type { EmbeddingEndpoint, EndpointConnection } from '@/lib/domain/ports/embedder'
import type { SettingsStore } from '@/lib/domain/ports/settings-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { endpointModelId } from '@/lib/models/endpoint/endpoint-model'
import { probeEndpoint } from '@/lib/models/endpoint/openai-embedder'

export interface EffectiveEndpoint {
  endpoint: EmbeddingEndpoint | null
  origin: 'environment' | 'saved' | 'none'
}

const probeMilliseconds = 30_000

/** The embedding model behind an address that can be chosen: the environment's, else the saved one. */
export class EmbeddingEndpoints {
  private probed: Promise<EmbeddingEndpoint> | null = null

  constructor(
    private readonly fromEnvironment: EndpointConnection | null,
    private readonly store: SettingsStore,
    private readonly scope: WorkspaceScope,
  ) {}

  /** Asks the environment's server once how long its vectors are. Errors: embedding_endpoint_failed. */
  async read(): Promise<EffectiveEndpoint> {
    if (this.fromEnvironment) return { endpoint: await this.probeOnce(this.fromEnvironment), origin: 'environment' }
    const saved = await this.store.readEmbeddingEndpoint(this.scope)
    return saved ? { endpoint: saved, origin: 'saved' } : { endpoint: null, origin: 'none' }
  }

  /** Without asking the server: what the settings page shows. `dimensions` is null where they are not known yet. */
  async describe() {
    const saved = this.fromEnvironment ? null : await this.store.readEmbeddingEndpoint(this.scope)
    const connection = this.fromEnvironment ?? saved
    return {
      baseUrl: connection?.baseUrl ?? null,
      model: connection?.model ?? null,
      modelId: connection && endpointModelId(connection),
      dimensions: saved?.dimensions ?? null,
      hasKey: Boolean(connection?.apiKey),
      origin: this.fromEnvironment ? 'environment' : saved ? 'saved' : 'none',
    }
  }

  /**
   * Saves a connection after it has answered. A key is left out for the saved one, and only for the same address. Errors: conflict also while
   * the library uses the saved one and this is another, which a restart could then not open; embedding_endpoint_failed.
   */
  async save(connection: EndpointConnection, activeModelId: string, signal?: AbortSignal): Promise<EmbeddingEndpoint> {
    this.refuseWhenFixed()
    const saved = await this.store.readEmbeddingEndpoint(this.scope)
    const isInUse = saved !== null && endpointModelId(saved) === activeModelId
    if (isInUse && endpointModelId(connection) !== activeModelId) throw new AppError('conflict', 'The library uses the saved embedding service')
    const apiKey = connection.apiKey ?? (saved?.baseUrl === connection.baseUrl ? saved.apiKey : null)
    const limit = AbortSignal.timeout(probeMilliseconds)
    const endpoint = await probeEndpoint({ ...connection, apiKey }, signal ? AbortSignal.any([signal, limit]) : limit).catch((error) => {
      if (limit.aborted) throw new AppError('embedding_endpoint_failed', `No answer within ${probeMilliseconds / 1000} s`, { cause: error })
      throw error
    })
    await this.store.saveEmbeddingEndpoint(this.scope, endpoint)
    return endpoint
  }

  /** Errors: conflict while it is the model of the library, or set by the environment. */
  async delete(activeModelId: string): Promise<void> {
    this.refuseWhenFixed()
    const saved = await this.store.readEmbeddingEndpoint(this.scope)
    if (saved && endpointModelId(saved) === activeModelId) throw new AppError('conflict', 'The library uses this embedding service')
    await this.store.deleteEmbeddingEndpoint(this.scope)
  }

  private refuseWhenFixed(): void {
    if (this.fromEnvironment) throw new AppError('conflict', 'The embedding service is set by the environment')
  }

  private probeOnce(connection: EndpointConnection): Promise<EmbeddingEndpoint> {
    this.probed ??= probeEndpoint(connection, AbortSignal.timeout(probeMilliseconds)).catch((error) => {
      this.probed = null
      throw error
    })
    return this.probed
  }
}
