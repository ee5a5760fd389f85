import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type ManagedServer, type ServerState, startManagedServer } from '@/lib/qdrant/managed-server'
import { QdrantVectorIndex } from '@/lib/qdrant/qdrant-vector-index'
import { pidOf, processesIn, waitUntil, waitUntilGone } from './find-processes'

// Several starts and stops in one test; each stop may take the server five seconds.
vi.setConfig({ testTimeout: 120_000 })

const scope = { workspaceId: 'mine' }
const model = { id: 'test/four', slug: 'test-four', dimensions: 4, maxTokens: 128, languages: ['en'] }

let dataDirectory: string
let running: ManagedServer[]

beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'docent-managed-'))
  running = []
})

afterEach(async () => {
  await Promise.all(running.map((server) => server.stop()))
  await waitUntilGone(dataDirectory)
  await rm(dataDirectory, { recursive: true, force: true })
}, 60_000)

async function start(onLog: (message: string) => void = () => undefined): Promise<ManagedServer> {
  const server = await startManagedServer({ dataDirectory, searchPath: process.env.PATH, onLog })
  running.push(server)
  return server
}

async function indexWithOnePoint(server: ManagedServer): Promise<QdrantVectorIndex> {
  const index = new QdrantVectorIndex({ connection: server, model, serverKind: 'managed' })
  await index.prepare()
  const chunk = {
    index: 0,
    text: 'one',
    start: 0,
    end: 3,
    page: null,
    pageBreaks: [],
    headingPath: [],
    language: 'en',
    embeddingText: 'one',
    contentHash: 'a'.repeat(64),
    tokenCount: 3,
  }
  await index.upsert(scope, { documentId: 'one', version: 1, collectionId: 'default', source: 'one.md', isLive: true }, [
    { chunk, dense: Float32Array.from([1, 0, 0, 0]), lexical: { indices: [1], values: [1] } },
  ])
  return index
}

describe('a running server', () => {
  it('listens on loopback, wants its key, and gets nothing of the app environment', async () => {
    process.env.LLM_API_KEY = 'a-secret-of-the-app'
    const server = await start()
    delete process.env.LLM_API_KEY
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(server.state()).toBe('ready')
    expect((await fetch(`${server.url}/collections`)).status).toBe(401)
    expect((await fetch(`${server.url}/collections`, { headers: { 'api-key': server.apiKey } })).status).toBe(200)
    const environment = await readFile(`/proc/${await pidOf(dataDirectory, 'qdrant')}/environ`, 'utf8')
    expect(environment).toContain('QDRANT__TELEMETRY_DISABLED=true')
    expect(environment).not.toContain('a-secret-of-the-app')
  })

  it('keeps storage, key and log in the data directory, and the key over a restart', async () => {
    const first = await start()
    await indexWithOnePoint(first)
    await first.stop()
    const second = await start()
    expect(second.apiKey).toBe(first.apiKey)
    expect(await new QdrantVectorIndex({ connection: second, model, serverKind: 'managed' }).count(scope)).toBe(1)
    expect((await stat(join(dataDirectory, 'qdrant', 'api-key'))).mode & 0o777).toBe(0o600)
    expect((await stat(join(dataDirectory, 'qdrant', 'storage', 'collections'))).isDirectory()).toBe(true)
    const log = await readFile(join(dataDirectory, 'logs', 'qdrant.log'), 'utf8')
    expect(log.match(/Qdrant HTTP listening/g)).toHaveLength(2)
    expect(log).not.toContain(first.apiKey)
  })

  it('leaves no process when stopped, also when stopped twice at once', async () => {
    const server = await start()
    expect((await processesIn(dataDirectory)).map((entry) => entry.name)).toContain('qdrant')
    await Promise.all([server.stop(), server.stop()])
    expect(server.state()).toBe('stopped')
    await waitUntilGone(dataDirectory)
  })

  it('moves a log that has grown too large aside', async () => {
    await mkdir(join(dataDirectory, 'logs'))
    await writeFile(join(dataDirectory, 'logs', 'qdrant.log'), Buffer.alloc(10 * 1024 * 1024 + 1, 'x'))
    await start()
    expect((await stat(join(dataDirectory, 'logs', 'qdrant.log.1'))).size).toBe(10 * 1024 * 1024 + 1)
    expect((await stat(join(dataDirectory, 'logs', 'qdrant.log'))).size).toBeLessThan(100_000)
  })
})

