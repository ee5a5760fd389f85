import { describe, expect, it } from 'vitest'
import type { DocumentRecord } from '@/lib/domain/document'
import type { SummaryEvent } from '@/lib/domain/summary'
import { extractTerms } from '@/lib/search/extract-terms'
import { SummaryService, type SummaryServiceParts } from '@/lib/services/summaries/summary-service'
import { plainRecord } from '../../../support/document-record'
import { passageOf } from '../../answer/passages'
import { openTemporaryDatabase, ours, theirs } from '../../db/temporary-database'

const text = 'The lighthouse of Skerry Point was lit for the first time in 1867. Its keeper had three helpers and a boat.'

async function open(parts: Partial<SummaryServiceParts> = {}) {
  const { summaries: store } = await openTemporaryDatabase()
  const documents = new Map<string, DocumentRecord>([['a', { ...plainRecord, id: 'a', status: 'ready', chunkCount: 1, version: 1 }]])
  const errors: string[] = []
  const service = new SummaryService(
    {
      store,
      documents: {
        list: async () => ({ documents: [...documents.values()].filter(({ status }) => status === 'ready'), nextCursor: null }),
        read: async (_, id) => documents.get(id) ?? null,
      },
      index: { listChunks: async (_, documentId) => ({ chunks: [passageOf(text, { documentId })], nextCursor: null }) },
      embedder: { model: { id: 'none', languages: [] } as never, embedPassages: async () => [] },
      openGenerator: async () => null,
      extractTerms,
      entailment: null,
      onError: ({ code }) => errors.push(code),
      ...parts,
    },
    ours,
  )
  return { service, documents, store, errors }
}

async function eventsOf(events: AsyncIterable<SummaryEvent>): Promise<SummaryEvent[]> {
  const all: SummaryEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

describe('SummaryService', () => {
  it('keeps what was made, by language and workspace, and reads it again', async () => {
    const { service, store } = await open()
    expect(await service.read('a', 'en')).toBeNull()
    const events = await eventsOf(service.make('a', 'en'))
    expect(events[0]?.type).toBe('summary-progress')
    const end = events.at(-1)
    if (end?.type !== 'summary-end') throw new Error('no end')
    expect(end.summary).toMatchObject({ documentId: 'a', modelName: null, isCurrent: true })
    expect(end.summary.answer.text).toContain('was lit for the first time in 1867. [1]')
    expect(await service.read('a', 'en')).toEqual(end.summary)
    expect(await service.read('a', 'ko')).toBeNull()
    expect(await store.read(theirs, { documentId: 'a', language: 'en' })).toBeNull()
  })

  it('knows when the document has changed since, and replaces the old one', async () => {
    const { service, documents } = await open()
    await eventsOf(service.make('a', 'en'))
    documents.set('a', { ...(documents.get('a') ?? plainRecord), version: 2 })
    expect((await service.read('a', 'en'))?.isCurrent).toBe(false)
    await eventsOf(service.make('a', 'en'))
    expect((await service.read('a', 'en'))?.isCurrent).toBe(true)
  })

  it('knows when the library has changed since, and forgets what quoted a deleted document', async () => {
    const { service, documents } = await open()
    await eventsOf(service.make(null, 'en'))
    expect((await service.read(null, 'en'))?.isCurrent).toBe(true)
    documents.set('b', { ...plainRecord, id: 'b', status: 'ready', chunkCount: 1 })
    expect((await service.read(null, 'en'))?.isCurrent).toBe(false)
    await service.forget('a')
    expect(await service.read(null, 'en')).toBeNull()
  })

  it('says why there is none: no such document, not ready, a model that fails', async () => {
    const { service, documents } = await open()
    await expect(service.make('x', 'en').next()).rejects.toMatchObject({ code: 'not_found' })
    documents.set('a', { ...plainRecord, id: 'a', status: 'processing' })
    await expect(service.make('a', 'en').next()).rejects.toMatchObject({ code: 'document_not_ready' })
    await expect(service.make(null, 'en').next()).rejects.toMatchObject({ code: 'document_not_ready' })
    const broken = await open({
      index: {
        listChunks: async () => {
          throw new Error('gone')
        },
      },
    })
    const events = await eventsOf(broken.service.make('a', 'ko'))
    expect(events.at(-1)).toMatchObject({ type: 'summary-error', code: 'internal_error' })
    expect(broken.errors).toEqual(['internal_error'])
    expect(await broken.service.read('a', 'ko')).toBeNull()
  })

  it('keeps nothing of one that is broken off', async () => {
    const { service, errors } = await open()
    const controller = new AbortController()
    const events = service.make('a', 'en', controller.signal)
    await events.next()
    controller.abort()
    expect((await events.next()).value).toMatchObject({ type: 'summary-error', code: 'cancelled' })
    expect(errors).toEqual([])
    expect(await service.read('a', 'en')).toBeNull()
  })
})
