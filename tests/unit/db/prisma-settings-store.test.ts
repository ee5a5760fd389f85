import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { PrismaSettingsStore } from '@/lib/db/prisma-settings-store'
import { AesSecretBox } from '@/lib/storage/secret-box'
import { openTemporaryDatabase, ours, theirs } from './temporary-database'

const connection = { baseUrl: 'http://127.0.0.1:11434/v1', model: 'qwen', apiKey: 'sk-very-secret' }

describe('PrismaSettingsStore', () => {
  it('saves, replaces and deletes the connection of one workspace', async () => {
    const { settings: store } = await openTemporaryDatabase()
    expect(await store.readGeneratorConnection(ours)).toBeNull()
    await store.saveGeneratorConnection(ours, connection)
    expect(await store.readGeneratorConnection(ours)).toEqual(connection)
    expect(await store.readGeneratorConnection(theirs)).toBeNull()
    await store.saveGeneratorConnection(theirs, { ...connection, model: 'theirs' })
    await store.saveGeneratorConnection(ours, { ...connection, apiKey: null })
    expect(await store.readGeneratorConnection(ours)).toEqual({ ...connection, apiKey: null })
    await store.deleteGeneratorConnection(ours)
    await store.deleteGeneratorConnection(ours)
    expect(await store.readGeneratorConnection(ours)).toBeNull()
    expect(await store.readGeneratorConnection(theirs)).toMatchObject({ model: 'theirs' })
  })

  it('never writes the key as it is, and binds it to its workspace', async () => {
    const { settings: store, client } = await openTemporaryDatabase()
    await store.saveGeneratorConnection(ours, connection)
    const row = await client.setting.findFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain('sk-very-secret')
    await client.setting.create({ data: { ...row, ...theirs, value: row.value ?? {} } })
    await expect(store.readGeneratorConnection(theirs)).rejects.toMatchObject({ code: 'llm_unauthorized' })
  })

  it('asks for the key again when the key file was lost, and can then be saved anew', async () => {
    const { settings, client } = await openTemporaryDatabase()
    await settings.saveGeneratorConnection(ours, connection)
    const afterLoss = new PrismaSettingsStore(client, new AesSecretBox(randomBytes(32)))
    await expect(afterLoss.readGeneratorConnection(ours)).rejects.toMatchObject({ code: 'llm_unauthorized' })
    await afterLoss.saveGeneratorConnection(ours, connection)
    expect(await afterLoss.readGeneratorConnection(ours)).toEqual(connection)
  })

  it('keeps the embedding service beside it, its key sealed too', async () => {
    const { settings: store, client } = await openTemporaryDatabase()
    const endpoint = { ...connection, dimensions: 1536 }
    await store.saveEmbeddingEndpoint(ours, endpoint)
    expect(await store.readEmbeddingEndpoint(ours)).toEqual(endpoint)
    expect(await store.readEmbeddingEndpoint(theirs)).toBeNull()
    expect(await store.readGeneratorConnection(ours)).toBeNull()
    expect(JSON.stringify(await client.setting.findMany())).not.toContain('sk-very-secret')
    const afterLoss = new PrismaSettingsStore(client, new AesSecretBox(randomBytes(32)))
    await expect(afterLoss.readEmbeddingEndpoint(ours)).rejects.toMatchObject({ code: 'embedding_endpoint_failed' })
    await store.deleteEmbeddingEndpoint(ours)
    expect(await store.readEmbeddingEndpoint(ours)).toBeNull()
  })
})
