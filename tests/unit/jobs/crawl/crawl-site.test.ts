import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { startHostileServer } from '../../web/hostile-server'
import { html, openRig, servePages } from './crawl-rig'

const pdf = { type: 'application/pdf', bytes: '%PDF-1.4\nnot looked into here' }
const asked = (requests: string[]) => requests.filter((path) => path !== '/robots.txt' && path !== '/sitemap.xml')

describe('one page', () => {
  it('is taken alone, with the address as its name, and its robots.txt is asked first', async () => {
    const server = await servePages({
      '/%EC%95%88%EB%82%B4?id=1&utm_source=x#top': html('no'),
      '/%EC%95%88%EB%82%B4?id=1': html('<a href="/b">b</a>'),
      '/b': html('b'),
    })
    const rig = await openRig([server])
    const site = await rig.crawl(`${server.url}/안내?id=1&utm_source=x#top`.replace('&utm_source=x#top', ''), { depth: 0, maxPages: 1 })
    expect(site).toMatchObject({ status: 'done', errorCode: null, progress: { found: 1, visited: 1, added: 1, failed: 0 }, nextAt: null })
    expect(await rig.listAll()).toMatchObject([{ source: `${server.host}/안내?id=1`, origin: 'web', format: 'html', status: 'queued' }])
    expect(server.requests).toEqual(['/robots.txt', '/%EC%95%88%EB%82%B4?id=1'])
  })

  it('may be a PDF, told by its bytes', async () => {
    const server = await servePages({ '/report': { type: 'text/html', bytes: pdf.bytes } })
    const rig = await openRig([server])
    await rig.crawl(`${server.url}/report`, { depth: 0, maxPages: 1 })
    expect(await rig.listAll()).toMatchObject([{ format: 'pdf' }])
  })

  it('without the marks of a page is still read as one when the server says so', async () => {
    const server = await servePages({ '/list.php': '<title>회원</title><table><tr><td>김철수</td></tr></table>' })
    const rig = await openRig([server])
    await rig.crawl(`${server.url}/list.php`, { depth: 0 })
    expect(await rig.listAll()).toMatchObject([{ format: 'html', source: `${server.host}/list.php.html` }])
  })

  it.each([
    ['is not there', 404, 'url_not_found'],
    ['is forbidden', 403, 'url_refused'],
    ['is broken', 500, 'url_unreachable'],
    ['asks not to be kept', html('x', '<meta name=robots content=noindex>'), 'url_refused'],
    ['is no document', { type: 'application/octet-stream', bytes: Buffer.from([0, 1, 2, 3, 0, 0]) }, 'unsupported_type'],
  ] as const)('that %s ends in words for it', async (_, page, errorCode) => {
    const server = await servePages({ '/x': page })
    const rig = await openRig([server])
    expect(await rig.crawl(`${server.url}/x`, { depth: 0 })).toMatchObject({ status: 'failed', errorCode })
    expect(await rig.listAll()).toEqual([])
  })
})

