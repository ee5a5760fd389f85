import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { ensureCollection } from '@/lib/db/ensure-collection'
import { type Database, openDatabase } from '@/lib/db/open-database'
import { defaultCollectionId } from '@/lib/domain/workspace'
import { AesSecretBox } from '@/lib/storage/secret-box'
import { makeTemporaryDirectory } from './temporary-directory'

export const migrationsDirectory = path.resolve('prisma/migrations')
export const embeddingModelId = 'Xenova/all-MiniLM-L6-v2'
export const ours = { workspaceId: 'default' }
export const theirs = { workspaceId: 'someone-else' }

/** A real database file with two workspaces, closed after the test. */
export async function openTemporaryDatabase(): Promise<Database & { path: string }> {
  const file = path.join(await makeTemporaryDirectory(), 'docent.sqlite')
  const database = await openDatabase({ path: file, migrationsDirectory, embeddingModelId, secretBox: new AesSecretBox(randomBytes(32)) })
  onTestFinished(() => database.close())
  await ensureCollection(database.client, { ...theirs, collectionId: defaultCollectionId, embeddingModelId, schemaVersion: 1 })
  return { ...database, path: file }
}
