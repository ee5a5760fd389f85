import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'

/** A copy of the schema and the script inside the project, where the script finds its packages. */
async function copyProject() {
  const root = path.resolve('dist', `test-${randomUUID()}`)
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await cp('prisma', path.join(root, 'prisma'), { recursive: true })
  await cp('scripts/write-migration.mjs', path.join(root, 'scripts/write-migration.mjs'))
  const run = (argument: string) => spawnSync(process.execPath, [path.join(root, 'scripts/write-migration.mjs'), argument], { encoding: 'utf8' })
  const migrationNames = async () => (await readdir(path.join(root, 'prisma/migrations'))).filter((name) => /^\d{14}_/.test(name)).sort()
  return { root, run, migrationNames, schema: path.join(root, 'prisma/schema.prisma') }
}

describe('write-migration', () => {
  it('finds nothing to write for the checked-in schema', async () => {
    const { run, migrationNames } = await copyProject()
    const before = await migrationNames()
    expect(run('--check')).toMatchObject({ status: 0, stderr: '' })
    expect(run('nothing_new').stdout).toContain('has not changed')
    expect(await migrationNames()).toEqual(before)
  })

  it('writes the SQL of a change, once', async () => {
    const { root, run, schema, migrationNames } = await copyProject()
    const before = await migrationNames()
    await writeFile(schema, `${await readFile(schema, 'utf8')}\nmodel Label {\n  id String @id\n}\n`)
    expect(run('--check').status).toBe(1)
    expect(run('add_labels').status).toBe(0)
    const [added = ''] = (await migrationNames()).filter((name) => !before.includes(name))
    expect(added).toMatch(/^\d{14}_add_labels$/)
    expect(await readFile(path.join(root, 'prisma/migrations', added, 'migration.sql'), 'utf8')).toContain('CREATE TABLE "Label"')
    expect(run('--check').status).toBe(0)
  })

  it('answers a broken schema or a bad name with one sentence', async () => {
    const { run, schema } = await copyProject()
    expect(run('Add Labels')).toMatchObject({ status: 1, stderr: expect.stringMatching(/^Name the migration.*\n$/) })
    await writeFile(schema, 'model Broken {')
    expect(run('broken')).toMatchObject({ status: 1, stderr: expect.stringContaining('could not be compared') })
  })
})
