import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startManagedServer } from '@/lib/qdrant/managed-server'
import { processesIn, waitUntil, waitUntilGone } from './find-processes'

const root = process.cwd()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-killed-'))
  await writeFile(
    join(folder, 'app.ts'),
    `import { startManagedServer } from '@/lib/qdrant/managed-server'
     const server = await startManagedServer({ dataDirectory: process.argv[2] ?? '', searchPath: process.env.PATH, onLog: () => undefined })
     const headers = { 'api-key': server.apiKey, 'content-type': 'application/json' }
     const body = JSON.stringify({ vectors: { size: 4, distance: 'Cosine' } })
     await fetch(server.url + '/collections/kept', { method: 'PUT', headers, body })
     process.stdout.write('started')
     setInterval(() => undefined, 1000)`,
  )
  await build({
    entryPoints: [join(folder, 'app.ts')],
    outfile: join(folder, 'app.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    alias: { '@': root },
    nodePaths: [join(root, 'node_modules')],
    logLevel: 'error',
  })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** A bundled app, as the product is one, with a Qdrant and one collection in it. */
async function startApp(dataDirectory: string): Promise<ChildProcess> {
  const app = spawn(process.execPath, [join(folder, 'app.mjs'), dataDirectory], { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  app.stdout?.on('data', (piece: Buffer) => {
    output += piece.toString()
  })
  await waitUntil('the app has started', () => output === 'started')
  return app
}

describe('an app that is killed', () => {
  it('takes its Qdrant with it, and a new start at once finds the data', async () => {
    const dataDirectory = join(folder, 'killed')
    const app = await startApp(dataDirectory)
    expect((await processesIn(dataDirectory)).map((entry) => entry.name)).toContain('qdrant')
    app.kill('SIGKILL')
    await once(app, 'exit')
    const server = await startManagedServer({ dataDirectory, searchPath: process.env.PATH, onLog: () => undefined })
    const response = await fetch(`${server.url}/collections/kept/exists`, { headers: { 'api-key': server.apiKey } })
    expect(await response.json()).toMatchObject({ result: { exists: true } })
    await server.stop()
    await waitUntilGone(dataDirectory)
  }, 60_000)

  it('leaves nothing running when nobody starts again', async () => {
    const dataDirectory = join(folder, 'abandoned')
    const app = await startApp(dataDirectory)
    app.kill('SIGKILL')
    await waitUntilGone(dataDirectory)
  }, 60_000)
})
