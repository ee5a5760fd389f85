import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GeneratorConnection } from '@/lib/domain/ports/generator'
import { openClient } from '@/lib/models/generator/open-client'
import { findLocalServers } from '@/lib/models/generator/servers/find-local-servers'
import { listModels, readModelNames } from '@/lib/models/generator/servers/list-models'
import { readContextSize } from '@/lib/models/generator/servers/read-context-size'
import { type OpenAiServer, startOpenAiServer } from '../../../fixtures/openai-server'

const apiKey = 'sk-test-secret'
const at = (server: OpenAiServer, part: Partial<GeneratorConnection> = {}): GeneratorConnection => ({ baseUrl: server.url, model: 'qwen3', apiKey, ...part })

async function withServer(routes: Record<string, unknown>, use: (server: OpenAiServer) => Promise<void>): Promise<void> {
  const server = await startOpenAiServer({ routes, apiKey })
  try {
    await use(server)
  } finally {
    await server.close()
  }
}

describe('the list of models', () => {
  it.each([
    ['OpenAI', { object: 'list', data: [{ id: 'gpt-b' }, { id: 'gpt-a' }, { id: 'gpt-a' }] }],
    ['Gemini', { data: [{ id: 'models/gpt-a' }, { id: 'models/gpt-b' }] }],
    ['names alone', ['gpt-a', 'gpt-b']],
    ['a bare list', [{ name: 'gpt-b' }, { model: 'gpt-a' }, { id: 7 }, {}]],
    ['under models', { models: [{ name: 'gpt-a', model: 'gpt-a' }, { key: 'gpt-b' }] }],
  ])('is read as %s gives it', (_name, answer) => {
    expect(readModelNames(answer)).toEqual(['gpt-a', 'gpt-b'])
  })

  it('leaves out models that do not write, unless there is no other', () => {
    expect(readModelNames(['gpt-4.1', 'text-embedding-3-small', 'whisper-1', 'gpt-image-1', 'nomic-embed-text'])).toEqual(['gpt-4.1'])
    expect(readModelNames(['text-embedding-3-small'])).toEqual(['text-embedding-3-small'])
  })

  it('may be empty, and is not made of what is no list', () => {
    expect(readModelNames({ data: [] })).toEqual([])
    expect(readModelNames({ data: null })).toEqual([])
    for (const answer of ['<html>', 3, null, {}, { data: 'all' }, { error: 'no' }]) expect(readModelNames(answer)).toBeNull()
  })

  it('is asked for with the key, and a failure says what kind it is', async () => {
    await withServer({}, async (server) => {
      expect(await listModels(at(server))).toContain('test-model')
      await expect(listModels(at(server, { apiKey: 'wrong' }))).rejects.toMatchObject({ code: 'llm_unauthorized' })
      await expect(listModels(at(server, { baseUrl: server.url.replace('/v1', '/nothing') }))).rejects.toMatchObject({ code: 'llm_unreachable' })
    })
    await withServer({ '/v1/models': { hello: 'there' } }, async (server) => {
      await expect(listModels(at(server))).rejects.toMatchObject({ code: 'llm_failed' })
    })
    await expect(listModels({ baseUrl: 'http://127.0.0.1:9/v1', model: '', apiKey: null })).rejects.toMatchObject({ code: 'llm_unreachable' })
  })
})

