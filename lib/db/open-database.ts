import { pathToFileURL } from 'node:url'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { SecretBox } from '@/lib/domain/ports/secret-box'
import type { QueueSettings, SearchSettingsStore, SettingsStore } from '@/lib/domain/ports/settings-store'
import type { CollectionStore } from '@/lib/domain/ports/stores/collection-store'
import type { LlmConnectionStore } from '@/lib/domain/ports/stores/llm-connection-store'
import type { ModelChangeStore } from '@/lib/domain/ports/stores/model-change-store'
import type { SiteStore } from '@/lib/domain/ports/stores/site-store'
import type { SummaryStore } from '@/lib/domain/ports/stores/summary-store'
import type { TagStore } from '@/lib/domain/ports/stores/tag-store'
import type { TestSetStore } from '@/lib/domain/ports/stores/test-set-store'
import { defaultCollectionId, defaultWorkspaceId } from '@/lib/domain/workspace'
import { applyMigrations } from './apply-migrations'
import { runDatabaseOperation } from './connection/run-database-operation'
import { SingleConnectionAdapter } from './connection/single-connection-adapter'
import { PrismaLlmConnectionStore } from './connections/prisma-llm-connection-store'
import { PrismaConversationStore } from './conversations/prisma-conversation-store'
import { PrismaTagStore } from './documents/prisma-tag-store'
import { ensureCollection } from './ensure-collection'
import { PrismaClient } from './generated/client'
import { PrismaTestSetStore } from './lab/prisma-test-set-store'
import { PrismaModelChangeStore } from './models/prisma-model-change-store'
import { PrismaCollectionStore } from './prisma-collection-store'
import { PrismaDocumentStore } from './prisma-document-store'
import { PrismaQueueSettings } from './prisma-queue-settings'
import { PrismaSearchSettings } from './prisma-search-settings'
import { PrismaSettingsStore } from './prisma-settings-store'
import { PrismaSiteStore } from './prisma-site-store'
import { PrismaSummaryStore } from './summaries/prisma-summary-store'

export interface OpenDatabaseOptions {
  /** The database file; created when missing. Its directory must exist. */
  path: string
  /** The folder `prisma/migrations`. */
  migrationsDirectory: string
  /** The model that a new library's collection will be built with; one that is there keeps its own. */
  embeddingModelId: string
  /** The layout of the collection's points in the index. Default 1. */
  schemaVersion?: number
  secretBox: SecretBox
}

export interface Database {
  client: PrismaClient
  collections: CollectionStore
  documents: DocumentStore
  conversations: ConversationStore
  settings: SettingsStore
  queueSettings: QueueSettings
  searchSettings: SearchSettingsStore
  sites: SiteStore
  tags: TagStore
  testSets: TestSetStore
  modelChanges: ModelChangeStore
  connections: LlmConnectionStore
  summaries: SummaryStore
  /** Rejects with database_failed when the database does not answer. */
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * How long SQLite itself waits for another program's lock. It waits on the calling thread, so it is kept short; longer
 * waits are the business of `runDatabaseOperation`, which lets other requests run meanwhile.
 */
const busyTimeoutMilliseconds = 500

/**
 * Brings the database up to date, opens it, and makes sure that the default workspace and collection are there.
 * Only one process may do so at a time: take the data directory's lock first.
 * Errors: database_failed.
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  await applyMigrations({ path: options.path, migrationsDirectory: options.migrationsDirectory })
  const client = connect(options.path)
  try {
    await runDatabaseOperation('Setting up the connection', () => client.$queryRaw`PRAGMA foreign_keys = ON`)
    await ensureCollection(client, {
      workspaceId: defaultWorkspaceId,
      collectionId: defaultCollectionId,
      embeddingModelId: options.embeddingModelId,
      schemaVersion: options.schemaVersion ?? 1,
    })
  } catch (error) {
    await client.$disconnect()
    throw error
  }
  return {
    client,
    collections: new PrismaCollectionStore(client),
    documents: new PrismaDocumentStore(client),
    conversations: new PrismaConversationStore(client),
    settings: new PrismaSettingsStore(client, options.secretBox),
    searchSettings: new PrismaSearchSettings(client),
    sites: new PrismaSiteStore(client),
    tags: new PrismaTagStore(client),
    testSets: new PrismaTestSetStore(client),
    modelChanges: new PrismaModelChangeStore(client),
    connections: new PrismaLlmConnectionStore(client, options.secretBox),
    summaries: new PrismaSummaryStore(client),
    queueSettings: new PrismaQueueSettings(client),
    ping: () => runDatabaseOperation('Reading a row', async () => void (await client.workspace.count())),
    close: () => close(client),
  }
}

/** The driver keeps its connections until they are collected as garbage, so what lies beside the file is put into it here. */
async function close(client: PrismaClient): Promise<void> {
  try {
    await runDatabaseOperation('Emptying the write-ahead log', () => client.$queryRaw`PRAGMA wal_checkpoint(TRUNCATE)`)
  } finally {
    await client.$disconnect()
  }
}

function connect(path: string): PrismaClient {
  const adapter = new SingleConnectionAdapter({ url: pathToFileURL(path).href, timeout: busyTimeoutMilliseconds })
  // Prisma's longer messages quote the values of a failed call, which may be a person's text.
  return new PrismaClient({ adapter, errorFormat: 'minimal', transactionOptions: { maxWait: 10_000, timeout: 10_000 } })
}
