import { toAppError } from '@/lib/domain/app-error'
import type { SettingsStore } from '@/lib/domain/ports/settings-store'
import type { LlmConnectionStore } from '@/lib/domain/ports/stores/llm-connection-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { reportError } from '@/lib/http/report-error'
import { asConnectionInput } from './llm-connections'

/**
 * Makes the one language model that was saved in the settings before there were several into a connection, once. Killed
 * between the two writes, it finds the copy at the next start. A key that can no longer be opened is no reason not to start.
 */
export async function takeOverConnection(parts: { settings: SettingsStore; connections: LlmConnectionStore }, scope: WorkspaceScope): Promise<void> {
  const { settings, connections } = parts
  try {
    const saved = await settings.readGeneratorConnection(scope)
    if (!saved) return
    const isThere = (await connections.list(scope)).some(({ baseUrl, model }) => baseUrl === saved.baseUrl && model === saved.model)
    if (!isThere) await connections.create(scope, asConnectionInput(saved))
    await settings.deleteGeneratorConnection(scope)
  } catch (thrown) {
    const error = toAppError(thrown)
    if (error.code !== 'llm_unauthorized') throw error
    reportError('taking over the saved language model', error)
  }
}
