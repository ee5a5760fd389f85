// npm run db:diff -- add_something: writes prisma/migrations/<time>_add_something/migration.sql, the SQL that leads from
// the schema as of the last migration to prisma/schema.prisma. With --check it writes nothing and fails when there is
// a difference.
//
// Prisma's `migrate dev` needs an engine program that is downloaded, and a database. The same engine compiled to
// WebAssembly comes as a package and can compare two schema files with neither. The file it compares with,
// prisma/migrations/migrated-schema.prisma, is the schema of the last migration. There is one and not one per
// migration, so that two branches that both migrate meet in it when they are merged; with one each, the later one
// would hide the other's changes.
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const schemaPath = path.join(root, 'prisma/schema.prisma')
const migrationsDirectory = path.join(root, 'prisma/migrations')
const migratedSchemaPath = path.join(migrationsDirectory, 'migrated-schema.prisma')

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

/** The engine asks for a connection to learn which database it writes for, and never sends it a statement. */
function connectionOnPaper() {
  const refuse = async () => fail('The schema engine wanted to run a statement while comparing two schema files.')
  return {
    provider: 'sqlite',
    adapterName: 'on-paper',
    getConnectionInfo: () => ({ supportsRelationJoins: false }),
    executeScript: refuse,
    executeRaw: refuse,
    queryRaw: refuse,
    startTransaction: refuse,
    dispose: async () => {},
  }
}

async function startEngine() {
  const wasmPath = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const { instance } = await WebAssembly.instantiate(fs.readFileSync(wasmPath), { './schema_engine_bg.js': engineBindings })
  engineBindings.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  const connect = async () => connectionOnPaper()
  const adapterFactory = bindMigrationAwareSqlAdapterFactory({ provider: 'sqlite', adapterName: 'on-paper', connect, connectToShadowDb: connect })
  return engineBindings.SchemaEngine.new({ datamodels: undefined }, () => {}, adapterFactory)
}

function schemaSide(file) {
  if (!fs.existsSync(file)) return { tag: 'empty' }
  return { tag: 'schemaDatamodel', files: [{ path: file, content: fs.readFileSync(file, 'utf8') }] }
}

async function writeDifference() {
  const engine = await startEngine()
  const { stdout } = await engine.diff({
    from: schemaSide(migratedSchemaPath),
    to: schemaSide(schemaPath),
    script: true,
    exitCode: null,
    shadowDatabaseUrl: null,
    filters: { externalTables: [], externalEnums: [] },
  })
  return !stdout || stdout.includes('This is an empty migration') ? '' : stdout
}

function writeMigration(name, script) {
  const time = new Date().toISOString().replace(/\D/g, '').slice(0, 14)
  const directory = path.join(migrationsDirectory, `${time}_${name}`)
  fs.mkdirSync(directory, { recursive: true })
  fs.writeFileSync(path.join(directory, 'migration.sql'), script)
  fs.copyFileSync(schemaPath, migratedSchemaPath)
  console.log(`Wrote ${path.relative(root, directory)}/migration.sql. Read it before you commit it.`)
}

const [argument = ''] = process.argv.slice(2)
if (argument !== '--check' && !/^[a-z0-9_]{1,60}$/.test(argument)) fail('Name the migration in lower case: npm run db:diff -- add_something')

let script = ''
try {
  script = await writeDifference()
} catch (error) {
  fail(`The two schemas could not be compared: ${error instanceof Error ? error.message : error}`)
}
if (argument === '--check') {
  if (script !== '') fail('prisma/schema.prisma has changes that no migration holds. Run npm run db:diff -- name_of_the_change')
} else if (script === '') {
  console.log('The schema has not changed since the last migration.')
} else {
  writeMigration(argument, script)
}
