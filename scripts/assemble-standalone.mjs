// node scripts/assemble-standalone.mjs <folder>: after `DOCENT_STANDALONE=1 npm run build`, puts together a folder that runs by itself
// with `node server.js`, for the container image. Next traces what its own server needs; the workers run outside of it, so their
// packages are traced here, with the tracer that Next carries. Files that are only opened at run time (native libraries, fonts,
// character maps) cannot be traced and are named.
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ClearError, runMain } from './setup/clear-error.mjs'
import { projectRoot } from './setup/project-root.mjs'
import { loadEnvironmentFile, readSettings } from './setup/read-settings.mjs'

const require = createRequire(import.meta.url)

const openedAtRunTime = [
  'onnxruntime-node/package.json',
  'onnxruntime-node/dist',
  `onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}`,
  'onnxruntime-common',
  '@napi-rs',
  '@rhwp/core/package.json',
  '@rhwp/core/rhwp_bg.wasm',
  'pdf-parse/package.json',
  'pdf-parse/dist',
  'pdfjs-dist/package.json',
  'pdfjs-dist/legacy/build',
  'pdfjs-dist/cmaps',
  'pdfjs-dist/standard_fonts',
  'pdfjs-dist/wasm',
  '@just-memory',
  // Pictures: sharp's native library; tesseract's thread, which opens its own files, one of three cores, and the language files.
  'sharp/package.json',
  '@img',
  'tesseract.js/package.json',
  'tesseract.js/src',
  'tesseract.js-core/package.json',
  'tesseract.js-core/tesseract-core-lstm.js',
  'tesseract.js-core/tesseract-core-lstm.wasm',
  'tesseract.js-core/tesseract-core-simd-lstm.js',
  'tesseract.js-core/tesseract-core-simd-lstm.wasm',
  'tesseract.js-core/tesseract-core-relaxedsimd-lstm.js',
  'tesseract.js-core/tesseract-core-relaxedsimd-lstm.wasm',
  '@tesseract.js-data/eng/4.0.0_best_int',
  '@tesseract.js-data/kor/4.0.0_best_int',
]

/** Cores of tesseract with the old engine, and copies for browsers: 30 MB that nothing loads. */
const unneededCore = /tesseract\.js-core\/tesseract-core(?:-simd|-relaxedsimd)?(?:\.|-lstm\.wasm\.js)/

await runMain(async () => {
  const target = process.argv[2]
  if (!target) throw new ClearError('Usage: node scripts/assemble-standalone.mjs <folder>')
  loadEnvironmentFile()
  const { distDirectory } = readSettings(process.env)
  const standalone = path.join(distDirectory, 'standalone')
  if (!existsSync(standalone)) throw new ClearError('There is no standalone build. Run DOCENT_STANDALONE=1 npm run build first.')
  rmSync(target, { recursive: true, force: true })
  copy(standalone, target)
  // Next puts the .env files it has read beside the server: settings and keys do not belong into an image.
  for (const name of readdirSync(target)) if (name.startsWith('.env')) rmSync(path.join(target, name))
  // The tracer takes these along because some path in the app is computed; nothing reads them.
  for (const name of ['docs', 'tests', 'eval']) rmSync(path.join(target, name), { recursive: true, force: true })
  copy(path.join(distDirectory, 'static'), path.join(target, path.relative(projectRoot, distDirectory), 'static'))
  for (const name of ['public', 'dist/workers', 'prisma/migrations', 'LICENSE']) copy(path.join(projectRoot, name), path.join(target, name))
  for (const name of openedAtRunTime) copy(path.join(projectRoot, 'node_modules', name), path.join(target, 'node_modules', name))
  const traced = await traceWorkers()
  for (const name of traced) copy(path.join(projectRoot, name), path.join(target, name))
  process.stdout.write(`Assembled ${target} (${traced.length} files for the workers)\n`)
})

/** Paths relative to the project of everything in node_modules that the compiled workers load. */
async function traceWorkers() {
  const { nodeFileTrace } = require('next/dist/compiled/@vercel/nft')
  const folder = path.join(projectRoot, 'dist', 'workers')
  const entries = readdirSync(folder)
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => path.join(folder, name))
  // Started by its path, as a thread: no import leads there.
  const recognitionThread = path.join(projectRoot, 'node_modules/tesseract.js/src/worker-script/node/index.js')
  const { fileList } = await nodeFileTrace([...entries, recognitionThread], { base: projectRoot })
  return [...fileList].filter((name) => name.startsWith('node_modules') && !unneededCore.test(name))
}

function copy(from, to) {
  if (!existsSync(from)) return
  mkdirSync(path.dirname(to), { recursive: true })
  cpSync(from, to, { recursive: true, dereference: true })
}
