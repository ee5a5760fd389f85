import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { PrismaLlmConnectionStore } from '@/lib/db/connections/prisma-llm-connection-store'
import type { LlmConnectionInput } from '@/lib/domain/llm/llm-connection'
import { AesSecretBox } from '@/lib/storage/secret-box'
import { openTemporaryDatabase, ours, theirs } from '../../unit/db/temporary-database'

const key = 'sk-very-secret-0123456789'
const input = (name: string, part: Partial<LlmConnectionInput> = {}): LlmConnectionInput => ({
  name,
  preset: 'ollama',
  baseUrl: 'http://127.0.0.1:11434/v1',
  model: 'qwen3',
  apiKey: key,
  contextTokens: null,
  ...part,
})

describe('LlmConnectionStore', () => {
  it('keeps several, oldest first, the first one as the default, each workspace its own', async () => {
    const { connections: store } = await openTemporaryDatabase()
    expect(await store.list(ours)).toEqual([])
    expect(await store.open(ours, null)).toBeNull()
    const first = await store.create(ours, input('first'))
    expect(first).toEqual({
      id: expect.any(String),
      name: 'first',
      preset: 'ollama',
      baseUrl: 'http://127.0.0.1:11434/v1',
      model: 'qwen3',
      hasApiKey: true,
      contextTokens: null,
      isDefault: true,
      isFixed: false,
    })
    const second = await store.create(ours, input('second', { preset: 'openai', apiKey: null, contextTokens: 4096 }))
    expect(second).toMatchObject({ isDefault: false, hasApiKey: false, contextTokens: 4096 })
    expect((await store.list(ours)).map(({ name }) => name)).toEqual(['first', 'second'])
    expect(await store.list(theirs)).toEqual([])
    expect(await store.open(theirs, first.id)).toBeNull()
    await expect(store.update(theirs, first.id, input('stolen'))).rejects.toMatchObject({ code: 'not_found' })
    await expect(store.setDefault(theirs, first.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await store.delete(theirs, first.id)).toBe(false)
  })

  it('has one default at a time, and another one when it is deleted', async () => {
    const { connections: store } = await openTemporaryDatabase()
    const [first, second, third] = [await store.create(ours, input('1')), await store.create(ours, input('2')), await store.create(ours, input('3'))]
    const defaults = async () => (await store.list(ours)).filter(({ isDefault }) => isDefault).map(({ name }) => name)
    await store.setDefault(ours, third.id)
    expect(await defaults()).toEqual(['3'])
    expect((await store.open(ours, null))?.id).toBe(third.id)
    expect(await store.delete(ours, third.id)).toBe(true)
    expect(await defaults()).toEqual(['1'])
    await store.delete(ours, second.id)
    await store.delete(ours, first.id)
    expect(await store.delete(ours, first.id)).toBe(false)
    expect(await store.open(ours, null)).toBeNull()
  })

  it('changes one: a key stays where none is given, is replaced, or deleted', async () => {
    const { connections: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, input('first'))
    const { apiKey: _, ...keyless } = input('renamed', { model: 'gemma3' })
    expect(await store.update(ours, id, keyless)).toMatchObject({ name: 'renamed', model: 'gemma3', hasApiKey: true })
    expect(await store.open(ours, id)).toEqual({ id, preset: 'ollama', baseUrl: keyless.baseUrl, model: 'gemma3', contextTokens: null, apiKey: key })
    await store.update(ours, id, input('first', { apiKey: 'another' }))
    expect((await store.open(ours, id))?.apiKey).toBe('another')
    expect((await store.update(ours, id, input('first', { apiKey: null }))).hasApiKey).toBe(false)
    expect((await store.open(ours, id))?.apiKey).toBeNull()
  })

  it('never writes a key as it is: neither in the database file nor beside it', async () => {
    const { connections: store, client, path } = await openTemporaryDatabase()
    const { id } = await store.create(ours, input('first'))
    await store.update(ours, id, input('again'))
    const bytes = await Promise.all([path, `${path}-wal`].map((file) => readFile(file).catch(() => Buffer.alloc(0))))
    const written = Buffer.concat(bytes)
    expect(written.includes('127.0.0.1:11434')).toBe(true)
    expect(written.includes(key)).toBe(false)
    expect(written.includes(Buffer.from(key).toString('base64url'))).toBe(false)
    expect(JSON.stringify(await store.list(ours))).not.toContain(key)
    expect(JSON.stringify(await client.llmConnection.findMany())).not.toContain(key)
  })

  it('binds a key to its row and its key file', async () => {
    const { connections: store, client } = await openTemporaryDatabase()
    const [first, second] = [await store.create(ours, input('first')), await store.create(ours, input('second', { apiKey: null }))]
    const row = await client.llmConnection.findUniqueOrThrow({ where: { id: first.id } })
    await client.llmConnection.update({ where: { id: second.id }, data: { apiKey: row.apiKey } })
    await expect(store.open(ours, second.id)).rejects.toMatchObject({ code: 'llm_unauthorized' })
    const afterLoss = new PrismaLlmConnectionStore(client, new AesSecretBox(randomBytes(32)))
    await expect(afterLoss.open(ours, first.id)).rejects.toMatchObject({ code: 'llm_unauthorized' })
    await afterLoss.update(ours, first.id, input('first'))
    expect((await afterLoss.open(ours, first.id))?.apiKey).toBe(key)
  })
})
