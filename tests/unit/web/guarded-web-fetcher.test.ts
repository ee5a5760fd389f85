import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toAppError } from '@/lib/domain/app-error'
import type { WebFetcher, WebRequest } from '@/lib/domain/ports/web-fetcher'
import type { ResolveName } from '@/lib/web/guarded-connector'
import { type FetchLimits, GuardedWebFetcher } from '@/lib/web/guarded-web-fetcher'
import { type Answer, type HostileServer, startHostileServer, writeForEver } from './hostile-server'

const megabyte = 1024 * 1024
const gzipBomb = gzipSync(Buffer.alloc(64 * megabyte))
const brotliBomb = brotliCompressSync(Buffer.alloc(32 * megabyte), { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
const quick: Partial<FetchLimits> = { connectMilliseconds: 500, headersMilliseconds: 500, silenceMilliseconds: 500, totalMilliseconds: 2_000 }

async function open(answer: Answer, options: { resolve?: ResolveName; limits?: Partial<FetchLimits> } = {}) {
  const server = await startHostileServer(answer)
  const fetcher = new GuardedWebFetcher({ allowPrivateAddresses: [server.host], ...options, limits: { ...quick, ...options.limits } })
  return { server, fetcher, get: (path: string, more: Partial<WebRequest> = {}) => fetcher.fetch({ url: server.url + path, maxBytes: megabyte, ...more }) }
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'no error',
    (thrown: unknown) => toAppError(thrown).code,
  )
}

const text = (response: { bytes: Uint8Array }) => Buffer.from(response.bytes).toString('utf8')

describe('a page of the web', () => {
  it('comes with what is needed to ask again, and is not sent again when nothing changed', async () => {
    const { get, server } = await open((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') return response.writeHead(304, { etag: '"v1"' }).end()
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        etag: '"v1"',
        'last-modified': 'Sat, 01 Mar 2025 00:00:00 GMT',
        'content-disposition': "attachment; filename=plain.pdf; filename*=UTF-8''%EB%B3%B4%EA%B3%A0.pdf",
        'x-robots-tag': 'NOINDEX',
      })
      response.end('<html>안녕</html>')
    })
    const first = await get('/a')
    expect(first).toMatchObject({
      url: `${server.url}/a`,
      isChanged: true,
      contentType: 'text/html; charset=utf-8',
      etag: '"v1"',
      fileName: '보고.pdf',
      robotsTag: 'noindex',
    })
    expect(text(first)).toBe('<html>안녕</html>')
    expect(server.headers[0]).toMatchObject({ 'user-agent': expect.stringContaining('Docent') })
    expect(await get('/a', { etag: first.etag, lastModified: first.lastModified })).toMatchObject({ isChanged: false, bytes: { byteLength: 0 } })
  })

  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ] as const)('is unpacked: %s', async (encoding, pack) => {
    const { get } = await open((_, response) => response.writeHead(200, { 'content-encoding': encoding }).end(pack('packed')))
    expect(text(await get('/'))).toBe('packed')
  })

  it.each([
    [404, 'url_not_found'],
    [410, 'url_not_found'],
    [401, 'url_refused'],
    [403, 'url_refused'],
    [429, 'url_unreachable'],
    [500, 'url_unreachable'],
    [503, 'url_unreachable'],
  ])('that answers %i is %s', async (status, code) => {
    const { get } = await open((_, response) => response.writeHead(status).end('no'))
    expect(await codeOf(get('/'))).toBe(code)
  })

  it('is followed through a few redirects', async () => {
    const { get, server } = await open((request, response) => {
      const step = Number(request.url?.slice(1))
      if (step < 5) response.writeHead(302, { location: `/${step + 1}` }).end('moved')
      else response.end('there')
    })
    const response = await get('/0')
    expect(text(response)).toBe('there')
    expect(response.url).toBe(`${server.url}/5`)
  })

  it('goes through no proxy that the environment names', async () => {
    const proxy = await startHostileServer((_, response) => response.end('proxy'))
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'HTTPS_PROXY']) vi.stubEnv(name, proxy.url)
    const { get } = await open((_, response) => response.end('direct'))
    expect(text(await get('/'))).toBe('direct')
    expect(proxy.connections()).toBe(0)
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })
})

