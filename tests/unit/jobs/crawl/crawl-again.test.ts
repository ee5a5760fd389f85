import { describe, expect, it, onTestFinished } from 'vitest'
import { ours } from '../../db/temporary-database'
import { startHostileServer } from '../../web/hostile-server'
import { html, openRig, type Pages, servePages } from './crawl-rig'

const start = html('<a href="/a">a</a><a href="/b">b</a>')

async function openTwice(pages: Pages, take: 'pages' | 'files' | 'both' = 'both') {
  const server = await servePages(pages)
  const rig = await openRig([server])
  const site = await rig.crawl(`${server.url}/`, { take })
  server.requests.length = 0
  server.headers.length = 0
  return { server, rig, site }
}

describe('a second crawl', () => {
  it('asks what changed, reads only that, and still follows the links of what did not', async () => {
    const pages: Pages = { '/': html('<a href="/a">a</a>'), '/a': html('<a href="/b">b</a>'), '/b': html('old') }
    const { server, rig, site } = await openTwice(pages)
    const before = await rig.listAll()
    pages['/b'] = html('new')
    const again = await rig.again(site.id)
    expect(again.progress).toEqual({ found: 3, visited: 3, added: 1, failed: 0 })
    const asked = Object.fromEntries(server.requests.map((path, index) => [path, 'if-none-match' in (server.headers[index] ?? {})]))
    expect(asked).toMatchObject({ '/a': true, '/b': true })
    const versions = (await rig.listAll()).map(({ id, source, version }) => [id, source.replace(/^.*:\d+/, ''), version])
    expect(versions.sort()).toEqual(before.map(({ id, source }) => [id, source.replace(/^.*:\d+/, ''), source.endsWith('/b') ? 2 : 1]).sort())
  })

  it('takes equal bytes for unchanged also from a server that knows no ETags', async () => {
    const server = await startHostileServer((request, response) => (request.url === '/' ? response.end(html('x')) : response.writeHead(404).end()))
    const rig = await openRig([server])
    const site = await rig.crawl(`${server.url}/`)
    expect((await rig.again(site.id)).progress).toMatchObject({ visited: 1, added: 0 })
    expect(await rig.listAll()).toMatchObject([{ version: 1 }])
  })

  it('brings back a document that a person deleted, as long as the site has it', async () => {
    const { rig, site } = await openTwice({ '/': start, '/a': html('a'), '/b': html('b') })
    const [document] = (await rig.listAll()).filter(({ source }) => source.endsWith('/a'))
    await rig.parts.deleteDocument(document?.id ?? '')
    await rig.again(site.id)
    expect(await rig.sources()).toEqual(['/', '/a', '/b'])
  })

  it('deletes the document of a page that answers 404 twice, not once', async () => {
    const pages: Pages = { '/': start, '/a': html('a'), '/b': html('b') }
    const { rig, site } = await openTwice(pages)
    pages['/b'] = 410
    expect((await rig.again(site.id)).progress.failed).toBe(1)
    expect(await rig.sources()).toEqual(['/', '/a', '/b'])
    await rig.again(site.id)
    expect(await rig.sources()).toEqual(['/', '/a'])
    pages['/b'] = html('b is back')
    await rig.again(site.id)
    expect(await rig.sources()).toEqual(['/', '/a', '/b'])
  })

  it('deletes the document of a page that nothing leads to any more', async () => {
    const pages: Pages = { '/': start, '/a': html('a'), '/b': html('b') }
    const { rig, site } = await openTwice(pages)
    pages['/'] = html('<a href="/a">a</a>')
    await rig.again(site.id)
    expect(await rig.sources()).toEqual(['/', '/a'])
    expect((await rig.sites.listPages(site.id, 10)).map(({ url }) => new URL(url).pathname).sort()).toEqual(['/', '/a'])
  })

  it('deletes the document of a page that asks not to be kept any more', async () => {
    const pages: Pages = { '/': start, '/a': html('a'), '/b': html('b') }
    const { rig, site } = await openTwice(pages)
    pages['/a'] = html('a', '<meta name=robots content=noindex>')
    await rig.again(site.id)
    expect(await rig.sources()).toEqual(['/', '/b'])
  })

  it.each([
    ['its start page fails', { '/': 500 }, 'failed'],
    ['its robots.txt fails', { '/robots.txt': 503 }, 'failed'],
    ['a page on the way fails', { '/': html('<a href="/list">l</a>'), '/list': 500 }, 'done'],
    ['a page on the way is gone for the first time', { '/': html('<a href="/list">l</a>'), '/list': 404 }, 'done'],
    ['its sitemap fails', { '/': html('changed'), '/sitemap.xml': 500 }, 'done'],
    ['a page takes too long to be read for links', { '/': html('<a href="/list">l</a>'), '/list': html('<div>'.repeat(300_000)) }, 'done'],
  ] as const)('deletes nothing when %s', async (_, changes, status) => {
    const pages: Pages = { '/': html('<a href="/list">l</a>'), '/list': html('<a href="/a">a</a><a href="/b">b</a>'), '/a': html('a'), '/b': html('b') }
    const { rig, site } = await openTwice(pages)
    Object.assign(pages, changes)
    expect((await rig.again(site.id)).status).toBe(status)
    expect(await rig.sources()).toEqual(['/', '/a', '/b', '/list'])
  })

  it('deletes nothing when it ends at its limit', async () => {
    const pages: Pages = { '/': start, '/a': html('a'), '/b': html('b') }
    const { server, rig, site } = await openTwice(pages)
    pages['/'] = html('<a href="/c">c</a><a href="/d">d</a>')
    pages['/c'] = html('c')
    pages['/d'] = html('d')
    const limited = await rig.crawl(`${server.url}/`, { maxPages: 2 })
    expect(limited.id).toBe(site.id)
    expect(await rig.sources()).toEqual(['/', '/a', '/b', '/c'])
  })

  it('leaves a document alone that a person put in the place of a page', async () => {
    const pages: Pages = { '/': start, '/a': html('a'), '/b': html('b') }
    const { server, rig, site } = await openTwice(pages)
    async function* own() {
      yield Buffer.from('my own text')
    }
    await rig.parts.addDocument({ source: `${server.host}/b`, origin: 'api', content: own(), maxBytes: 100 })
    pages['/'] = html('<a href="/a">a</a>')
    await rig.again(site.id)
    expect(await rig.sources()).toEqual(['/', '/a', '/b'])
  })
})

