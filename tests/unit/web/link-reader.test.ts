import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ThreadLinkReader } from '@/lib/web/links/thread-link-reader'
import { readRobots } from '@/lib/web/robots-rules'

const workerPath = path.resolve('dist/workers/link-worker.mjs')
const url = 'https://example.com/docs/page.html'
const bytes = (text: string) => Buffer.from(text)

function openReader(limits: { timeLimitMilliseconds?: number; memoryMegabytes?: number } = {}) {
  const reader = new ThreadLinkReader({ workerPath, ...limits })
  onTestFinished(() => reader.close())
  return reader
}

const readPage = (html: string, contentType: string | null = 'text/html') => openReader().readPage({ url, bytes: bytes(html), contentType })

describe('links of a page', () => {
  it('are absolute, once each, without fragments, other schemes and nofollow', async () => {
    const html = `<a href="a">1</a><a href="a#x">again</a><a href="/b?c=d">2</a><a href="//other.example/e">3</a>
      <a href="mailto:a@example.com">no</a><a href="javascript:void(0)">no</a><a href="tel:1">no</a><a href="http://[bad">no</a>
      <a rel="noopener nofollow" href="paid">no</a><map><area href="area"></map><a>no</a><script>var x = '<a href="script">'</script>`
    expect((await readPage(html))?.links).toEqual([
      'https://example.com/docs/a',
      'https://example.com/b?c=d',
      'https://other.example/e',
      'https://example.com/docs/area',
    ])
  })

  it('follow <base>, and a broken page is read as browsers do', async () => {
    expect((await readPage('<base href="/root/"><div><a href="x"><p><a href=y'))?.links).toEqual(['https://example.com/root/x'])
    expect((await readPage('<base href="javascript:1"><a href="x">'))?.links).toEqual(['https://example.com/docs/x'])
  })

  it('come with what the page asks for', async () => {
    expect(await readPage('<link rel=canonical href="/docs/page"><meta name="ROBOTS" content="NoIndex, nofollow">')).toMatchObject({
      canonical: 'https://example.com/docs/page',
      isNoindex: true,
      isNofollow: true,
    })
    expect(await readPage('<meta name=robots content=none>')).toMatchObject({ isNoindex: true, isNofollow: true })
    expect(await readPage('<meta name=googlebot content=noindex>')).toMatchObject({ isNoindex: false, isNofollow: false, canonical: null })
  })

  it('are found in any encoding, also an unknown or a wrong one', async () => {
    const reader = openReader()
    const korean = Buffer.concat([bytes('<meta charset=euc-kr><a href="/'), Buffer.from([0xb0, 0xa1]), bytes('">')])
    expect((await reader.readPage({ url, bytes: korean, contentType: null }))?.links).toEqual(['https://example.com/%EA%B0%80'])
    expect((await reader.readPage({ url, bytes: bytes('<a href=x>'), contentType: 'text/html; charset=klingon' }))?.links).toHaveLength(1)
    const garbage = Buffer.concat([Buffer.from([0xff, 0xc0, 0x80, 0xfe]), bytes('<a href=x>')])
    expect((await reader.readPage({ url, bytes: garbage, contentType: 'text/html; charset=utf-8' }))?.links).toHaveLength(1)
  })

  it('are limited in number', async () => {
    const html = Array.from({ length: 20_000 }, (_, index) => `<a href="/${index}">`).join('')
    expect((await readPage(html))?.links).toHaveLength(5000)
  })

  it.each([
    ['deep nesting', '<div>'.repeat(300_000)],
    ['misnested formatting', '<b><i><a href=x><p>'.repeat(40_000)],
    ['countless attributes', `<a ${Array.from({ length: 300_000 }, (_, index) => `a${index}`).join(' ')}>`],
  ])('of a page made to hang (%s) end in time, and the next page is read', async (_, html) => {
    const reader = openReader({ timeLimitMilliseconds: 1500, memoryMegabytes: 256 })
    await reader.readPage({ url, bytes: bytes(html), contentType: 'text/html' })
    expect((await reader.readPage({ url, bytes: bytes('<a href=x>'), contentType: 'text/html' }))?.links).toHaveLength(1)
  })

  it('are null, not none, for a page that is given up', async () => {
    const reader = openReader({ timeLimitMilliseconds: 1 })
    expect(await reader.readPage({ url, bytes: bytes('<div>'.repeat(300_000)), contentType: 'text/html' })).toBeNull()
  })
})

describe('a sitemap', () => {
  const read = (text: string | Buffer, limits = {}) => openReader(limits).readSitemap({ url: 'https://example.com/sitemap.xml', bytes: Buffer.from(text) })
  const urlset = (locations: string[]) =>
    `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locations.map((loc) => `<url><loc> ${loc} </loc></url>`).join('')}</urlset>`

  it('gives its pages, compressed or not', async () => {
    const xml = urlset(['https://example.com/a?x=1&amp;y=2', 'https://example.com/b', 'mailto:no', ''])
    const entries = { pages: ['https://example.com/a?x=1&y=2', 'https://example.com/b'], sitemaps: [] }
    expect(await read(xml)).toEqual(entries)
    expect(await read(gzipSync(xml))).toEqual(entries)
    expect(await read('https://example.com/a\nhttps://example.com/b\n')).toMatchObject({ pages: ['https://example.com/a', 'https://example.com/b'] })
  })

  it('may be an index of others', async () => {
    const index = '<s:sitemapindex xmlns:s="x"><s:sitemap><s:loc>https://example.com/one.xml.gz</s:loc></s:sitemap></s:sitemapindex>'
    expect(await read(index)).toEqual({ pages: [], sitemaps: ['https://example.com/one.xml.gz'] })
  })

  it('that is a bomb, broken or too long ends in time', async () => {
    expect(await read(gzipSync(Buffer.alloc(80 * 1024 * 1024, ' ')))).toBeNull()
    expect(await read('<urlset><url>')).toBeNull()
    const entities =
      '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><urlset><url><loc>https://example.com/&c;</loc></url></urlset>'
    expect((await read(entities))?.pages ?? []).not.toContain('aaaa')
    expect((await read(urlset(Array.from({ length: 15_000 }, (_, index) => `https://example.com/${index}`))))?.pages).toHaveLength(10_000)
    expect(await read(`${'<a>'.repeat(200_000)}`, { timeLimitMilliseconds: 3000, memoryMegabytes: 128 })).toBeNull()
  })
})

describe('robots.txt', () => {
  it('speaks to Docent by name, or to all', () => {
    const rules = readRobots(
      'https://example.com/robots.txt',
      'User-agent: *\nDisallow: /\n\nUser-agent: docent\nDisallow: /private/\nAllow: /private/open\nCrawl-delay: 3\n\nSitemap: https://example.com/map.xml',
    )
    expect(rules.isAllowed('https://example.com/public')).toBe(true)
    expect(rules.isAllowed('https://example.com/private/x')).toBe(false)
    expect(rules.isAllowed('https://example.com/private/open')).toBe(true)
    expect(rules).toMatchObject({ crawlDelaySeconds: 3, sitemaps: ['https://example.com/map.xml'] })
    expect(readRobots('https://example.com/robots.txt', 'User-agent: *\nDisallow: /').isAllowed('https://example.com/x')).toBe(false)
  })

  it('that says nothing sensible allows everything', () => {
    const rules = readRobots('https://example.com/robots.txt', '<!doctype html><title>Not found</title>\u0000\nCrawl-delay: -5')
    expect(rules.isAllowed('https://example.com/x')).toBe(true)
    expect(rules.crawlDelaySeconds).toBeNull()
  })
})
