import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createClient, type InStatement } from '@libsql/client'
import { describe, expect, it } from 'vitest'
import { applyMigrations } from '@/lib/db/apply-migrations'
import { migrationsDirectory } from './temporary-database'
import { makeTemporaryDirectory } from './temporary-directory'

async function prepare() {
  const directory = await makeTemporaryDirectory()
  const migrations = path.join(directory, 'migrations')
  await cp(migrationsDirectory, migrations, { recursive: true })
  return { path: path.join(directory, 'docent.sqlite'), migrationsDirectory: migrations }
}

async function addMigration(directory: string, name: string, script: string) {
  await mkdir(path.join(directory, name))
  await writeFile(path.join(directory, name, 'migration.sql'), script)
}

async function run(file: string, ...statements: InStatement[]) {
  const client = createClient({ url: pathToFileURL(file).href })
  const results = []
  for (const statement of statements) results.push((await client.execute(statement)).rows)
  client.close()
  return results
}

const now = '2026-01-01T00:00:00.000+00:00'
const insertWorkspace = `INSERT INTO Workspace (id, name) VALUES ('w', 'w')`
const insertConversation = `INSERT INTO Conversation (id, workspaceId, title, searchText, updatedAt) VALUES ('c', 'w', 't', 't', '${now}')`

describe('applyMigrations', () => {
  it('creates the database, records every migration, and does nothing the second time', async () => {
    const options = await prepare()
    const names = (await readdir(migrationsDirectory, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    expect(await applyMigrations(options)).toEqual(names.sort())
    expect(await applyMigrations(options)).toEqual([])
    const [rows, mode] = await run(options.path, 'SELECT * FROM _prisma_migrations', 'PRAGMA journal_mode')
    expect(rows).toHaveLength(names.length)
    expect(rows?.[0]).toMatchObject({ migration_name: names[0], applied_steps_count: 1, rolled_back_at: null, logs: null })
    expect(mode?.[0]).toMatchObject({ journal_mode: 'wal' })
  })

  it('applies a later migration to a database with rows', async () => {
    const options = await prepare()
    await applyMigrations(options)
    await run(options.path, insertWorkspace)
    await addMigration(options.migrationsDirectory, '29990101000000_later', 'ALTER TABLE Workspace ADD COLUMN colour TEXT;')
    expect(await applyMigrations(options)).toEqual(['29990101000000_later'])
    expect(await run(options.path, 'SELECT id, colour FROM Workspace')).toMatchObject([[{ id: 'w', colour: null }]])
  })

  it('keeps the rows that refer to a table which a migration rebuilds', async () => {
    const options = await prepare()
    await applyMigrations(options)
    await run(options.path, insertWorkspace, insertConversation)
    const rebuild = `PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Workspace" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, "plan" TEXT NOT NULL DEFAULT 'free');
INSERT INTO "new_Workspace" ("id", "name", "createdAt") SELECT "id", "name", "createdAt" FROM "Workspace";
DROP TABLE "Workspace";
ALTER TABLE "new_Workspace" RENAME TO "Workspace";
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;`
    await addMigration(options.migrationsDirectory, '29990101000000_rebuild', rebuild)
    await applyMigrations(options)
    expect(await run(options.path, 'SELECT id FROM Conversation', 'SELECT plan FROM Workspace')).toMatchObject([[{ id: 'c' }], [{ plan: 'free' }]])
  })

  it('undoes a migration that fails half-way, and applies it once it is repaired', async () => {
    const options = await prepare()
    await applyMigrations(options)
    await addMigration(options.migrationsDirectory, '29990101000000_broken', 'CREATE TABLE "Extra" ("id" TEXT); INSERT INTO "Nowhere" VALUES (1);')
    await expect(applyMigrations(options)).rejects.toMatchObject({ code: 'database_failed', message: expect.stringContaining('29990101000000_broken') })
    expect(await run(options.path, `SELECT name FROM sqlite_master WHERE name = 'Extra'`)).toEqual([[]])
    await rm(path.join(options.migrationsDirectory, '29990101000000_broken'), { recursive: true })
    await addMigration(options.migrationsDirectory, '29990101000000_broken', 'CREATE TABLE "Extra" ("id" TEXT);')
    expect(await applyMigrations(options)).toEqual(['29990101000000_broken'])
  })

  it('undoes a migration that leaves rows without what they refer to', async () => {
    const options = await prepare()
    await applyMigrations(options)
    await run(options.path, insertWorkspace, insertConversation)
    await addMigration(options.migrationsDirectory, '29990101000000_orphans', 'DELETE FROM Workspace;')
    await expect(applyMigrations(options)).rejects.toMatchObject({ code: 'database_failed' })
    expect(await run(options.path, 'SELECT id FROM Workspace', 'SELECT id FROM Conversation')).toMatchObject([[{ id: 'w' }], [{ id: 'c' }]])
  })

  it('refuses a migration that was changed after it had run', async () => {
    const options = await prepare()
    await addMigration(options.migrationsDirectory, '29990101000000_later', 'CREATE TABLE "Extra" ("id" TEXT);')
    await applyMigrations(options)
    await writeFile(path.join(options.migrationsDirectory, '29990101000000_later', 'migration.sql'), 'CREATE TABLE "Extra" ("id" INTEGER);')
    await expect(applyMigrations(options)).rejects.toMatchObject({ code: 'database_failed', message: expect.stringContaining('was changed') })
  })

  it('refuses a database of a newer Docent', async () => {
    const options = await prepare()
    await addMigration(options.migrationsDirectory, '29990101000000_later', 'CREATE TABLE "Extra" ("id" TEXT);')
    await applyMigrations(options)
    await expect(applyMigrations({ ...options, migrationsDirectory })).rejects.toMatchObject({
      code: 'database_failed',
      message: expect.stringContaining('newer Docent'),
    })
  })

  it('refuses a database in which a migration is recorded as failed, but not one that was rolled back', async () => {
    const options = await prepare()
    await applyMigrations(options)
    await run(options.path, `UPDATE _prisma_migrations SET finished_at = NULL`)
    await expect(applyMigrations(options)).rejects.toMatchObject({ code: 'database_failed', message: expect.stringContaining('half-way') })
    const [tables, recorded] = await run(
      options.path,
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> '_prisma_migrations'`,
      'SELECT id FROM _prisma_migrations',
    )
    const dropped = (tables ?? []).map(({ name }) => `DROP TABLE "${name}"`)
    await run(options.path, 'PRAGMA foreign_keys = OFF', `UPDATE _prisma_migrations SET rolled_back_at = ${Date.now()}`, ...dropped)
    expect(await applyMigrations(options)).toHaveLength(recorded?.length ?? 0)
  })

  it('says so when the file is not a database, or the migrations are not there', async () => {
    const options = await prepare()
    await expect(applyMigrations({ ...options, migrationsDirectory: path.join(options.migrationsDirectory, 'nowhere') })).rejects.toMatchObject({
      code: 'database_failed',
    })
    await writeFile(options.path, 'this is not a database, and long enough to be told from an empty one'.repeat(20))
    await expect(applyMigrations(options)).rejects.toMatchObject({ code: 'database_failed' })
  })
})