describe('a site', () => {
  it('is read along its links, and nothing beyond it', async () => {
    const other = await startHostileServer((_, response) => response.end(html('other')))
    const server = await servePages({
      '/': html(`<a href="/a">a</a> <a href="/a#part">a</a> <a href="/a/?utm_campaign=x">a</a> <a href="${other.url}/">other</a>
        <a href="mailto:x@example.com">m</a> <a href="/picture.png">p</a> <a href="/file.pdf">f</a> <a rel=nofollow href="/paid">n</a>
        <a href="/hidden">h</a> <a href="/leaf">l</a> <a href="http://10.0.0.1/">in</a>`),
      '/a': html('<a href="/">back</a> <a href="/b">b</a>'),
      '/b': html('<a href="/a">back</a> <a href="/away">away</a>'),
      '/away': (_, response) => response.writeHead(302, { location: `${other.url}/x` }).end(),
      '/hidden': html('<a href="/behind">b</a>', '<meta name=robots content=noindex>'),
      '/behind': html('behind'),
      '/leaf': html('<a href="/never">n</a>', '<meta name=robots content=nofollow>'),
      '/file.pdf': pdf,
    })
    const rig = await openRig([server, other])
    const site = await rig.crawl(`${server.url}/`)
    expect(await rig.sources()).toEqual(['/', '/a', '/b', '/behind', '/file.pdf', '/leaf'])
    expect(site.progress).toEqual({ found: 8, visited: 8, added: 6, failed: 0 })
    expect(other.connections()).toBe(0)
    expect(asked(server.requests).sort()).toEqual(['/', '/a', '/away', '/b', '/behind', '/file.pdf', '/hidden', '/leaf'])
  })

  it('keeps to depth, number and path', async () => {
    const pages = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`/docs/${index}`, html(`page ${index}<a href="/docs/${index + 1}">next</a><a href="/blog/${index}">out</a>`)]),
    )
    const server = await servePages(pages)
    const deep = await openRig([server])
    await deep.crawl(`${server.url}/docs/0`, { depth: 3, pathPrefix: '/docs/' })
    expect(await deep.sources()).toEqual(['/docs/0', '/docs/1', '/docs/2', '/docs/3'])
    const few = await openRig([server])
    await few.crawl(`${server.url}/docs/0`, { maxPages: 2, pathPrefix: '/docs/' })
    expect(await few.sources()).toEqual(['/docs/0', '/docs/1'])
    expect(server.requests.filter((path) => path.startsWith('/blog'))).toEqual([])
  })

  it('gives its files, or its pages, or both', async () => {
    const server = await servePages({
      '/': html('<a href="/papers">p</a>'),
      '/papers': html('<a href="/1.pdf">1</a><a href="/get?id=2">2</a>'),
      '/1.pdf': pdf,
      '/get?id=2': { ...pdf, bytes: `${pdf.bytes}2` },
    })
    const files = await openRig([server])
    await files.crawl(`${server.url}/`, { take: 'files' })
    expect(await files.sources()).toEqual(['/1.pdf', '/get?id=2'])
    const pages = await openRig([server])
    server.requests.length = 0
    await pages.crawl(`${server.url}/`, { take: 'pages' })
    expect(await pages.sources()).toEqual(['/', '/papers'])
    expect(server.requests).not.toContain('/1.pdf')
  })

  it('is read where its canonical addresses are, and the same bytes only once', async () => {
    const canonical = (path: string) => `<link rel=canonical href="${path}">`
    const server = await servePages({
      '/': html('<a href="/print?id=1">p</a><a href="/copy1">c</a><a href="/copy2">c</a><a href="/wrong">w</a>'),
      '/print?id=1': html('text', canonical('/article')),
      '/article': html('text', canonical('/article')),
      '/copy1': html('same'),
      '/copy2': html('same'),
      '/wrong': html('wrong', canonical('/')),
    })
    const rig = await openRig([server])
    await rig.crawl(`${server.url}/`)
    expect(await rig.sources()).toEqual(['/', '/article', '/copy1', '/wrong'])
  })

  it('is followed to its new name only after asking the robots.txt there', async () => {
    const target = await servePages({ '/': html('<a href="/a">a</a>'), '/a': html('a') })
    const closed = await servePages({ '/': html('secret'), '/robots.txt': { type: 'text/plain', bytes: 'User-agent: *\nDisallow: /' } })
    const moved = (to: string) => servePages({ '/': (_, response) => response.writeHead(301, { location: to }).end() })
    const [open, shut] = [await moved(`${target.url}/`), await moved(`${closed.url}/`)]
    const rig = await openRig([target, closed, open, shut])
    await rig.crawl(`${open.url}/`)
    expect(await rig.sources()).toEqual(['/', '/a'])
    expect(await rig.crawl(`${shut.url}/`)).toMatchObject({ status: 'failed', errorCode: 'url_refused' })
    expect(closed.requests).toEqual(['/robots.txt'])
  })
})

describe('robots.txt', () => {
  const robots = (bytes: string) => ({ '/robots.txt': { type: 'text/plain', bytes } })

  it('is respected, for redirects too', async () => {
    const server = await servePages({
      ...robots('User-agent: Docent\nDisallow: /private'),
      '/': html('<a href="/private/a">x</a><a href="/door">x</a><a href="/open">x</a>'),
      '/door': (_, response) => response.writeHead(302, { location: '/private/b' }).end(),
      '/open': html('open'),
    })
    const rig = await openRig([server])
    expect(await rig.crawl(`${server.url}/`)).toMatchObject({ status: 'done', progress: { failed: 0 } })
    expect(await rig.sources()).toEqual(['/', '/open'])
    expect(server.requests.filter((path) => path.startsWith('/private'))).toEqual([])
  })

  it.each([
    ['that forbids everything', { type: 'text/plain', bytes: 'User-agent: *\nDisallow: /' }, 'url_refused'],
    ['that cannot be read now (5xx)', 503, 'url_unreachable'],
    ['that never comes', () => {}, 'url_timed_out'],
  ] as const)('%s keeps Docent away', async (_, answer, errorCode) => {
    const server = await servePages({ '/robots.txt': answer, '/': html('x') })
    const rig = await openRig([server])
    expect(await rig.crawl(`${server.url}/`)).toMatchObject({ status: 'failed', errorCode })
    expect(asked(server.requests)).toEqual([])
  })

  it.each([404, 403, 410])('that answers %i allows everything', async (status) => {
    const server = await servePages({ '/robots.txt': status, '/': html('x') })
    const rig = await openRig([server])
    expect(await rig.crawl(`${server.url}/`)).toMatchObject({ status: 'done', progress: { added: 1 } })
  })

  it('may ask for longer pauses, up to a limit', async () => {
    const times: number[] = []
    const timed = (body: string) => (_: unknown, response: { end: (text: string) => void }) => {
      times.push(Date.now())
      response.end(html(body))
    }
    const server = await servePages({ ...robots('User-agent: *\nCrawl-delay: 600'), '/': timed('<a href="/a">a</a>'), '/a': timed('a'), '/sitemap.xml': 404 })
    const rig = await openRig([server], { delayMilliseconds: 50, maxDelayMilliseconds: 150 })
    await rig.crawl(`${server.url}/`)
    // The sitemap lies between the two: two pauses of the limit, none of 600 seconds.
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(290)
  })
})

