import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { LocalModels } from '@/lib/models/local-generator/local-models'
import { LlmConnections } from '@/lib/services/connections/llm-connections'
import { takeOverConnection } from '@/lib/services/connections/take-over-connection'
import { writeWorkerPath } from '../../fixtures/embedder-paths'
import { makeDecoder } from '../../fixtures/models/make-decoder'
import { type OpenAiServer, startOpenAiServer } from '../../fixtures/openai-server'
import { openTemporaryDatabase, ours, theirs } from '../db/temporary-database'

const apiKey = 'sk-very-secret-9876543210'
const prompt = [{ role: 'user' as const, content: 'Hi' }]

let first: OpenAiServer
let second: OpenAiServer

beforeAll(async () => {
  const routes = { '/v1/models': { data: [{ id: 'test-model', max_model_len: 32_768 }] } }
  first = await startOpenAiServer({ apiKey, routes })
  second = await startOpenAiServer({ handler: () => 'from the second' })
})
afterAll(() => Promise.all([first.close(), second.close()]))
beforeEach(() => {
  first.requests.length = 0
  second.requests.length = 0
})

const inputOf = (server: OpenAiServer, name: string, key: string | null = null) => ({
  name,
  preset: 'other' as const,
  baseUrl: server.url,
  model: 'test-model',
  apiKey: key,
  contextTokens: null,
})

async function open(environment: { baseUrl: string; model: string; apiKey: string | null } | null = null, local: LocalModels | null = null) {
  const database = await openTemporaryDatabase()
  return { database, connections: new LlmConnections(environment, database.connections, ours, local) }
}