describe('a redirect into the network Docent runs in', () => {
  const secrets = [
    'http://127.0.0.1:PORT/secret',
    'http://localhost:PORT/secret',
    'http://2130706433/secret',
    'http://0177.0.0.1/secret',
    'http://0x7f.1/secret',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:10.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://100.64.0.1/',
    'http://user:secret@example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'http://example.com:6333/',
  ]

  it.each(secrets)('is refused: %s', async (location) => {
    const inside = await startHostileServer((_, response) => response.end('secret'))
    const { get } = await open((_, response) => response.writeHead(302, { location: location.replace('PORT', String(inside.port)) }).end())
    expect(await codeOf(get('/'))).toBe('url_refused')
    expect(inside.connections()).toBe(0)
  })

  it('is refused when only the name leads there', async () => {
    const inside = await startHostileServer((_, response) => response.end('secret'))
    const resolve: ResolveName = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    const { get } = await open((_, response) => response.writeHead(302, { location: 'http://innocent.example.com/' }).end(), { resolve })
    expect(await codeOf(get('/'))).toBe('url_refused')
    expect(inside.connections()).toBe(0)
  })

  it('is not even asked for where the caller does not follow', async () => {
    const { get, server } = await open((request, response) => response.writeHead(302, { location: '/elsewhere' }).end(request.url))
    expect(await codeOf(get('/', { mayFollow: () => false }))).toBe('url_refused')
    expect(server.requests).toEqual(['/'])
  })
})

describe('a name that resolves', () => {
  it.each(['127.0.0.1', '10.1.2.3', '::1', '::ffff:127.0.0.1', '64:ff9b::a00:1', '169.254.169.254', '0.0.0.0'])('to %s is refused', async (address) => {
    const resolve = vi.fn<ResolveName>(async () => [{ address, family: address.includes(':') ? 6 : 4 }])
    const fetcher = new GuardedWebFetcher({ resolve, limits: quick })
    expect(await codeOf(fetcher.fetch({ url: 'http://example.com/', maxBytes: 10 }))).toBe('url_refused')
    expect(resolve).toHaveBeenCalledTimes(1)
  })

  /** The classic: a public address for the check, a private one a moment later for the connection. */
  it('to another address the second time is never asked a second time', async () => {
    const inside = await startHostileServer((_, response) => response.end('secret'), '127.0.0.1')
    // Public, and routed nowhere.
    const answers = [{ address: '2a00:ffff:ffff::1', family: 6 }]
    const resolve = vi.fn<ResolveName>(async () => [answers.pop() ?? { address: '127.0.0.1', family: 4 }])
    const fetcher = new GuardedWebFetcher({ resolve, limits: quick })
    const code = await codeOf(fetcher.fetch({ url: 'http://rebind.example.com:8080/', maxBytes: 10 }))
    expect(['url_timed_out', 'url_unreachable']).toContain(code)
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(inside.connections()).toBe(0)
  })

  /** Two real servers on one port of two loopback addresses show where the connection goes. */
  it('is connected to at the very address of the one resolution, with its own name as Host', async () => {
    const checked = await startHostileServer((_, response) => response.end('the checked one'), '127.0.0.2')
    const other = await startHostileServer((_, response) => response.end('another'), '127.0.0.3', checked.port)
    const answers = ['127.0.0.2', '127.0.0.3']
    const resolve = vi.fn<ResolveName>(async () => [{ address: answers.shift() ?? '127.0.0.3', family: 4 }])
    const host = `rebind.example.com:${checked.port}`
    const fetcher = new GuardedWebFetcher({ resolve, limits: quick, allowPrivateAddresses: [host] })
    expect(text(await fetcher.fetch({ url: `http://${host}/`, maxBytes: 100 }))).toBe('the checked one')
    expect(checked.headers[0]).toMatchObject({ host })
    expect(other.connections()).toBe(0)
    expect(resolve).toHaveBeenCalledTimes(1)
  })

  it('never, or not at all, ends in time', async () => {
    const never = new GuardedWebFetcher({ resolve: () => new Promise(() => {}), limits: quick })
    expect(await codeOf(never.fetch({ url: 'http://example.com/', maxBytes: 10 }))).toBe('url_timed_out')
    const unknown = new GuardedWebFetcher({ resolve: () => Promise.reject(Object.assign(new Error('ENOTFOUND'), { code: 'ENOTFOUND' })), limits: quick })
    expect(await codeOf(unknown.fetch({ url: 'http://example.com/', maxBytes: 10 }))).toBe('url_unreachable')
  })
})

