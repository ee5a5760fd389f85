import type { LlmConnection, LlmConnectionInput } from '../../llm/llm-connection'
import type { WorkspaceScope } from '../../workspace'
import type { GeneratorConnection } from '../generator'

/** With its key. */
export type OpenedConnection = Required<GeneratorConnection> & { id: string }

/**
 * The language models a person set up. Keys are encrypted at rest and come out only with `open`.
 * Errors: database_failed; not_found; llm_unauthorized when a saved key can no longer be decrypted.
 */
export interface LlmConnectionStore {
  /** Oldest first. */
  list(scope: WorkspaceScope): Promise<LlmConnection[]>
  /** The first one becomes the default. */
  create(scope: WorkspaceScope, input: LlmConnectionInput): Promise<LlmConnection>
  update(scope: WorkspaceScope, id: string, input: LlmConnectionInput): Promise<LlmConnection>
  /** When it was the default, the oldest of the others becomes it. */
  delete(scope: WorkspaceScope, id: string): Promise<boolean>
  setDefault(scope: WorkspaceScope, id: string): Promise<void>
  /** With the key. Null `id`: the default; null when there is none. */
  open(scope: WorkspaceScope, id: string | null): Promise<OpenedConnection | null>
}
