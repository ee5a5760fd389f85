import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { applyMigrations } from '@/lib/db/apply-migrations'
import { readMigrationList, startSchemaEngine } from './prisma-schema-engine'
import { migrationsDirectory } from './temporary-database'
import { makeTemporaryDirectory } from './temporary-directory'

const filters = { externalTables: [], externalEnums: [] }

describe('Prisma itself', () => {
  it('finds the history in order in a database that Docent migrated, and has nothing to add', async () => {
    const file = path.join(await makeTemporaryDirectory(), 'docent.sqlite')
    await applyMigrations({ path: file, migrationsDirectory })
    const engine = await startSchemaEngine(file)
    const migrationsList = await readMigrationList(migrationsDirectory)
    expect(await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters })).toMatchObject({
      editedMigrationNames: [],
      failedMigrationNames: [],
      hasMigrationsTable: true,
      history: null,
    })
    expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({ appliedMigrationNames: [] })
  })

  it('migrates a database that Docent then has nothing to add to', async () => {
    const file = path.join(await makeTemporaryDirectory(), 'docent.sqlite')
    const engine = await startSchemaEngine(file)
    const migrationsList = await readMigrationList(migrationsDirectory)
    expect((await engine.applyMigrations({ migrationsList, filters })).appliedMigrationNames).not.toHaveLength(0)
    expect(await applyMigrations({ path: file, migrationsDirectory })).toEqual([])
  })

  it('finds no difference between the migrated database and the schema', async () => {
    const file = path.join(await makeTemporaryDirectory(), 'docent.sqlite')
    await applyMigrations({ path: file, migrationsDirectory })
    const engine = await startSchemaEngine(file)
    const content = await readFile('prisma/schema.prisma', 'utf8')
    const from = { tag: 'schemaDatasource' as const, files: [{ path: 'schema.prisma', content }], configDir: path.resolve('prisma') }
    const difference = (schema: string) =>
      engine.diff({ from, to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] }, script: true, exitCode: true, filters })
    expect(await difference(content)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('This is an empty migration') })
    expect(await difference(`${content}\nmodel Label {\n  id String @id\n}\n`)).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining('CREATE TABLE "Label"'),
    })
  })
})