describe('a server that dies', () => {
  it('comes back at the same address with its data, and calls made meanwhile succeed', async () => {
    const server = await start()
    const index = await indexWithOnePoint(server)
    const states: ServerState[] = []
    server.onStateChange((state) => states.push(state))
    process.kill(await pidOf(dataDirectory, 'qdrant'), 'SIGKILL')
    expect(await index.count(scope)).toBe(1)
    await waitUntil('it is ready again', () => states.includes('ready'))
    expect(states).toEqual(['restarting', 'ready'])
    expect(await index.search(scope, { dense: Float32Array.from([1, 0, 0, 0]), lexical: null, limit: 1 })).toHaveLength(1)
  })

  it('comes back a second time, and only one server runs', async () => {
    const server = await start()
    const index = await indexWithOnePoint(server)
    for (const _ of [1, 2]) {
      const killed = await pidOf(dataDirectory, 'qdrant')
      process.kill(killed, 'SIGKILL')
      await waitUntil(
        'it restarts',
        async () => server.state() === 'ready' && (await processesIn(dataDirectory)).some((entry) => entry.name === 'qdrant' && entry.pid !== killed),
      )
    }
    expect(await index.count(scope)).toBe(1)
    expect((await processesIn(dataDirectory)).filter((entry) => entry.name === 'qdrant')).toHaveLength(1)
  })

  it('is replaced when only the guarding shell is killed', async () => {
    const server = await start()
    const index = await indexWithOnePoint(server)
    const old = await pidOf(dataDirectory, 'qdrant')
    const shells = (await processesIn(dataDirectory)).filter((entry) => entry.name === 'sh').map((entry) => entry.pid)
    process.kill(Math.min(...shells), 'SIGKILL')
    await waitUntil('another one is ready', async () => server.state() === 'ready' && !(await processesIn(dataDirectory)).some((entry) => entry.pid === old))
    await waitUntil('it has restarted', async () => (await processesIn(dataDirectory)).some((entry) => entry.name === 'qdrant'))
    expect(await index.count(scope)).toBe(1)
  })

  it('can be stopped in the middle of its restart', async () => {
    const server = await start()
    process.kill(await pidOf(dataDirectory, 'qdrant'), 'SIGKILL')
    await waitUntil('the restart begins', () => server.state() === 'restarting')
    await server.stop()
    expect(server.state()).toBe('stopped')
    await waitUntilGone(dataDirectory)
  })
})

describe('a start that cannot succeed', () => {
  it('names the reason the server gave', async () => {
    await mkdir(join(dataDirectory, 'qdrant'))
    await writeFile(join(dataDirectory, 'qdrant', 'storage'), 'a file where a folder belongs')
    const failure = start()
    await expect(failure).rejects.toMatchObject({ code: 'qdrant_unavailable', message: expect.stringMatching(/exit code \d+: .*(ERROR|[Pp]anic|Error)/) })
    await waitUntilGone(dataDirectory)
  })

  it('waits for the storage of a server that is still stopping', async () => {
    const first = await start()
    await indexWithOnePoint(first)
    const messages: string[] = []
    const second = start((message) => messages.push(message))
    await waitUntil('it notices', () => messages.length > 0)
    await first.stop()
    expect(await new QdrantVectorIndex({ connection: await second, model, serverKind: 'managed' }).count(scope)).toBe(1)
    expect(messages[0]).toContain('Waiting')
  })
})
