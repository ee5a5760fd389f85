import { describe, expect, it } from 'vitest'
import { PrismaSiteStore } from '@/lib/db/prisma-site-store'
import type { NewSite } from '@/lib/domain/ports/stores/site-store'
import type { SitePage } from '@/lib/domain/site'
import { openTemporaryDatabase, ours, theirs } from '../unit/db/temporary-database'

const newSite = (url: string, intervalHours: number | null = null): NewSite => ({
  url,
  intervalHours,
  limits: { depth: 2, maxPages: 50, pathPrefix: '/docs', take: 'files' },
})
const page = (url: string, part: Partial<SitePage> = {}): SitePage => ({
  url,
  etag: '"1"',
  lastModified: null,
  contentHash: 'a',
  documentId: null,
  errorCode: null,
  depth: 1,
  ...part,
})

/** A store whose clock stands still until it is moved. */
async function openStore() {
  const { client } = await openTemporaryDatabase()
  const clock = { time: Date.parse('2026-01-01T00:00:00Z') }
  return { clock, store: new PrismaSiteStore(client, { now: () => new Date(clock.time) }) }
}

describe('SiteStore', () => {
  it('creates a waiting site and lists the newest first, in its own workspace only', async () => {
    const { store } = await openStore()
    const site = await store.create(ours, newSite('https://example.com/a', 24))
    expect(site).toEqual({
      id: expect.any(String),
      workspaceId: ours.workspaceId,
      ...newSite('https://example.com/a', 24),
      status: 'waiting',
      errorCode: null,
      progress: { found: 0, visited: 0, added: 0, failed: 0 },
      createdAt: '2026-01-01T00:00:00.000Z',
      startedAt: null,
      finishedAt: null,
      nextAt: null,
    })
    const second = await store.create(ours, newSite('https://example.com/b'))
    expect(await store.list(ours)).toEqual([second, site])
    expect(await store.list(theirs)).toEqual([])
    expect(await store.read(theirs, site.id)).toBeNull()
    expect(await store.delete(theirs, site.id)).toBe(false)
  })

  it('keeps one site for one address: limits are replaced, and a running one is left alone', async () => {
    const { store } = await openStore()
    const site = await store.create(ours, newSite('https://example.com/'))
    const changed = await store.create(ours, { ...newSite('https://example.com/', 24), limits: { depth: 0, maxPages: 1, pathPrefix: '/', take: 'both' } })
    expect(changed).toMatchObject({ id: site.id, intervalHours: 24, limits: { depth: 0 } })
    await store.startNext()
    await expect(store.create(ours, newSite('https://example.com/'))).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.create(theirs, newSite('https://example.com/'))).toMatchObject({ status: 'waiting' })
  })

  it('hands out each waiting site once, and counts its crawls', async () => {
    const { store } = await openStore()
    const site = await store.create(ours, newSite('https://example.com/'))
    const [first, second] = await Promise.all([store.startNext(), store.startNext()])
    expect([first, second].filter(Boolean)).toMatchObject([{ site: { id: site.id, status: 'running', startedAt: '2026-01-01T00:00:00.000Z' }, crawl: 1 }])
    await store.reportProgress(site.id, { found: 4, visited: 3, added: 2, failed: 1 })
    await store.finish(site.id, { status: 'done', errorCode: null, nextAt: null })
    expect(await store.read(ours, site.id)).toMatchObject({
      status: 'done',
      progress: { found: 4, visited: 3, added: 2, failed: 1 },
      finishedAt: '2026-01-01T00:00:00.000Z',
    })
    expect(await store.startNext()).toBeNull()
    await store.queue(ours, site.id)
    expect(await store.startNext()).toMatchObject({ crawl: 2, site: { progress: { found: 0, visited: 0, added: 0, failed: 0 } } })
  })

  it.each(['done', 'failed', 'cancelled'] as const)('hands out a site that is %s when its next crawl is due', async (status) => {
    const { store, clock } = await openStore()
    const site = await store.create(ours, newSite('https://example.com/', 1))
    await store.startNext()
    await store.finish(site.id, { status, errorCode: status === 'failed' ? 'url_unreachable' : null, nextAt: '2026-01-01T01:00:00.000Z' })
    expect(await store.startNext()).toBeNull()
    clock.time += 3_600_000
    expect(await store.startNext()).toMatchObject({ site: { id: site.id, status: 'running', errorCode: null }, crawl: 2 })
  })

  it('says what cannot be done in the present state', async () => {
    const { store } = await openStore()
    const site = await store.create(ours, newSite('https://example.com/'))
    await expect(store.queue(ours, site.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.cancelWaiting(ours, site.id)).toMatchObject({ status: 'cancelled' })
    await expect(store.cancelWaiting(ours, site.id)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.queue(ours, site.id)).toMatchObject({ status: 'waiting' })
    for (const call of [store.queue(ours, 'none'), store.cancelWaiting(ours, 'none'), store.queue(theirs, site.id)])
      await expect(call).rejects.toMatchObject({ code: 'not_found' })
  })

  it('lets sites go that a killed app left running', async () => {
    const { store } = await openStore()
    const site = await store.create(ours, newSite('https://example.com/'))
    await store.startNext()
    expect(await store.releaseAll()).toBe(1)
    expect(await store.startNext()).toMatchObject({ site: { id: site.id }, crawl: 2 })
  })

  it('remembers pages, failed ones first, and those that a crawl has not seen', async () => {
    const { store } = await openStore()
    const { id } = await store.create(ours, newSite('https://example.com/'))
    await store.savePage(id, 1, page('https://example.com/a'))
    await store.savePage(id, 1, page('https://example.com/b', { documentId: 'd' }))
    await store.savePage(id, 2, page('https://example.com/a', { errorCode: 'url_not_found' }))
    expect(await store.readPage(id, 'https://example.com/a')).toEqual(page('https://example.com/a', { errorCode: 'url_not_found' }))
    expect(await store.readPage(id, 'https://example.com/c')).toBeNull()
    expect((await store.listPages(id, 10)).map(({ url }) => url)).toEqual(['https://example.com/a', 'https://example.com/b'])
    expect(await store.listPages(id, 1)).toHaveLength(1)
    expect(await store.listUnseenPages(id, 2)).toEqual([page('https://example.com/b', { documentId: 'd' })])
    expect(await store.listDocumentIds(id)).toEqual(['d'])
    await store.deletePage(id, 'https://example.com/b')
    expect(await store.listDocumentIds(id)).toEqual([])
    expect(await store.delete(ours, id)).toBe(true)
    expect(await store.listPages(id, 10)).toEqual([])
  })

  it('knows whether another page brought the same document', async () => {
    const { store } = await openStore()
    const one = await store.create(ours, newSite('https://example.com/'))
    const two = await store.create(ours, newSite('https://example.com/docs'))
    await store.savePage(one.id, 1, page('https://example.com/a', { documentId: 'd' }))
    expect(await store.isDocumentShared('d', { siteId: one.id })).toBe(false)
    await store.savePage(one.id, 1, page('https://example.com/b', { documentId: 'd' }))
    expect(await store.isDocumentShared('d', { siteId: one.id })).toBe(false)
    expect(await store.isDocumentShared('d', { siteId: one.id, url: 'https://example.com/a' })).toBe(true)
    await store.savePage(two.id, 1, page('https://example.com/a', { documentId: 'd' }))
    expect(await store.isDocumentShared('d', { siteId: one.id })).toBe(true)
  })
})
