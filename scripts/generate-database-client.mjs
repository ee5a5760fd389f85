// npm run db:generate: writes the database client from prisma/schema.prisma into lib/db/generated.
//
// Prisma looks for its schema engine, a program it would download, even though generating does not run it. Pointing
// PRISMA_SCHEMA_ENGINE_BINARY at any file that exists keeps it from trying. Nothing happens when the client was made
// from this very schema by this very version of Prisma: a stamp beside it says so. (File times would not do: a fresh
// clone gives every file the same one.)
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const schemaPath = path.join(root, 'prisma/schema.prisma')
const clientDirectory = path.join(root, 'lib/db/generated')
const stampPath = path.join(clientDirectory, '.made-from.json')

function fail(sentence, details = '') {
  console.error(details === '' ? sentence : `${sentence}\n${details}`)
  process.exit(1)
}

function findPrisma() {
  try {
    const packagePath = createRequire(path.join(root, 'package.json')).resolve('prisma/package.json')
    const { version, bin } = JSON.parse(fs.readFileSync(packagePath, 'utf8'))
    return { version, program: path.resolve(path.dirname(packagePath), bin.prisma) }
  } catch {
    return fail('The database client could not be generated: Prisma is not installed. Run npm install first.')
  }
}

function readStamp() {
  try {
    return fs.existsSync(path.join(clientDirectory, 'client.ts')) ? fs.readFileSync(stampPath, 'utf8') : ''
  } catch {
    return ''
  }
}

function generate(program) {
  fs.rmSync(stampPath, { force: true })
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'generate', '--no-hints'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
  })
  if (status !== 0) fail('The database client could not be generated from prisma/schema.prisma.', `${stdout ?? ''}${stderr ?? ''}`.trim())
}

const { version, program } = findPrisma()
const schemaHash = createHash('sha256').update(fs.readFileSync(schemaPath)).digest('hex')
const stamp = JSON.stringify({ prisma: version, schema: schemaHash })
if (readStamp() !== stamp) {
  generate(program)
  fs.writeFileSync(stampPath, stamp)
}
