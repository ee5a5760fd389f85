import { createHash, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Client, createClient } from '@libsql/client'
import { AppError } from '@/lib/domain/app-error'

interface Migration {
  name: string
  script: string
  checksum: string
}

interface AppliedMigration {
  name: string
  checksum: string
  isFinished: boolean
  isRolledBack: boolean
}

const migrationTable = '_prisma_migrations'

/** The table as Prisma's own migration engine creates it. */
const createMigrationTable = `CREATE TABLE IF NOT EXISTS "${migrationTable}" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`

/**
 * Brings a SQLite file up to the checked-in migrations, creating it when missing.
 *
 * Prisma's own `migrate deploy` needs a program that is downloaded separately, so the scripts run through the driver,
 * in the order of their names, each in one transaction together with its row in Prisma's table: Prisma's tools accept
 * the result. Refused, with nothing changed: a database that a newer Docent has migrated, a script that was changed
 * after it had run, and a migration that Prisma's tools recorded as failed.
 * Returns the names of the migrations that ran. Errors: database_failed.
 */
export async function applyMigrations(options: { path: string; migrationsDirectory: string }): Promise<string[]> {
  const migrations = await readMigrations(options.migrationsDirectory)
  const client = await openClient(options.path)
  try {
    await client.execute('PRAGMA journal_mode = WAL')
    await client.execute(createMigrationTable)
    const applied = await readApplied(client)
    checkApplied(migrations, applied)
    const appliedNames = new Set(applied.map((migration) => migration.name))
    const pending = migrations.filter((migration) => !appliedNames.has(migration.name))
    for (const migration of pending) await applyOne(client, migration)
    return pending.map((migration) => migration.name)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('database_failed', 'The database could not be read to bring it up to date', { cause: error })
  } finally {
    client.close()
  }
}

async function readMigrations(directory: string): Promise<Migration[]> {
  try {
    const entries = await readdir(directory, { withFileTypes: true })
    const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
    if (names.length === 0) throw new Error('The folder holds no migrations')
    return await Promise.all(names.sort().map((name) => readMigration(directory, name)))
  } catch (error) {
    throw new AppError('database_failed', `The migrations could not be read from ${directory}`, { cause: error })
  }
}

async function readMigration(directory: string, name: string): Promise<Migration> {
  const bytes = await readFile(path.join(directory, name, 'migration.sql'))
  return { name, script: bytes.toString('utf8'), checksum: createHash('sha256').update(bytes).digest('hex') }
}

async function openClient(file: string): Promise<Client> {
  try {
    return createClient({ url: pathToFileURL(file).href, timeout: 2000 })
  } catch (error) {
    throw new AppError('database_failed', `The database ${file} could not be opened`, { cause: error })
  }
}

async function readApplied(client: Client): Promise<AppliedMigration[]> {
  const { rows } = await client.execute(`SELECT migration_name, checksum, finished_at, rolled_back_at FROM "${migrationTable}" ORDER BY started_at`)
  return rows
    .map((row) => ({
      name: String(row.migration_name),
      checksum: String(row.checksum),
      isFinished: row.finished_at !== null,
      isRolledBack: row.rolled_back_at !== null,
    }))
    .filter((migration) => !migration.isRolledBack)
}

function checkApplied(migrations: Migration[], applied: AppliedMigration[]): void {
  for (const { name, checksum, isFinished } of applied) {
    const known = migrations.find((migration) => migration.name === name)
    if (!isFinished) throw new AppError('database_failed', `Migration ${name} failed half-way in this database. Restore the database from a backup`)
    if (known === undefined)
      throw new AppError('database_failed', `This database was made by a newer Docent (migration ${name}). Start that version, or a newer one`)
    if (known.checksum !== checksum)
      throw new AppError(
        'database_failed',
        `Migration ${name} was changed after it had been applied. Restore its file, and put the change into a new migration`,
      )
  }
}

async function applyOne(client: Client, migration: Migration): Promise<void> {
  // Rebuilding a table drops the old one, which would take the rows that refer to it along. SQLite ignores this switch
  // inside a transaction, so it is thrown before, and the references are checked at the end instead.
  await client.execute('PRAGMA foreign_keys = OFF')
  const transaction = await client.transaction('write')
  try {
    const startedAt = Date.now()
    await transaction.executeMultiple(migration.script)
    const violations = await transaction.execute('PRAGMA foreign_key_check')
    if (violations.rows.length > 0) throw new Error(`${violations.rows.length} rows refer to rows that are not there`)
    await transaction.execute({
      sql: `INSERT INTO "${migrationTable}" (id, checksum, started_at, finished_at, migration_name, applied_steps_count) VALUES (?, ?, ?, ?, ?, 1)`,
      args: [randomUUID(), migration.checksum, startedAt, Date.now(), migration.name],
    })
    await transaction.commit()
  } catch (error) {
    throw new AppError('database_failed', `Migration ${migration.name} could not be applied; the database is as it was before`, { cause: error })
  } finally {
    transaction.close()
  }
}
