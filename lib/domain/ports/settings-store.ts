import type { SearchSettings } from '../retrieval/search-settings'
import type { WorkspaceScope } from '../workspace'
import type { EmbeddingEndpoint } from './embedder'
import type { GeneratorConnection } from './generator'

/**
 * Settings a person saves in the app. The API key is encrypted at rest. Errors: database_failed; llm_unauthorized or
 * embedding_endpoint_failed when a saved key can no longer be decrypted, so that the person enters it again.
 */
export interface SettingsStore {
  readGeneratorConnection(scope: WorkspaceScope): Promise<GeneratorConnection | null>
  saveGeneratorConnection(scope: WorkspaceScope, connection: GeneratorConnection): Promise<void>
  deleteGeneratorConnection(scope: WorkspaceScope): Promise<void>
  readEmbeddingEndpoint(scope: WorkspaceScope): Promise<EmbeddingEndpoint | null>
  saveEmbeddingEndpoint(scope: WorkspaceScope, endpoint: EmbeddingEndpoint): Promise<void>
  deleteEmbeddingEndpoint(scope: WorkspaceScope): Promise<void>
}

/** Whether the queue is halted; it stays so over a restart. Errors: database_failed. */
export interface QueueSettings {
  readIsPaused(scope: WorkspaceScope): Promise<boolean>
  saveIsPaused(scope: WorkspaceScope, isPaused: boolean): Promise<void>
}

/** How questions are searched. Errors: database_failed. */
export interface SearchSettingsStore {
  /** `standardSearchSettings` where nothing was saved. */
  read(scope: WorkspaceScope): Promise<SearchSettings>
  save(scope: WorkspaceScope, settings: SearchSettings): Promise<void>
}
