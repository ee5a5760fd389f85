import { randomBytes } from 'node:crypto'
import { readdirSync, readlinkSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { describe, expect, it, onTestFinished } from 'vitest'
import { runDatabaseOperation } from '@/lib/db/connection/run-database-operation'
import { openDatabase } from '@/lib/db/open-database'
import { AesSecretBox } from '@/lib/storage/secret-box'
import { startProgram } from './start-program'
import { embeddingModelId, migrationsDirectory, openTemporaryDatabase, ours } from './temporary-database'
import { makeTemporaryDirectory } from './temporary-directory'

const secretBox = new AesSecretBox(randomBytes(32))
const newDocument = { source: 'a.md', origin: 'upload', format: 'markdown', byteSize: 1, contentHash: 'a'.repeat(64) } as const

async function openAt(file: string, modelId = embeddingModelId) {
  const database = await openDatabase({ path: file, migrationsDirectory, embeddingModelId: modelId, secretBox })
  onTestFinished(() => database.close())
  return database
}

describe('openDatabase', () => {
  it('keeps its settings on the connection, after transactions too, and opens no other', async () => {
    const { client, path: file, conversations } = await openTemporaryDatabase()
    const openBefore = countOpen(file)
    expect(openBefore > 0).toBe(process.platform === 'linux')
    const { id } = await conversations.create(ours, 'Title')
    await conversations.addQuestion(ours, id, { text: 'One', parentId: null })
    await expect(client.$transaction(() => Promise.reject(new Error('stop')))).rejects.toThrow('stop')
    expect(await client.$queryRaw`PRAGMA foreign_keys`).toMatchObject([{ foreign_keys: 1 }])
    expect(await client.$queryRaw`PRAGMA journal_mode`).toMatchObject([{ journal_mode: 'wal' }])
    expect(await client.$queryRaw`PRAGMA busy_timeout`).toMatchObject([{ timeout: 500 }])
    expect(countOpen(file)).toBeLessThanOrEqual(openBefore)
  })

  it('creates the default workspace and collection once', async () => {
    const file = path.join(await makeTemporaryDirectory(), 'docent.sqlite')
    await (await openAt(file)).close()
    const { client } = await openAt(file)
    expect(await client.collection.findMany()).toMatchObject([{ id: 'default', workspaceId: 'default', embeddingModelId, schemaVersion: 1 }])
  })

  it('leaves everything in the one file when it is closed', async () => {
    const file = path.join(await makeTemporaryDirectory(), 'docent.sqlite')
    const database = await openAt(file)
    await database.documents.create(ours, newDocument)
    expect(statSync(`${file}-wal`).size).toBeGreaterThan(0)
    await database.close()
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0)
  })

  it('takes another embedding model before there are documents, and keeps its own once there are or it was changed in the app', async () => {
    const file = path.join(await makeTemporaryDirectory(), 'docent.sqlite')
    await (await openAt(file)).close()
    const database = await openAt(file, 'Xenova/gte-small')
    expect(await database.modelChanges.readActiveModelId(ours)).toBe('Xenova/gte-small')
    const document = await database.documents.create(ours, newDocument)
    await database.close()
    const again = await openAt(file)
    expect(await again.modelChanges.readActiveModelId(ours)).toBe('Xenova/gte-small')
    await again.documents.delete(ours, document.id)
    await again.modelChanges.create(ours, { fromModelId: embeddingModelId, toModelId: 'Xenova/gte-small' })
    await again.close()
    expect(await (await openAt(file)).modelChanges.readActiveModelId(ours)).toBe('Xenova/gte-small')
  })

  it('deletes everything of a workspace with it', async () => {
    const { client, conversations, documents, settings } = await openTemporaryDatabase()
    await documents.create(ours, newDocument)
    await conversations.addQuestion(ours, (await conversations.create(ours, 'Title')).id, { text: 'Question', parentId: null })
    await settings.saveGeneratorConnection(ours, { baseUrl: 'http://localhost', model: 'm', apiKey: null })
    await client.workspace.delete({ where: { id: ours.workspaceId } })
    const left = await Promise.all([
      client.document.count(),
      client.conversation.count(),
      client.message.count(),
      client.setting.count(),
      client.collection.count(),
    ])
    expect(left).toEqual([0, 0, 0, 0, 1])
  })

  it('waits while another program writes, and reports a lock that stays', async () => {
    const { client, documents, path: file } = await openTemporaryDatabase()
    const other = createClient({ url: pathToFileURL(file).href })
    await other.execute('BEGIN IMMEDIATE')
    const waiting = documents.create(ours, newDocument)
    await new Promise((resolve) => setTimeout(resolve, 50))
    await other.execute('COMMIT')
    expect(await waiting).toMatchObject({ source: 'a.md' })
    // Committed for others to see, and the connection as it was.
    expect((await other.execute('SELECT source FROM Document')).rows).toMatchObject([{ source: 'a.md' }])
    expect(await client.$queryRaw`PRAGMA foreign_keys`).toMatchObject([{ foreign_keys: 1 }])
    expect(await client.$queryRaw`PRAGMA busy_timeout`).toMatchObject([{ timeout: 500 }])
    await other.execute('BEGIN IMMEDIATE')
    await expect(documents.create(ours, newDocument)).rejects.toMatchObject({ code: 'database_busy', isRetryable: true })
    await other.execute('COMMIT')
    other.close()
    expect(await documents.create(ours, newDocument)).toMatchObject({ version: 2 })
  })

  it('answers a ping, and wraps what the database throws', async () => {
    const database = await openTemporaryDatabase()
    await database.ping()
    await database.client.$executeRaw`DROP TABLE Setting`
    await expect(database.settings.readGeneratorConnection(ours)).rejects.toMatchObject({ code: 'database_failed' })
    await expect(runDatabaseOperation('Test', () => database.client.$queryRaw`SELECT * FROM Nowhere`)).rejects.toMatchObject({ code: 'database_failed' })
  })

  it('loses no acknowledged row when its process is killed', async () => {
    const file = path.join(await makeTemporaryDirectory(), 'docent.sqlite')
    for (const rowsBeforeTheKill of [5, 60]) {
      const writer = await startProgram('write-until-killed', [file, migrationsDirectory, embeddingModelId])
      await writer.waitForLines(rowsBeforeTheKill)
      await writer.kill()
      const { client, close } = await openAt(file)
      expect(await client.$queryRaw`PRAGMA integrity_check`).toMatchObject([{ integrity_check: 'ok' }])
      const kept = new Set((await client.document.findMany()).map((row) => row.source))
      expect(writer.lines.filter((source) => !kept.has(source))).toEqual([])
      await close()
    }
  })
})

/** How often this process has the file open; 0 where the system does not tell. */
function countOpen(file: string): number {
  if (process.platform !== 'linux') return 0
  return readdirSync('/proc/self/fd').filter((descriptor) => linkOf(descriptor) === file).length
}

function linkOf(descriptor: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${descriptor}`)
  } catch {
    return ''
  }
}
