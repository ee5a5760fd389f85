import type { EmbeddingModel } from '@/lib/domain/embedding-model'

/** What `GET /api/settings` answers. */
export interface Settings {
  llm: LanguageModelSettings
  embeddingModel: EmbeddingModel
  version: string
}

export interface LanguageModelSettings {
  baseUrl: string | null
  model: string | null
  hasKey: boolean
  origin: 'environment' | 'saved' | 'none'
}
