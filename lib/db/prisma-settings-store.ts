import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { EmbeddingEndpoint } from '@/lib/domain/ports/embedder'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'
import type { SecretBox } from '@/lib/domain/ports/secret-box'
import type { SettingsStore } from '@/lib/domain/ports/settings-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import type { PrismaClient } from './generated/client'
import { readColumn, toJsonColumn } from './rows/column-shape'

const generatorKey = 'generator-connection'
const endpointKey = 'embedding-endpoint'
type SettingKey = typeof generatorKey | typeof endpointKey

const generatorColumn = z.object({ baseUrl: z.string(), model: z.string(), sealedApiKey: z.string().nullable() })
const endpointColumn = generatorColumn.extend({ dimensions: z.int() })

/** What helps the person whose key cannot be opened is to enter it again, and that is what the texts of these codes say. */
const codeOfLostKey: Record<SettingKey, ErrorCode> = { [generatorKey]: 'llm_unauthorized', [endpointKey]: 'embedding_endpoint_failed' }

/** Settings, one row each. An API key is stored sealed, never as it is. */
export class PrismaSettingsStore implements SettingsStore {
  readonly #client: PrismaClient
  readonly #secretBox: SecretBox

  constructor(client: PrismaClient, secretBox: SecretBox) {
    this.#client = client
    this.#secretBox = secretBox
  }

  async readGeneratorConnection(scope: WorkspaceScope): Promise<GeneratorConnection | null> {
    const value = await this.#read(scope, generatorKey)
    if (value === null) return null
    const { baseUrl, model, sealedApiKey } = readColumn('The setting of the language model', generatorColumn, value)
    return { baseUrl, model, apiKey: this.#openApiKey(scope, generatorKey, sealedApiKey) }
  }

  async saveGeneratorConnection(scope: WorkspaceScope, connection: GeneratorConnection): Promise<void> {
    const { baseUrl, model, apiKey } = connection
    await this.#save(scope, generatorKey, { baseUrl, model, sealedApiKey: this.#sealApiKey(scope, generatorKey, apiKey) })
  }

  async deleteGeneratorConnection(scope: WorkspaceScope): Promise<void> {
    await this.#delete(scope, generatorKey)
  }

  async readEmbeddingEndpoint(scope: WorkspaceScope): Promise<EmbeddingEndpoint | null> {
    const value = await this.#read(scope, endpointKey)
    if (value === null) return null
    const { baseUrl, model, dimensions, sealedApiKey } = readColumn('The setting of the embedding service', endpointColumn, value)
    return { baseUrl, model, dimensions, apiKey: this.#openApiKey(scope, endpointKey, sealedApiKey) }
  }

  async saveEmbeddingEndpoint(scope: WorkspaceScope, endpoint: EmbeddingEndpoint): Promise<void> {
    const { baseUrl, model, dimensions, apiKey } = endpoint
    await this.#save(scope, endpointKey, { baseUrl, model, dimensions, sealedApiKey: this.#sealApiKey(scope, endpointKey, apiKey) })
  }

  async deleteEmbeddingEndpoint(scope: WorkspaceScope): Promise<void> {
    await this.#delete(scope, endpointKey)
  }

  async #read(scope: WorkspaceScope, key: SettingKey): Promise<unknown> {
    const row = await runDatabaseOperation('Reading a setting', () => this.#client.setting.findUnique({ where: rowKey(scope, key) }))
    return row === null ? null : row.value
  }

  async #save(scope: WorkspaceScope, key: SettingKey, setting: object): Promise<void> {
    const value = toJsonColumn(setting)
    const create = { workspaceId: scope.workspaceId, key, value }
    await runDatabaseOperation('Saving a setting', () => this.#client.setting.upsert({ where: rowKey(scope, key), create, update: { value } }))
  }

  async #delete(scope: WorkspaceScope, key: SettingKey): Promise<void> {
    await runDatabaseOperation('Deleting a setting', () => this.#client.setting.deleteMany({ where: { workspaceId: scope.workspaceId, key } }))
  }

  #sealApiKey(scope: WorkspaceScope, key: SettingKey, apiKey: string | null): string | null {
    return apiKey === null ? null : this.#secretBox.seal(apiKey, secretContext(scope, key))
  }

  #openApiKey(scope: WorkspaceScope, key: SettingKey, sealed: string | null): string | null {
    if (sealed === null) return null
    try {
      return this.#secretBox.open(sealed, secretContext(scope, key))
    } catch (error) {
      throw new AppError(codeOfLostKey[key], 'The saved API key cannot be opened with the present secret key file', { cause: error })
    }
  }
}

function rowKey(scope: WorkspaceScope, key: SettingKey) {
  return { workspaceId_key: { workspaceId: scope.workspaceId, key } }
}

function secretContext(scope: WorkspaceScope, key: SettingKey): string {
  return `${key}/${scope.workspaceId}`
}
