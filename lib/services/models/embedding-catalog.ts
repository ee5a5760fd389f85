import { AppError } from '@/lib/domain/app-error'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { EmbeddingEndpoint } from '@/lib/domain/ports/embedder'
import type { ModelChoice } from '@/lib/domain/retrieval/model-change'
import { describeEndpointModel, isEndpointModelId } from '@/lib/models/endpoint/endpoint-model'
import { OpenaiEmbedder } from '@/lib/models/endpoint/openai-embedder'
import { modelFolder } from '@/lib/models/files/model-folder'
import { defaultModelId } from '@/lib/models/model-manifest'
import type { ModelCatalog } from './model-catalog'

export interface EmbeddingCatalogParts {
  local: ModelCatalog
  modelsDirectory: string
  /** The one that is set up, if any. Rejects where it cannot be asked. */
  readEndpoint: () => Promise<EmbeddingEndpoint | null>
}

/** The models of this machine, and the one behind an address where one is set up. */
export class EmbeddingCatalog implements ModelCatalog {
  /** Also one that was replaced since, as long as its collection may be in use. */
  private readonly endpoints = new Map<string, EmbeddingEndpoint>()

  constructor(private readonly parts: EmbeddingCatalogParts) {}

  async list(activeModelId: string): Promise<ModelChoice[]> {
    const local = await this.parts.local.list(activeModelId)
    await this.refresh().catch(() => undefined)
    const distant = [...this.endpoints.values()].map(describeEndpointModel)
    return [...local, ...distant.map(({ slug: _, ...model }): ModelChoice => ({ ...model, ...aboutEndpoints, isActive: model.id === activeModelId }))]
  }

  find(modelId: string): EmbeddingModel {
    return isEndpointModelId(modelId) ? describeEndpointModel(this.endpointOf(modelId)) : this.parts.local.find(modelId)
  }

  /** Cuts are measured with the tokenizer every installation has: a service does not tell its own. */
  async open(modelId: string) {
    if (!isEndpointModelId(modelId)) return this.parts.local.open(modelId)
    await this.refresh()
    return { embedder: new OpenaiEmbedder(this.endpointOf(modelId)), tokenizerPath: modelFolder(this.parts.modelsDirectory, { id: defaultModelId }) }
  }

  memoryBytes(modelId: string): number {
    return isEndpointModelId(modelId) ? 0 : this.parts.local.memoryBytes(modelId)
  }

  /** What `find` needs to know of this model. Errors: embedding_endpoint_failed when its service does not answer. */
  async prepareFor(modelId: string): Promise<void> {
    if (isEndpointModelId(modelId)) await this.refresh()
  }

  /** Learns of an endpoint that was set up meanwhile. */
  private async refresh(): Promise<void> {
    const endpoint = await this.parts.readEndpoint()
    if (endpoint) this.endpoints.set(describeEndpointModel(endpoint).id, endpoint)
  }

  private endpointOf(modelId: string): EmbeddingEndpoint {
    const endpoint = this.endpoints.get(modelId)
    if (!endpoint) throw new AppError('embedding_endpoint_failed', 'The embedding service of this model is not set up any more')
    return endpoint
  }
}

const aboutEndpoints = { licence: '', bytes: 0, isInstalled: true, kind: 'endpoint' } as const