describe('a server that means harm', () => {
  const cases: Array<[what: string, answer: Answer, code: string]> = [
    ['redirects for ever', (request, response) => response.writeHead(302, { location: `${request.url}x` }).end(), 'url_redirects'],
    ['redirects to itself', (_, response) => response.writeHead(301, { location: '/' }).end(), 'url_redirects'],
    ['redirects nowhere', (_, response) => response.writeHead(302).end(), 'url_unreachable'],
    [
      'redirects with an endless body',
      (_, response) => writeForEver(response.writeHead(302, { location: 'http://10.0.0.1/' }), Buffer.alloc(65_536)),
      'url_refused',
    ],
    ['sends without end', (_, response) => writeForEver(response, Buffer.alloc(65_536, 'a')), 'url_too_large'],
    ['promises too much', (_, response) => response.writeHead(200, { 'content-length': 50 * megabyte }).write('a'), 'url_timed_out'],
    ['sends a gzip bomb', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipBomb), 'url_too_large'],
    ['sends a brotli bomb', (_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end(brotliBomb), 'url_too_large'],
    ['packs twice', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip, gzip' }).end(gzipSync(gzipSync('a'))), 'url_unreachable'],
    ['packs by an unknown method', (_, response) => response.writeHead(200, { 'content-encoding': 'constructor' }).end('a'), 'url_unreachable'],
    ['says gzip and sends none', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain text'), 'url_unreachable'],
    [
      'breaks gzip off',
      (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.from('a'.repeat(9999))).subarray(0, 20)),
      'url_unreachable',
    ],
    ['sends huge headers', (_, response) => response.writeHead(200, { 'x-long': 'a'.repeat(200_000) }).end(), 'url_too_large'],
    [
      'breaks off before the promised length',
      (_, response) => response.writeHead(200, { 'content-length': 100 }).write('short', () => response.destroy()),
      'url_unreachable',
    ],
    ['hangs before it answers', () => {}, 'url_timed_out'],
    ['hangs in the middle of the body', (_, response) => response.write('begun'), 'url_timed_out'],
    ['sends drop by drop', (_, response) => void setInterval(() => response.write('a'), 100).unref(), 'url_timed_out'],
    ['closes at once', (_, response) => response.destroy(), 'url_unreachable'],
    ['speaks no HTTP', (_, response) => response.socket?.end('220 mail ready\r\n'), 'url_unreachable'],
  ]

  it.each(cases)('%s', async (_, answer, code) => {
    const { get } = await open(answer)
    expect(await codeOf(get('/'))).toBe(code)
  })

  it('sends more than the promised length: what was promised is read', async () => {
    const { get } = await open((_, response) =>
      response.socket?.end('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nkeptHTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\nbad'),
    )
    expect(text(await get('/'))).toBe('kept')
  })

  it('is left alone when the caller takes the request back', async () => {
    const controller = new AbortController()
    const { get } = await open(() => controller.abort())
    expect(await codeOf(get('/', { signal: controller.signal }))).toBe('cancelled')
  })

  it('cannot be reached', async () => {
    const fetcher: WebFetcher = new GuardedWebFetcher({ allowPrivateAddresses: ['127.0.0.1:9'], limits: quick })
    expect(await codeOf(fetcher.fetch({ url: 'http://127.0.0.1:9/', maxBytes: 10 }))).toBe('url_unreachable')
  })
})

describe('addresses that are refused on sight', () => {
  it('never reach a resolver or a socket', async () => {
    const inside: HostileServer = await startHostileServer((_, response) => response.end('secret'))
    const resolve = vi.fn<ResolveName>()
    const fetcher = new GuardedWebFetcher({ resolve })
    for (const url of [`${inside.url}/`, `http://localhost:${inside.port}/`, 'http://metadata.google.internal/', 'http://[::1]/']) {
      expect(await codeOf(fetcher.fetch({ url, maxBytes: 10 }))).toBe('url_refused')
      expect(() => fetcher.check(url)).toThrow()
    }
    expect(resolve).not.toHaveBeenCalled()
    expect(inside.connections()).toBe(0)
  })
})
