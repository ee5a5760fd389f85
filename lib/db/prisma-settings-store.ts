import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'
import type { SecretBox } from '@/lib/domain/ports/secret-box'
import type { SettingsStore } from '@/lib/domain/ports/settings-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import type { PrismaClient } from './generated/client'
import { readColumn, toJsonColumn } from './rows/column-shape'

const generatorKey = 'generator-connection'
const generatorColumn = z.object({ baseUrl: z.string(), model: z.string(), sealedApiKey: z.string().nullable() })

/** Settings, one row each. The API key is stored sealed, never as it is. */
export class PrismaSettingsStore implements SettingsStore {
  readonly #client: PrismaClient
  readonly #secretBox: SecretBox

  constructor(client: PrismaClient, secretBox: SecretBox) {
    this.#client = client
    this.#secretBox = secretBox
  }

  async readGeneratorConnection(scope: WorkspaceScope): Promise<GeneratorConnection | null> {
    const row = await runDatabaseOperation('Reading a setting', () => this.#client.setting.findUnique({ where: rowKey(scope) }))
    if (row === null) return null
    const { baseUrl, model, sealedApiKey } = readColumn('The setting of the language model', generatorColumn, row.value)
    return { baseUrl, model, apiKey: sealedApiKey === null ? null : this.#openApiKey(scope, sealedApiKey) }
  }

  async saveGeneratorConnection(scope: WorkspaceScope, connection: GeneratorConnection): Promise<void> {
    const { baseUrl, model, apiKey } = connection
    const value = toJsonColumn({ baseUrl, model, sealedApiKey: apiKey === null ? null : this.#secretBox.seal(apiKey, secretContext(scope)) })
    const where = rowKey(scope)
    const create = { workspaceId: scope.workspaceId, key: generatorKey, value }
    await runDatabaseOperation('Saving a setting', () => this.#client.setting.upsert({ where, create, update: { value } }))
  }

  async deleteGeneratorConnection(scope: WorkspaceScope): Promise<void> {
    await runDatabaseOperation('Deleting a setting', () => this.#client.setting.deleteMany({ where: { workspaceId: scope.workspaceId, key: generatorKey } }))
  }

  #openApiKey(scope: WorkspaceScope, sealed: string): string {
    try {
      return this.#secretBox.open(sealed, secretContext(scope))
    } catch (error) {
      // What helps the person is to enter the key again, and that is what the text of this code says.
      throw new AppError('llm_unauthorized', 'The saved API key cannot be opened with the present secret key file', { cause: error })
    }
  }
}

function rowKey(scope: WorkspaceScope) {
  return { workspaceId_key: { workspaceId: scope.workspaceId, key: generatorKey } }
}

function secretContext(scope: WorkspaceScope): string {
  return `${generatorKey}/${scope.workspaceId}`
}
