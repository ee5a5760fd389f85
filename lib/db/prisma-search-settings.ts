import { z } from 'zod'
import type { SearchSettingsStore } from '@/lib/domain/ports/settings-store'
import { type SearchSettings, standardSearchSettings } from '@/lib/domain/retrieval/search-settings'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { runDatabaseOperation } from './connection/run-database-operation'
import type { PrismaClient } from './generated/client'
import { readColumn, toJsonColumn } from './rows/column-shape'

const searchKey = 'search'
const searchColumn = z.object({ multiQuery: z.boolean(), hypotheticalDocument: z.boolean(), rerank: z.boolean() })

/** How a person wants questions searched, one row. */
export class PrismaSearchSettings implements SearchSettingsStore {
  readonly #client: PrismaClient

  constructor(client: PrismaClient) {
    this.#client = client
  }

  async read(scope: WorkspaceScope): Promise<SearchSettings> {
    const row = await runDatabaseOperation('Reading a setting', () => this.#client.setting.findUnique({ where: rowKey(scope) }))
    return row === null ? standardSearchSettings : readColumn('The setting of the search', searchColumn, row.value)
  }

  async save(scope: WorkspaceScope, settings: SearchSettings): Promise<void> {
    const value = toJsonColumn(settings)
    const create = { workspaceId: scope.workspaceId, key: searchKey, value }
    await runDatabaseOperation('Saving a setting', () => this.#client.setting.upsert({ where: rowKey(scope), create, update: { value } }))
  }
}

function rowKey(scope: WorkspaceScope) {
  return { workspaceId_key: { workspaceId: scope.workspaceId, key: searchKey } }
}