describe('LlmConnections', () => {
  it('asks the default where nobody chose, and the chosen one where somebody did', async () => {
    const { connections } = await open()
    expect(await connections.openGenerator(null)).toBeNull()
    expect(await connections.read()).toEqual({ connection: null, origin: 'none' })
    await connections.create(inputOf(first, 'one', apiKey))
    const other = await connections.create(inputOf(second, 'two'))
    const [byDefault, chosen] = [await connections.openGenerator(null), await connections.openGenerator(other.id)]
    expect(await byDefault?.complete(prompt)).toBe('NOT_IN_DOCUMENTS')
    expect(await chosen?.complete(prompt)).toBe('from the second')
    await connections.setDefault(other.id)
    expect(await (await connections.openGenerator())?.complete(prompt)).toBe('from the second')
  })

  it('never answers from another server than the chosen one, when that is gone', async () => {
    const { connections } = await open()
    await connections.create(inputOf(first, 'one', apiKey))
    const other = await connections.create(inputOf(second, 'two'))
    await connections.delete(other.id)
    await expect(connections.openGenerator(other.id)).rejects.toMatchObject({ code: 'llm_connection_missing' })
    await expect(connections.delete(other.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('takes the size from the person, else from the server, else a careful one', async () => {
    const { connections } = await open()
    const { id } = await connections.create(inputOf(first, 'one', apiKey))
    expect((await connections.openGenerator(id))?.contextTokens).toBe(32_768)
    await connections.update(id, { contextTokens: 2048 })
    expect((await connections.openGenerator(id))?.contextTokens).toBe(2048)
    const silent = await connections.create({ ...inputOf(second, 'two'), preset: 'ollama' })
    expect((await connections.openGenerator(silent.id))?.contextTokens).toBe(4096)
  })

  it('remembers what a server refuses, from one question to the next', async () => {
    const { connections } = await open()
    await connections.create({ ...inputOf(second, 'two'), model: 'no-usage', contextTokens: 8192 })
    for (const requests of [2, 3]) {
      for await (const _piece of (await connections.openGenerator())?.stream(prompt) ?? []);
      expect(second.requests).toHaveLength(requests)
    }
  })

  it('shows the environment’s as fixed, first and as the default, and lets others be chosen', async () => {
    const { connections, database } = await open({ baseUrl: first.url, model: 'test-model', apiKey })
    const other = await connections.create(inputOf(second, 'two'))
    const listed = await connections.list()
    expect(listed.map(({ id, isDefault, isFixed }) => ({ id, isDefault, isFixed }))).toEqual([
      { id: 'environment', isDefault: true, isFixed: true },
      { id: other.id, isDefault: false, isFixed: false },
    ])
    expect(await connections.read()).toMatchObject({ origin: 'environment' })
    expect(await (await connections.openGenerator(other.id))?.complete(prompt)).toBe('from the second')
    expect(await (await connections.openGenerator('environment'))?.complete(prompt)).toBe('NOT_IN_DOCUMENTS')
    for (const refused of [
      connections.setDefault(other.id),
      connections.update('environment', { name: 'mine' }),
      connections.delete('environment'),
      connections.saveDefault({ baseUrl: second.url, model: 'test-model', apiKey: null }),
    ])
      await expect(refused).rejects.toMatchObject({ code: 'conflict' })
    const afterwards = new LlmConnections(null, database.connections, ours)
    await expect(afterwards.openGenerator('environment')).rejects.toMatchObject({ code: 'llm_connection_missing' })
    expect(await afterwards.read()).toMatchObject({ origin: 'saved', connection: { id: other.id } })
  })

  it('sends a saved key to its own server only', async () => {
    const { connections } = await open()
    const { id } = await connections.create(inputOf(first, 'one', apiKey))
    const draft = { preset: 'other' as const, model: 'test-model', id }
    expect((await connections.complete({ ...draft, baseUrl: `${first.url}/` })).apiKey).toBe(apiKey)
    expect((await connections.complete({ ...draft, baseUrl: second.url })).apiKey).toBeNull()
    expect((await connections.complete({ ...draft, baseUrl: second.url, apiKey: 'another' })).apiKey).toBe('another')
    expect((await connections.completeDefault({ baseUrl: second.url, model: 'test-model' })).apiKey).toBeNull()
    expect(await connections.update(id, { name: 'renamed' })).toMatchObject({ hasApiKey: true, model: 'test-model' })
    expect(await connections.update(id, { baseUrl: second.url })).toMatchObject({ hasApiKey: false })
  })

  it('keeps keys out of what it lists, of the database file, of errors and of the log', async () => {
    const lines: string[] = []
    const log = vi.spyOn(console, 'error').mockImplementation((...values) => void lines.push(values.join(' ')))
    const { connections, database } = await open()
    const { id } = await connections.create(inputOf(first, 'one', apiKey))
    const failure = await connections.test({ baseUrl: first.url, model: 'no-such-model', apiKey }).catch((error: Error) => error)
    const { reportError } = await import('@/lib/http/report-error')
    reportError('testing', failure as never)
    log.mockRestore()
    expect(lines.join()).toContain('llm_model_missing')
    const files = await Promise.all([database.path, `${database.path}-wal`].map((file) => readFile(file, 'latin1').catch(() => '')))
    for (const text of [JSON.stringify(await connections.list()), (failure as Error).message, lines.join(), ...files]) expect(text).not.toContain(apiKey)
    expect(files.join()).toContain(id)
  })

  it('sets and deletes the one default for callers that know of one only', async () => {
    const { connections } = await open()
    await connections.saveDefault({ baseUrl: first.url, model: 'test-model', apiKey })
    await connections.saveDefault({ baseUrl: second.url, model: 'test-model', apiKey: null })
    expect(await connections.list()).toMatchObject([{ baseUrl: second.url, hasApiKey: false, isDefault: true }])
    await connections.deleteDefault()
    await connections.deleteDefault()
    expect(await connections.list()).toEqual([])
  })
})

describe('takeOverConnection', () => {
  it('makes what was saved before there were several into the default, once', async () => {
    const database = await openTemporaryDatabase()
    await database.settings.saveGeneratorConnection(ours, { baseUrl: 'http://127.0.0.1:11434/v1', model: 'qwen3', apiKey })
    await database.settings.saveGeneratorConnection(theirs, { baseUrl: 'http://127.0.0.1:1234/v1', model: 'theirs', apiKey: null })
    for (const _start of [1, 2]) {
      await takeOverConnection(database, ours)
      expect(await database.connections.list(ours)).toMatchObject([{ name: 'Ollama', preset: 'ollama', model: 'qwen3', hasApiKey: true, isDefault: true }])
    }
    expect((await database.connections.open(ours, null))?.apiKey).toBe(apiKey)
    expect(await database.settings.readGeneratorConnection(ours)).toBeNull()
    expect(await database.settings.readGeneratorConnection(theirs)).not.toBeNull()
  })
})

describe('a model on this machine', () => {
  let directory: string
  let models: LocalModels
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'docent-own-models-'))
    const manifest = [await makeDecoder(directory, 'tiny/good', { chain: ['▁words'] })]
    models = new LocalModels({ modelsDirectory: directory, workerPath: writeWorkerPath, manifest })
  })
  afterAll(async () => {
    await models.close()
    await rm(directory, { recursive: true, force: true })
  })
  const input = { name: 'own', preset: 'this-machine' as const, baseUrl: 'http://elsewhere/v1', model: 'tiny/good', apiKey: 'sk', contextTokens: null }

  it('is found, listed, tested and asked, without an address, a key or a request', async () => {
    const { connections } = await open(null, models)
    expect((await connections.discover())[0]).toEqual({ preset: 'this-machine', baseUrl: 'docent:this-machine', models: ['tiny/good'] })
    const draft = { preset: 'this-machine' as const, baseUrl: 'docent:this-machine', model: 'tiny/good', apiKey: null }
    expect(await connections.listModels(draft)).toEqual(['tiny/good'])
    await expect(connections.test(draft)).resolves.toBeUndefined()
    expect(await connections.create(input)).toMatchObject({ baseUrl: 'docent:this-machine', hasApiKey: false })
    const generator = await connections.openGenerator()
    expect(await generator?.complete(prompt)).toBe('few words')
    expect(generator?.contextTokens).toBe(2_048)
    expect([...first.requests, ...second.requests]).toEqual([])
  })

  it('is healthy while its files are here, and not loaded for that', async () => {
    const { connections } = await open(null, new LocalModels({ modelsDirectory: directory, workerPath: '/nowhere.mjs' }))
    await connections.create({ ...input, model: 'onnx-community/Qwen3-0.6B-ONNX' })
    await expect((await connections.readProbe())?.()).rejects.toMatchObject({ code: 'llm_model_missing' })
    const here = await open(null, models)
    await here.connections.create(input)
    await expect((await here.connections.readProbe())?.()).resolves.toBeUndefined()
  })

  it('is no kind of connection where none is installed', async () => {
    const { connections } = await open()
    expect((await connections.discover()).map(({ preset }) => preset)).not.toContain('this-machine')
    await connections.create(input)
    await expect(connections.openGenerator()).rejects.toMatchObject({ code: 'llm_model_missing' })
  })
})