describe('a sitemap', () => {
  const map = (paths: string[], host: string) => `<urlset>${paths.map((path) => `<url><loc>http://${host}${path}</loc></url>`).join('')}</urlset>`

  it('named by robots.txt, through an index and compressed, brings pages that nothing links to', async () => {
    const pages: Record<string, string | { type: string; bytes: Buffer | string }> = { '/': html('start'), '/lost': html('lost'), '/found.pdf': pdf.bytes }
    const server = await servePages(pages)
    pages['/robots.txt'] = { type: 'text/plain', bytes: `Sitemap: ${server.url}/index.xml` }
    pages['/index.xml'] = {
      type: 'text/xml',
      bytes: `<sitemapindex><sitemap><loc>${server.url}/a.xml.gz</loc></sitemap><sitemap><loc>http://10.0.0.1/b.xml</loc></sitemap></sitemapindex>`,
    }
    pages['/a.xml.gz'] = { type: 'application/gzip', bytes: gzipSync(map(['/lost', '/found.pdf', '/'], server.host)) }
    const rig = await openRig([server])
    await rig.crawl(`${server.url}/`, { depth: 1 })
    expect(await rig.sources()).toEqual(['/', '/found.pdf', '/lost'])
  })

  it('that is a bomb, or an endless index, does no harm', async () => {
    const pages: Record<string, string | { type: string; bytes: Buffer | string }> = { '/': html('start') }
    const server = await startHostileServer((request, response) => {
      const { url = '' } = request
      if (url === '/') return response.end(html('start'))
      if (url === '/robots.txt') return response.end(`Sitemap: http://${request.headers.host}/bomb.gz\nSitemap: http://${request.headers.host}/i0`)
      if (url === '/bomb.gz') return response.end(gzipSync(Buffer.alloc(60 * 1024 * 1024, 'a')))
      const step = Number(url.slice(2))
      response.end(`<sitemapindex><sitemap><loc>http://${request.headers.host}/i${step + 1}</loc></sitemap></sitemapindex>`)
    })
    const rig = await openRig([server])
    expect(await rig.crawl(`${server.url}/`)).toMatchObject({ status: 'done', progress: { added: 1 } })
    expect(server.requests.length).toBeLessThan(30)
    expect(Object.keys(pages)).toHaveLength(1)
  })
})

describe('a site that means harm', () => {
  it('makes links without end: the crawl ends at its limits', async () => {
    let count = 0
    const server = await startHostileServer((request, response) => {
      if (request.url === '/robots.txt' || request.url === '/sitemap.xml') return response.writeHead(404).end()
      const links = Array.from({ length: 50 }, () => `<a href="/${++count}">x</a>`).join('')
      response.end(html(`${request.url} ${links}`))
    })
    const rig = await openRig([server])
    expect(await rig.crawl(`${server.url}/`, { maxPages: 20 })).toMatchObject({ status: 'done', progress: { visited: 20, added: 20 } })
    const files = await openRig([server])
    expect((await files.crawl(`${server.url}/`, { maxPages: 5, take: 'files' })).progress).toMatchObject({ visited: 200, added: 0 })
  })

  it('has a page of every kind of trouble: each fails by itself, the rest comes in', async () => {
    const server = await servePages({
      '/': html(
        '<a href="/hang">1</a><a href="/huge">2</a><a href="/loop">3</a><a href="/inside">4</a><a href="/gone">5</a><a href="/odd">6</a><a href="/good">7</a>',
      ),
      '/hang': () => {},
      '/huge': { type: 'text/html', bytes: Buffer.alloc(2 * 1024 * 1024, 'a') },
      '/loop': (_, response) => response.writeHead(302, { location: '/loop' }).end(),
      '/inside': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      '/odd': { type: 'application/octet-stream', bytes: Buffer.from([0, 1, 2, 0, 0]) },
      '/good': html('good'),
    })
    const rig = await openRig([server])
    const site = await rig.crawl(`${server.url}/`)
    expect(site).toMatchObject({ status: 'done', progress: { visited: 8, added: 2, failed: 6 } })
    const failed = (await rig.sites.listPages(site.id, 10)).slice(0, 6).map(({ url, errorCode }) => [new URL(url).pathname, errorCode])
    expect(Object.fromEntries(failed)).toEqual({
      '/hang': 'url_timed_out',
      '/huge': 'url_too_large',
      '/loop': 'url_redirects',
      '/inside': 'url_refused',
      '/gone': 'url_not_found',
      '/odd': 'unsupported_type',
    })
  })
})
