import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { callJson, listDocuments, waitUntilSettled } from './support/call-app'
import { describeInBrowser, openBrowser, openPage, type PageOptions } from './support/open-browser'
import { type RunningApp, startApp } from './support/start-app'

interface Site {
  id: string
  url: string
  status: string
  error_code: string | null
  progress: { found: number; visited: number; added: number; failed: number }
  limits: { depth: number; max_pages: number; path_prefix: string; take: string }
}

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title></head><body><main><h1>${title}</h1>${body}</main></body></html>`

/** A small site on loopback, which the app may read because its settings say so. */
async function startSite(): Promise<{ server: Server; host: string; pages: Record<string, string> }> {
  const pages: Record<string, string> = {
    '/robots.txt': 'User-agent: *\nDisallow: /private',
    '/': page('Harbour office', '<p>The harbour office opens at seven.</p><a href="/tides">tides</a><a href="/private/x">x</a>'),
    '/tides': page('Tide tables', '<p>The highest tide of the harbour reaches six metres in March.</p><a href="/gone">gone</a>'),
    '/private/x': page('Private', '<p>Nobody may read this.</p>'),
  }
  const server = createServer((request, response) => {
    const body = pages[request.url ?? '']
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': request.url === '/robots.txt' ? 'text/plain' : 'text/html' }).end(body ?? 'no')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, host: `127.0.0.1:${(server.address() as AddressInfo).port}`, pages }
}

describe('pages of the web', () => {
  let app: RunningApp
  let site: Awaited<ReturnType<typeof startSite>>
  const url = (path: string) => `${app.url}/api/sites${path}`

  beforeAll(async () => {
    site = await startSite()
    app = await startApp({ environment: { DOCENT_ALLOWED_WEB_HOSTS: site.host } })
  })
  afterAll(async () => {
    await app?.close()
    site?.server.close()
  })

  async function settled(id: string): Promise<Site> {
    for (;;) {
      const { body } = await callJson<{ site: Site }>(url(`/${id}`))
      if (body.site.status !== 'running' && body.site.status !== 'waiting') return body.site
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }

  it('refuse addresses inside the network, whatever their spelling', async () => {
    for (const refused of [
      'http://127.0.0.1:6333/',
      'http://2130706433/',
      'http://[::ffff:10.0.0.1]/',
      'http://169.254.169.254/',
      'file:///etc/passwd',
      'http://a:b@example.com/',
    ]) {
      const { status, body } = await callJson<{ error: { code: string; message: string } }>(url(''), {
        body: { url: refused },
        headers: { 'accept-language': 'ko' },
      })
      expect([status, body.error.code]).toEqual([422, 'url_refused'])
      expect(body.error.message).toMatch(/[가-힣]/)
    }
    for (const body of [
      {},
      { url: 'https://example.com/', limits: { depth: 11 } },
      { url: 'https://example.com/', limits: { path_prefix: 'x' } },
      { url: 'https://example.com/', interval_hours: 0 },
    ])
      expect((await callJson(url(''), { body })).status).toBe(400)
  })

  it('are read, found, answered from, read again, and removed with their documents', async () => {
    const added = await callJson<Site>(url(''), { body: { url: `http://${site.host}/`, limits: { depth: 2, max_pages: 10 }, interval_hours: 24 } })
    expect(added.status).toBe(202)
    const { id } = added.body
    expect(added.body).toMatchObject({ limits: { depth: 2, max_pages: 10, path_prefix: '/', take: 'both' }, interval_hours: 24 })
    expect(await settled(id)).toMatchObject({ status: 'done', progress: { visited: 3, added: 2, failed: 1 }, next_at: expect.any(String) })
    const { body: seen } = await callJson<{ pages: Array<{ url: string; error_code: string | null }> }>(url(`/${id}`))
    expect(seen.pages[0]).toMatchObject({ url: `http://${site.host}/gone`, error_code: 'url_not_found' })
    await waitUntilSettled(app.url)
    expect((await listDocuments(app.url)).map((document) => [document.source, document.status]).sort()).toEqual([
      [site.host, 'ready'],
      [`${site.host}/tides`, 'ready'],
    ])
    const { body: found } = await callJson<{ passages: Array<{ source: string; text: string }> }>(`${app.url}/api/search`, {
      body: { query: 'highest tide of the harbour', top_k: 1 },
    })
    expect(found.passages[0]).toMatchObject({ source: `${site.host}/tides`, text: expect.stringContaining('six metres') })

    site.pages['/tides'] = page('Tide tables', '<p>The highest tide reaches eight metres in April.</p>')
    expect((await callJson(url(`/${id}/crawl`), { method: 'POST' })).status).toBe(202)
    expect(await settled(id)).toMatchObject({ status: 'done', progress: { added: 1 } })
    expect((await callJson(url(`/${id}/cancel`), { method: 'POST' })).status).toBe(409)

    expect((await callJson(url(`/${id}?documents=everything`), { method: 'DELETE' })).status).toBe(400)
    expect((await callJson(url(`/${id}?documents=delete`), { method: 'DELETE' })).status).toBe(204)
    expect(await listDocuments(app.url)).toEqual([])
    expect((await callJson<{ sites: Site[] }>(url(''))).body.sites).toEqual([])
    expect((await callJson(url(`/${id}`))).status).toBe(404)
  })

  describeInBrowser('in the browser', () => {
    async function open(options: PageOptions = {}) {
      const browser = await openBrowser()
      onTestFinished(() => browser.close())
      return openPage(browser, app.url, options)
    }

    it('are added, watched and removed on a phone, in Korean', async () => {
      const { page: tab, problems } = await open({ locale: 'ko-KR', width: 390, height: 780, colorScheme: 'dark' })
      await tab.goto('/documents')
      await tab.getByRole('button', { name: '웹에서 추가' }).click()
      const dialog = tab.getByRole('dialog')
      await dialog.getByRole('button', { name: '추가' }).click()
      await dialog.getByText('주소를 입력해 주세요.').waitFor()
      await dialog.getByLabel('주소', { exact: true }).fill(`http://${site.host}/`)
      await dialog.getByText('이 사이트').click()
      await dialog.getByLabel('페이지와 파일의 최대 개수').fill('0')
      await dialog.getByRole('button', { name: '추가' }).click()
      await dialog.getByText('1에서 5,000 사이의 정수를').waitFor()
      await dialog.getByLabel('페이지와 파일의 최대 개수').fill('20')
      await dialog.getByRole('button', { name: '추가' }).click()
      const list = tab.getByRole('region', { name: '웹에서 가져온 곳' })
      await list.getByText('완료').waitFor()
      await list.getByText('추가·변경 2개').waitFor()
      expect(await tab.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true)
      await list.getByRole('button', { name: `${site.host} 제거` }).click()
      await tab.getByRole('dialog').getByText('문서도 삭제').click()
      await tab.getByRole('dialog').getByRole('button', { name: '제거' }).click()
      // While the dialog is open, the page behind it is hidden from roles.
      await tab.getByRole('dialog').waitFor({ state: 'detached' })
      await list.waitFor({ state: 'detached' })
      expect(await listDocuments(app.url)).toEqual([])
      expect(problems).toEqual([])
    })

    it('that are refused say why in the dialog', async () => {
      const { page: tab } = await open()
      await tab.goto('/documents')
      await tab.getByRole('button', { name: 'From the web' }).click()
      await tab.getByLabel('Address').fill('192.0.2.1/secret')
      await tab.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click()
      await tab.getByRole('dialog').getByText('not on the public web').waitFor()
    })
  })
})