describe('the size of a model', () => {
  const ollama = { preset: 'ollama' as const }
  it.each<[string, Partial<GeneratorConnection>, Record<string, unknown>, number | null]>([
    ['Ollama, loaded', ollama, { '/api/ps': { models: [{ model: 'qwen3:latest', context_length: 32_768 }] } }, 32_768],
    ['Ollama, set in the model file', ollama, { '/api/ps': { models: [] }, '/api/show': { parameters: 'stop "x"\nnum_ctx   16384' } }, 16_384],
    [
      'Ollama, not set: what it was trained for does not count',
      ollama,
      { '/api/ps': { models: [] }, '/api/show': { model_info: { 'qwen3.context_length': 40_960 } } },
      null,
    ],
    ['LM Studio', { preset: 'lm-studio' }, { '/api/v0/models': { data: [{ id: 'qwen3', max_context_length: 131_072, loaded_context_length: 4096 }] } }, 4096],
    ['llama.cpp', { preset: 'llama-cpp' }, { '/props': { default_generation_settings: { n_ctx: 8192 } } }, 8192],
    ['vLLM', { preset: 'vllm' }, { '/v1/models': { data: [{ id: 'qwen3', max_model_len: 40_960 }] } }, 40_960],
    [
      'OpenRouter',
      { preset: 'openrouter' },
      {
        '/v1/models': {
          data: [
            { id: 'other', context_length: 9 },
            { id: 'qwen3', context_length: 131_072 },
          ],
        },
      },
      131_072,
    ],
    [
      'the smallest of a router’s providers',
      { preset: 'hugging-face' },
      { '/v1/models': { data: [{ id: 'qwen3', providers: [{ context_length: 40_960 }, {}, { context_length: 32_768 }] }] } },
      32_768,
    ],
    ['nobody says', {}, {}, null],
    ['nonsense', { preset: 'vllm' }, { '/v1/models': { data: [{ id: 'qwen3', max_model_len: 'much' }] } }, null],
  ])('%s', async (_name, part, routes, size) => {
    await withServer(routes, async (server) => expect(await readContextSize(at(server, part))).toBe(size))
  })

  it('is not asked of services that never say it', async () => {
    await withServer({ '/v1/models': { data: [{ id: 'qwen3', context_length: 4096 }] } }, async (server) => {
      expect(await readContextSize(at(server, { preset: 'openai' }))).toBeNull()
      expect(server.requests).toHaveLength(0)
    })
  })

  it('is unknown where nobody answers', async () => {
    expect(await readContextSize({ baseUrl: 'http://127.0.0.1:9/v1', model: 'qwen3', apiKey: null, preset: 'ollama' })).toBeNull()
  })
})

describe('the servers of this machine', () => {
  let ours: OpenAiServer
  let page: OpenAiServer
  const portOf = (server: OpenAiServer) => Number(new URL(server.url).port)
  beforeAll(async () => {
    ours = await startOpenAiServer({ routes: { '/v1/models': { data: [{ id: 'qwen3:8b', owned_by: 'library' }] } } })
    page = await startOpenAiServer({ routes: { '/v1/models': { hello: 'there' } } })
  })
  afterAll(() => Promise.all([ours.close(), page.close()]))

  it('are found on their ports without a key; what is none, or is not there, is left out', async () => {
    const found = await findLocalServers([
      { preset: 'ollama', port: portOf(ours) },
      { preset: 'vllm', port: portOf(page) },
      { preset: 'llama-cpp', port: 9 },
    ])
    expect(found).toEqual([{ preset: 'ollama', baseUrl: ours.url, models: ['qwen3:8b'] }])
    expect(ours.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true)
  })

  it('are called what they sign as, whatever port they took', async () => {
    expect((await findLocalServers([{ preset: 'llama-cpp', port: portOf(ours) }]))[0]?.preset).toBe('ollama')
  })
})

describe('how each kind of server is spoken to', () => {
  const headersOf = async (part: Partial<GeneratorConnection>, path = '') => {
    const server = await startOpenAiServer({ routes: {} })
    try {
      const connection = { ...at(server), ...part, baseUrl: `${server.url}${path}` }
      await openClient(connection, 1000)
        .get('/models')
        .catch(() => null)
      return server.requests[0]
    } finally {
      await server.close()
    }
  }

  it('sends a key as a bearer token, to Azure as its own header', async () => {
    expect((await headersOf({}))?.headers.authorization).toBe(`Bearer ${apiKey}`)
    const azure = await headersOf({ preset: 'azure' })
    expect(azure?.headers['api-key']).toBe(apiKey)
    expect(azure?.headers.authorization).toBeUndefined()
    expect(azure?.path).toBe('/v1/models')
  })

  it('adds the version that Azure’s older addresses need, and keeps one that is given', async () => {
    expect((await headersOf({ preset: 'azure' }, '/deployments/mine'))?.path).toBe('/v1/deployments/mine/models?api-version=2024-10-21')
    expect((await headersOf({ preset: 'azure' }, '/deployments/mine?api-version=2025-01-01-preview'))?.path).toBe(
      '/v1/deployments/mine/models?api-version=2025-01-01-preview',
    )
  })
})
