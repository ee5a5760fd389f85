import { describe, expect, it } from 'vitest'
import { readSettings } from '@/lib/config/settings'

describe('readSettings', () => {
  it('has defaults for everything', () => {
    const settings = readSettings({}, '/app')
    expect(settings).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      dataDirectory: '/app/data',
      modelsDirectory: '/app/models',
      allowOpen: false,
      generator: null,
    })
    expect(settings.qdrant).toEqual({ url: null, apiKey: null, binaryPath: null })
  })

  it('takes empty values, as an untouched .env has them, for unset ones', () => {
    expect(readSettings({ QDRANT_URL: '', LLM_BASE_URL: ' ', PORT: '' }, '/app')).toEqual(readSettings({}, '/app'))
  })

  it('connects a language model when both address and model are there', () => {
    expect(readSettings({ LLM_BASE_URL: 'http://127.0.0.1:11434/v1' }, '/app').generator).toBeNull()
    const sized = { LLM_BASE_URL: 'http://127.0.0.1:11434/v1', LLM_MODEL: 'qwen3', LLM_CONTEXT_TOKENS: '32768' }
    expect(readSettings(sized, '/app').generator?.contextTokens).toBe(32_768)
    expect(readSettings({ LLM_BASE_URL: 'http://127.0.0.1:11434/v1', LLM_MODEL: 'qwen3' }, '/app').generator).toEqual({
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'qwen3',
      apiKey: null,
    })
  })

  it('names no embedding model by itself, and takes a service when both address and model are there', () => {
    expect(readSettings({}, '/app')).toMatchObject({
      embeddingModelId: null,
      embeddingEndpoint: null,
      rerankerModelId: null,
      entailmentModelId: null,
      hubUrl: null,
    })
    const environment = { EMBEDDING_BASE_URL: 'https://example.org/v1', EMBEDDING_ENDPOINT_MODEL: 'm', EMBEDDING_API_KEY: 'k', EMBEDDING_MODEL: 'a/b' }
    expect(readSettings(environment, '/app')).toMatchObject({
      embeddingModelId: 'a/b',
      embeddingEndpoint: { baseUrl: 'https://example.org/v1', model: 'm', apiKey: 'k' },
    })
  })

  it.each([
    ['PORT', '80x'],
    ['PORT', '70000'],
    ['QDRANT_URL', 'ftp://example.org'],
    ['LLM_BASE_URL', 'not a url'],
    ['LLM_CONTEXT_TOKENS', 'many'],
  ])('names %s when it is %s, without repeating the value', (name, value) => {
    const failure = (() => {
      try {
        return readSettings({ [name]: value }, '/app')
      } catch (error) {
        return error
      }
    })()
    expect(failure).toMatchObject({ code: 'invalid_request' })
    expect(String(failure)).toContain(name)
    expect(String(failure)).not.toContain(value)
  })
})
