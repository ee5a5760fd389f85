import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PrismaLibSql } from '@prisma/adapter-libsql'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as engineBindings from '@prisma/schema-engine-wasm/schema_engine_bg'

interface WasmExports extends WebAssembly.Exports {
  __wbindgen_start(): void
}

let bindings: Promise<void> | undefined

/** Once per process: the package keeps its instance in module variables, and a second one confuses it. */
async function startBindings(): Promise<void> {
  const wasmPath = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const imports = { './schema_engine_bg.js': engineBindings as unknown as WebAssembly.ModuleImports }
  const { instance } = await WebAssembly.instantiate(await readFile(wasmPath), imports)
  engineBindings.__wbg_set_wasm(instance.exports)
  ;(instance.exports as WasmExports).__wbindgen_start()
}

/** Prisma's own schema engine, the part behind `prisma migrate status` and `deploy`, on a real database file. */
export async function startSchemaEngine(file: string): Promise<engineBindings.SchemaEngine> {
  bindings ??= startBindings()
  await bindings
  const adapterFactory = bindMigrationAwareSqlAdapterFactory(new PrismaLibSql({ url: pathToFileURL(file).href }))
  return engineBindings.SchemaEngine.new({ datamodels: undefined }, () => {}, adapterFactory)
}

/** The migrations folder in the form that the engine reads. */
export async function readMigrationList(baseDir: string): Promise<engineBindings.MigrationList> {
  const entries = await readdir(baseDir, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  const lockfile = { path: 'migration_lock.toml', content: await readFile(path.join(baseDir, 'migration_lock.toml'), 'utf8') }
  const migrationDirectories = await Promise.all(
    names.sort().map(async (name) => {
      const content = await readFile(path.join(baseDir, name, 'migration.sql'), 'utf8')
      return { path: name, migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: content } } }
    }),
  )
  return { baseDir, lockfile, shadowDbInitScript: '', migrationDirectories }
}
