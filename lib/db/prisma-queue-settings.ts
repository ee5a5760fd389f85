import { z } from 'zod'
import type { QueueSettings } from '@/lib/domain/ports/settings-store'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import type { PrismaClient } from './generated/client'
import { readColumn } from './rows/column-shape'

const queueKey = 'queue'
const queueColumn = z.object({ isPaused: z.boolean() })

/** What a person decided about the queue, one row. */
export class PrismaQueueSettings implements QueueSettings {
  readonly #client: PrismaClient

  constructor(client: PrismaClient) {
    this.#client = client
  }

  async readIsPaused(scope: WorkspaceScope): Promise<boolean> {
    const row = await runDatabaseOperation('Reading a setting', () => this.#client.setting.findUnique({ where: rowKey(scope) }))
    return row !== null && readColumn('The setting of the queue', queueColumn, row.value).isPaused
  }

  async saveIsPaused(scope: WorkspaceScope, isPaused: boolean): Promise<void> {
    const value = { isPaused }
    const create = { workspaceId: scope.workspaceId, key: queueKey, value }
    await runDatabaseOperation('Saving a setting', () => this.#client.setting.upsert({ where: rowKey(scope), create, update: { value } }))
  }
}

function rowKey(scope: WorkspaceScope) {
  return { workspaceId_key: { workspaceId: scope.workspaceId, key: queueKey } }
}
