import { describe, expect, it } from 'vitest'
import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import { DocumentFeed, type DocumentFeedEvent } from '@/lib/jobs/document-feed'
import { CollectionChunkingService } from '@/lib/services/collection-chunking'
import { openTemporaryDatabase, ours } from '../db/temporary-database'

const model: EmbeddingModel = { id: 'm', slug: 'm', dimensions: 4, maxTokens: 256, languages: ['en'] }

async function openService() {
  const { collections, documents, client } = await openTemporaryDatabase()
  const feed = new DocumentFeed()
  const events: DocumentFeedEvent[] = []
  feed.subscribe((event) => events.push(event))
  let wakes = 0
  const wakeRunner = () => {
    wakes += 1
  }
  const service = new CollectionChunkingService({ collections, documents, activeModel: () => ({ model, tokenizerPath: '/models/m' }), feed, wakeRunner }, ours)
  const addReady = async (source: string) => {
    const document = await documents.create(ours, { source, origin: 'upload', format: 'text', byteSize: 1, contentHash: source })
    await client.document.update({ where: { id: document.id }, data: { status: 'ready' } })
    return document
  }
  return { service, addReady, events, wakes: () => wakes }
}

describe('CollectionChunkingService', () => {
  it('cuts by subject and up to what the model reads when nothing was chosen', async () => {
    const { service } = await openService()
    expect(await service.readSettings()).toEqual({
      strategy: 'topics',
      maxTokens: 256,
      maxCharacters: 800,
      tokenizerPath: '/models/m',
      servedLanguages: ['en'],
    })
  })

  it('scales the characters of languages the model does not serve with the tokens', async () => {
    const { service } = await openService()
    await service.change({ strategy: 'plain', maxTokens: 64 })
    expect(await service.readSettings()).toMatchObject({ strategy: 'plain', maxTokens: 64, maxCharacters: 200 })
    await service.change({ strategy: 'even', maxTokens: 256 })
    expect(await service.describe()).toMatchObject({ strategy: 'even', maxTokens: null, limits: { min: 64, max: 256 }, outdated: 0 })
  })

  it('refuses a size outside the limits and changes nothing', async () => {
    const { service } = await openService()
    for (const maxTokens of [63, 257]) await expect(service.change({ strategy: 'plain', maxTokens })).rejects.toMatchObject({ code: 'invalid_request' })
    expect((await service.describe()).strategy).toBe('topics')
  })

  it('tells those who watch of every document that is queued, and wakes the runner', async () => {
    const { service, addReady, events, wakes } = await openService()
    await addReady('a.txt')
    const second = await addReady('b.txt')
    expect(await service.change({ strategy: 'even', maxTokens: null })).toBe(2)
    expect(events.map((event) => event.type)).toEqual(['document-changed', 'document-changed'])
    expect(wakes()).toBe(1)
    await expect(service.recut(second.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(service.recut('nothing')).rejects.toMatchObject({ code: 'not_found' })
  })
})
