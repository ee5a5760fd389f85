// Compiles the process entry points of lib/workers (worker threads, child processes, commands) to dist/workers/<name>.mjs.
// They run outside Next's bundle, so they need plain JavaScript of their own. Packages stay external: they are loaded from node_modules.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from './setup/project-root.mjs'

/** Compiles TypeScript entry points to `<outputFolder>/<name>.mjs`. `@/` stands for the project root, as in tsconfig.json. */
export async function compileEntryPoints(entryPoints, outputFolder, root = projectRoot) {
  const { build } = await import('esbuild')
  const result = await build({
    entryPoints,
    outdir: outputFolder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root },
    sourcemap: 'linked',
    absWorkingDir: root,
    logLevel: 'silent',
    write: false,
  })
  await writeOutputs(result.outputFiles)
}

/** Returns the names of the workers it compiled. */
export async function buildWorkers(root = projectRoot) {
  const folder = path.join(root, 'lib', 'workers')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
  const entryPoints = names.map((name) => path.join(folder, name))
  if (entryPoints.length > 0) await compileEntryPoints(entryPoints, path.join(root, 'dist', 'workers'), root)
  return names.map((name) => name.replace(/\.ts$/, ''))
}

/** Each file appears whole or not at all: a running app may load one at any moment. */
async function writeOutputs(files) {
  for (const file of files) {
    await mkdir(path.dirname(file.path), { recursive: true })
    const draft = `${file.path}.${process.pid}.draft`
    await writeFile(draft, file.contents)
    await rename(draft, file.path).catch(async (error) => {
      await rm(draft, { force: true })
      throw error
    })
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const names = await buildWorkers()
  process.stdout.write(`Compiled ${names.length} workers: ${names.join(', ')}\n`)
}
