import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'
import { type LlmConnection, type LlmConnectionInput, llmPresetIds } from '@/lib/domain/llm/llm-connection'
import type { SecretBox } from '@/lib/domain/ports/secret-box'
import type { LlmConnectionStore, OpenedConnection } from '@/lib/domain/ports/stores/llm-connection-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from '../connection/run-database-operation'
import type { LlmConnection as ConnectionRow, PrismaClient } from '../generated/client'

/** A kind that a later version knew is one like any other. */
const presetColumn = z.enum(llmPresetIds).catch('other')
const oldestFirst = [{ createdAt: 'asc' as const }, { id: 'asc' as const }]

/** Connections, one row each. A key is stored sealed, bound to its row, never as it is. */
export class PrismaLlmConnectionStore implements LlmConnectionStore {
  readonly #client: PrismaClient
  readonly #secretBox: SecretBox

  constructor(client: PrismaClient, secretBox: SecretBox) {
    this.#client = client
    this.#secretBox = secretBox
  }

  async list({ workspaceId }: WorkspaceScope): Promise<LlmConnection[]> {
    const rows = await runDatabaseOperation('Listing connections', () => this.#client.llmConnection.findMany({ where: { workspaceId }, orderBy: oldestFirst }))
    return rows.map(toConnection)
  }

  async create(scope: WorkspaceScope, input: LlmConnectionInput): Promise<LlmConnection> {
    const { workspaceId } = scope
    const id = crypto.randomUUID()
    const apiKey = input.apiKey ? this.#seal(scope, id, input.apiKey) : null
    const row = await runDatabaseOperation('Creating a connection', () =>
      this.#client.$transaction(async (transaction) => {
        const hasDefault = (await transaction.llmConnection.count({ where: { workspaceId, isDefault: true } })) > 0
        return transaction.llmConnection.create({ data: { ...columnsOf(input), id, workspaceId, apiKey, isDefault: !hasDefault } })
      }),
    )
    return toConnection(row)
  }

  async update(scope: WorkspaceScope, id: string, input: LlmConnectionInput): Promise<LlmConnection> {
    const apiKey = input.apiKey === undefined ? {} : { apiKey: input.apiKey ? this.#seal(scope, id, input.apiKey) : null }
    const [row] = await runDatabaseOperation('Changing a connection', () =>
      this.#client.llmConnection.updateManyAndReturn({ where: { id, workspaceId: scope.workspaceId }, data: { ...columnsOf(input), ...apiKey } }),
    )
    if (!row) throw new AppError('not_found', 'No such connection')
    return toConnection(row)
  }

  async delete({ workspaceId }: WorkspaceScope, id: string): Promise<boolean> {
    return runDatabaseOperation('Deleting a connection', () =>
      this.#client.$transaction(async (transaction) => {
        const row = await transaction.llmConnection.findFirst({ where: { id, workspaceId } })
        if (!row) return false
        await transaction.llmConnection.delete({ where: { id } })
        const next = row.isDefault ? await transaction.llmConnection.findFirst({ where: { workspaceId }, orderBy: oldestFirst }) : null
        if (next) await transaction.llmConnection.update({ where: { id: next.id }, data: { isDefault: true } })
        return true
      }),
    )
  }

  async setDefault({ workspaceId }: WorkspaceScope, id: string): Promise<void> {
    const isThere = await runDatabaseOperation('Choosing the default connection', () =>
      this.#client.$transaction(async (transaction) => {
        const { count } = await transaction.llmConnection.updateMany({ where: { id, workspaceId }, data: { isDefault: true } })
        if (count > 0) await transaction.llmConnection.updateMany({ where: { workspaceId, id: { not: id } }, data: { isDefault: false } })
        return count > 0
      }),
    )
    if (!isThere) throw new AppError('not_found', 'No such connection')
  }

  async open(scope: WorkspaceScope, id: string | null): Promise<OpenedConnection | null> {
    const where = { workspaceId: scope.workspaceId, ...(id === null ? { isDefault: true } : { id }) }
    const row = await runDatabaseOperation('Reading a connection', () => this.#client.llmConnection.findFirst({ where }))
    if (!row) return null
    const { baseUrl, model, contextTokens } = row
    return { id: row.id, preset: presetColumn.parse(row.preset), baseUrl, model, contextTokens, apiKey: this.#open(scope, row) }
  }

  #seal(scope: WorkspaceScope, id: string, apiKey: string): string {
    return this.#secretBox.seal(apiKey, secretContext(scope, id))
  }

  #open(scope: WorkspaceScope, { id, apiKey }: ConnectionRow): string | null {
    if (apiKey === null) return null
    try {
      return this.#secretBox.open(apiKey, secretContext(scope, id))
    } catch (error) {
      throw new AppError('llm_unauthorized', 'The saved API key cannot be opened with the present secret key file', { cause: error })
    }
  }
}

function columnsOf({ name, preset, baseUrl, model, contextTokens }: LlmConnectionInput) {
  return { name, preset, baseUrl, model, contextTokens }
}

function toConnection({ id, name, preset, baseUrl, model, apiKey, contextTokens, isDefault }: ConnectionRow): LlmConnection {
  return { id, name, preset: presetColumn.parse(preset), baseUrl, model, hasApiKey: apiKey !== null, contextTokens, isDefault, isFixed: false }
}

function secretContext(scope: WorkspaceScope, id: string): string {
  return `llm-connection/${scope.workspaceId}/${id}`
}