describe('the schedule', () => {
  it('names the next crawl after one that ended, also badly', async () => {
    const pages: Pages = { '/': html('x') }
    const { server, rig, site } = await openTwice(pages)
    expect(site.nextAt).toBeNull()
    const daily = await rig.crawl(`${server.url}/`, {}, 24)
    expect(Date.parse(daily.nextAt ?? '') - Date.parse(daily.finishedAt ?? '')).toBeGreaterThan(23.9 * 3_600_000)
    pages['/'] = 500
    expect(await rig.again(site.id)).toMatchObject({ status: 'failed', errorCode: 'url_unreachable', nextAt: expect.any(String) })
  })

  it('starts what is due without being asked', async () => {
    const { server, rig } = await openTwice({ '/': html('x') })
    const { id } = await rig.crawl(`${server.url}/`, {}, 1)
    await rig.runner.stop()
    await rig.sites.queue(ours, id)
    await rig.sites.startNext()
    await rig.sites.finish(id, { status: 'done', errorCode: null, nextAt: new Date(Date.now() - 1000).toISOString() })
    server.requests.length = 0
    const next = rig.openRunner()
    await next.start()
    onTestFinished(() => next.stop())
    const isNextAhead = async () => Date.parse((await rig.settled(id)).nextAt ?? '') > Date.now()
    while (!(await isNextAhead())) await new Promise((resolve) => setTimeout(resolve, 20))
    expect(server.requests).toContain('/')
  })
})

describe('a crawl that is interrupted', () => {
  /** A site whose third page hangs until it is let go. */
  async function openHanging() {
    let release = () => {}
    const hanging = new Promise<void>((resolve) => {
      release = resolve
    })
    let reached = () => {}
    const isThere = new Promise<void>((resolve) => {
      reached = resolve
    })
    const pages: Pages = {
      '/': start,
      '/a': html('a'),
      '/b': (_, response) => {
        reached()
        void hanging.then(() => response.end(html('b')))
      },
    }
    const server = await servePages(pages)
    const rig = await openRig([server])
    onTestFinished(() => release())
    return { server, rig, release, isThere }
  }

  it('by a person ends at once, deletes nothing, and can be started again', async () => {
    const { server, rig, isThere, release } = await openHanging()
    const { id } = await rig.start(`${server.url}/`)
    await isThere
    expect(await rig.runner.cancel(id)).toBe(true)
    expect(await rig.sites.read(ours, id)).toMatchObject({ status: 'cancelled', errorCode: null })
    expect(await rig.sources()).toEqual(['/', '/a'])
    release()
    expect(await rig.again(id)).toMatchObject({ status: 'done' })
    expect(await rig.sources()).toEqual(['/', '/a', '/b'])
    expect(await rig.runner.cancel(id)).toBe(false)
  })

  it('by the end of the app waits, and goes on with the next start', async () => {
    const { server, rig, isThere, release } = await openHanging()
    const { id } = await rig.start(`${server.url}/`)
    await isThere
    await rig.runner.stop()
    expect(await rig.sites.read(ours, id)).toMatchObject({ status: 'waiting' })
    release()
    const next = rig.openRunner()
    await next.start()
    onTestFinished(() => next.stop())
    await rig.settled(id)
    expect((await rig.listAll()).map(({ version }) => version)).toEqual([1, 1, 1])
  })

  /** What kill -9 leaves: a site that runs in nobody's hands. */
  it('by kill -9 begins again without doubling anything', async () => {
    const { server, rig, isThere, release } = await openHanging()
    const { id } = await rig.start(`${server.url}/`)
    await isThere
    const left = await rig.sites.read(ours, id)
    expect(left?.status).toBe('running')
    await rig.runner.stop()
    await rig.sites.queue(ours, id).catch(() => {})
    await rig.sites.startNext()
    expect((await rig.sites.read(ours, id))?.status).toBe('running')
    release()
    const next = rig.openRunner()
    await next.start()
    onTestFinished(() => next.stop())
    expect(await rig.settled(id)).toMatchObject({ status: 'done', progress: { visited: 3, added: 1 } })
    expect(await rig.sources()).toEqual(['/', '/a', '/b'])
    expect((await rig.listAll()).map(({ version }) => version)).toEqual([1, 1, 1])
  })
})
