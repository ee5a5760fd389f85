import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppDocument, callJson, listDocuments, type Status, uploadFiles, waitUntilSettled } from './support/call-app'
import { lectureList, lectureQuestion, lectureTitle } from './support/lectures'
import { type RunningApp, startApp } from './support/start-app'

interface Source {
  number: number
  source: string
  section: string
  score: number
  snippet: string
  document_id: string
  page: number | null
  start: number
  end: number
}

interface QueryAnswer {
  answer: string
  kind: string
  sources: Source[]
  citations: Array<{ source_number: number; page: number | null; start: number; end: number }>
}

interface ErrorAnswer {
  error: { code: string; message: string; detail?: string }
}

const fixtures = path.resolve(import.meta.dirname, '../fixtures/documents')

describe('the JSON API', () => {
  let app: RunningApp
  let lectureId = ''

  beforeAll(async () => {
    app = await startApp()
    const { status, body } = await callJson<{ id: string; status: string; events: string }>(`${app.url}/api/ingest`, {
      body: { source: 'ajou_swtt_lectures.md', text: lectureList },
    })
    expect(status).toBe(202)
    expect(body).toMatchObject({ status: 'queued', events: '/api/documents/events' })
    lectureId = body.id
    await waitUntilSettled(app.url)
  })
  afterAll(async () => {
    await app?.close()
  })

  it("answers the user's own question from the right block, without a language model", async () => {
    const { status, body } = await callJson<QueryAnswer>(`${app.url}/api/query`, { body: { question: lectureQuestion, top_k: 3 } })
    expect(status).toBe(200)
    expect(body.kind).toBe('extractive')
    expect(body.answer).toContain('강수빈')
    expect(body.answer).toContain('리액트, node.js 기초')
    expect(body.sources).toHaveLength(3)
    const [first] = body.sources
    expect(first).toMatchObject({ source: 'ajou_swtt_lectures.md', document_id: lectureId, page: null, number: 1 })
    expect(first?.snippet).toContain(`[SWTT] ${lectureTitle}`)
    expect(first?.snippet).not.toContain('Docker로 배우는')
  })

  it('quotes exactly: every citation is a slice of the document, and stands in the answer', async () => {
    const { body } = await callJson<QueryAnswer>(`${app.url}/api/query`, { body: { question: lectureQuestion, top_k: 3 } })
    const content = await callJson<{ text: string }>(`${app.url}/api/documents/${lectureId}/content`)
    expect(body.citations.length).toBeGreaterThan(0)
    const plain = (text: string) => text.replace(/[\\*_>`\s-]/g, '')
    for (const citation of body.citations) {
      const quote = content.body.text.slice(citation.start, citation.end)
      expect(quote.length).toBeGreaterThan(5)
      expect(plain(body.answer)).toContain(plain(quote))
    }
  })

  it('says "not found" as a kind of answer, with the nearest passages', async () => {
    const { status, body } = await callJson<QueryAnswer>(`${app.url}/api/query`, { body: { question: '화성의 대기압은 몇 파스칼인가요?' } })
    expect(status).toBe(200)
    expect(body.kind).toBe('not-found')
    expect(body.citations).toEqual([])
  })

  it('searches without answering', async () => {
    const { body } = await callJson<{ passages: Array<Source & { text: string }> }>(`${app.url}/api/search`, { body: { query: 'Kafka 파이프라인', top_k: 2 } })
    expect(body.passages).toHaveLength(2)
    expect(body.passages[0]?.text).toContain('Kafka 실시간 데이터 파이프라인')
    expect(Object.keys(body.passages[0] ?? {})).toEqual(expect.arrayContaining(['document_id', 'source', 'section', 'page', 'start', 'end', 'score', 'text']))
    const filtered = await callJson<{ passages: unknown[] }>(`${app.url}/api/search`, { body: { query: 'Kafka', filter: { document_ids: ['another'] } } })
    expect(filtered.body.passages).toEqual([])
  })

  it('counts documents and points', async () => {
    const { body } = await callJson<Status>(`${app.url}/api/status`)
    expect(body.documents.ready).toBeGreaterThanOrEqual(1)
    const [document] = (await listDocuments(app.url)).filter(({ id }) => id === lectureId)
    expect(document?.chunk_count).toBe(20)
    expect(body.points).toBeGreaterThanOrEqual(20)
  })

  it('takes files, refuses what it cannot read, and goes on with the rest', async () => {
    const { documents, rejected } = await uploadFiles(app.url, [
      { name: '../../etc/안내문.md', bytes: '# 도서관 안내\n\n도서관은 매일 오전 9시에 엽니다.' },
      { name: 'photo.pdf', bytes: new Uint8Array([0x49, 0x44, 0x33, 0x03, 0, 0, 0, 0, 0, 0x0f, 0x54, 0x49, 0x54, 0x32, 0, 0, 0, 5, 0, 0, 0]) },
      { name: 'notes.txt', bytes: 'The archive opens at ten.' },
    ])
    expect(documents.map(({ source }) => source)).toEqual(['etc/안내문.md', 'notes.txt'])
    expect(rejected).toMatchObject([{ source: 'photo.pdf', code: 'unsupported_type' }])
    await waitUntilSettled(app.url)
    const { body } = await callJson<AppDocument>(`${app.url}/api/documents/${documents[0]?.id}`)
    expect(body).toMatchObject({ status: 'ready', stage: 'ready', error_code: null })
  })

  it('ends a damaged file in `failed` with a code, and lets it be retried', async () => {
    const { documents } = await uploadFiles(app.url, [{ name: 'broken.pdf', bytes: '%PDF-1.7\nthis is not really a document\n%%EOF' }])
    await waitUntilSettled(app.url)
    const id = documents[0]?.id
    const { body } = await callJson<AppDocument>(`${app.url}/api/documents/${id}`)
    expect(body).toMatchObject({ status: 'failed', error_code: 'damaged_file' })
    expect((await callJson(`${app.url}/api/documents/${id}/retry`, { method: 'POST' })).status).toBe(202)
    await waitUntilSettled(app.url)
    expect((await callJson<AppDocument>(`${app.url}/api/documents/${id}`)).body.status).toBe('failed')
    expect((await callJson<ErrorAnswer>(`${app.url}/api/documents/${lectureId}/retry`, { method: 'POST' })).status).toBe(409)
  })

  it('replaces a document that comes again under the same name, and keeps its id', async () => {
    const first = await callJson<{ id: string }>(`${app.url}/api/ingest`, { body: { source: 'price.txt', text: 'The ticket costs 12 euros.' } })
    await waitUntilSettled(app.url)
    const second = await callJson<{ id: string }>(`${app.url}/api/ingest`, { body: { source: 'price.txt', text: 'The ticket costs 15 euros.' } })
    await waitUntilSettled(app.url)
    expect(second.body.id).toBe(first.body.id)
    const { body } = await callJson<{ passages: Array<{ text: string }> }>(`${app.url}/api/search`, {
      body: { query: 'What does the ticket cost in euros?', top_k: 20 },
    })
    const prices = body.passages.filter(({ text }) => text.includes('ticket costs'))
    expect(prices.map(({ text }) => text)).toEqual(['The ticket costs 15 euros.'])
  })

  it('deletes a document with its points, its text and its original', async () => {
    const before = (await callJson<Status>(`${app.url}/api/status`)).body.points
    const { body } = await callJson<{ id: string }>(`${app.url}/api/ingest`, { body: { source: 'to-delete.txt', text: 'A zeppelin crossed the bay in 1931.' } })
    await waitUntilSettled(app.url)
    expect((await callJson<Status>(`${app.url}/api/status`)).body.points).toBe(before + 1)
    expect((await fetch(`${app.url}/api/documents/${body.id}`, { method: 'DELETE' })).status).toBe(204)
    expect((await callJson<Status>(`${app.url}/api/status`)).body.points).toBe(before)
    expect((await fetch(`${app.url}/api/documents/${body.id}/original`)).status).toBe(404)
    const search = await callJson<{ passages: Array<{ source: string }> }>(`${app.url}/api/search`, { body: { query: 'zeppelin bay 1931' } })
    expect(search.body.passages.map(({ source }) => source)).not.toContain('to-delete.txt')
    expect((await fetch(`${app.url}/api/documents/${body.id}`, { method: 'DELETE' })).status).toBe(404)
  })

  it('gives the original back byte for byte, as a download that cannot run', async () => {
    const bytes = await readFile(path.join(fixtures, (await listFixtures()).html))
    const { documents } = await uploadFiles(app.url, [{ name: '페이지.html', bytes }])
    const response = await fetch(`${app.url}/api/documents/${documents[0]?.id}/original`)
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
    expect(response.headers.get('content-disposition')).toContain('attachment')
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
    await waitUntilSettled(app.url)
  })

  it('pages through the list', async () => {
    const all = await listDocuments(app.url)
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { body: { documents: AppDocument[]; next_cursor: string | null } } = await callJson(
        `${app.url}/api/documents?limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      )
      seen.push(...page.body.documents.map(({ id }) => id))
      cursor = page.body.next_cursor
    }
    expect(seen).toEqual(all.map(({ id }) => id))
  })

  it.each([
    ['/api/query', { question: '' }, 400, 'invalid_request'],
    ['/api/query', { question: 'x', top_k: 51 }, 400, 'invalid_request'],
    ['/api/query', { question: 'x', top_k: 0 }, 400, 'invalid_request'],
    ['/api/search', { query: 'x', top_k: 101 }, 400, 'invalid_request'],
    ['/api/search', { query: 'x', filter: { workspace_id: ['other'] } }, 400, 'invalid_request'],
    ['/api/ingest', { source: '../..', text: 'x' }, 400, 'invalid_request'],
    ['/api/ingest', { source: 'x.txt' }, 400, 'invalid_request'],
    ['/api/answers', { question: 'x', conversation_id: 'nobody' }, 404, 'not_found'],
  ])('refuses a bad body for %s', async (route, sent, status, code) => {
    const answer = await callJson<ErrorAnswer>(`${app.url}${route}`, { body: sent })
    expect(answer.status).toBe(status)
    expect(answer.body.error.code).toBe(code)
  })

  it("says what went wrong in the caller's language", async () => {
    const korean = await callJson<ErrorAnswer>(`${app.url}/api/documents/none`, { headers: { 'accept-language': 'ko-KR,ko;q=0.9' } })
    expect(korean.status).toBe(404)
    expect(korean.body.error.message).toMatch(/[가-힣]/)
    const english = await callJson<ErrorAnswer>(`${app.url}/api/documents/none`, { headers: { 'accept-language': 'en' } })
    expect(english.body.error.message).toMatch(/^There is nothing here/)
  })

  it('refuses a foreign host name and a foreign origin on every kind of call', async () => {
    expect(await statusWith(`${app.url}/api/status`, { host: 'evil.example' })).toBe(403)
    expect(await statusWith(app.url, { host: 'evil.example' })).toBe(403)
    expect(await statusWith(`${app.url}/api/status`, { origin: 'https://evil.example' })).toBe(403)
    expect(await statusWith(`${app.url}/api/documents/${lectureId}`, { origin: 'https://evil.example' }, 'DELETE')).toBe(403)
    expect(await statusWith(`${app.url}/api/documents/${lectureId}`, { 'sec-fetch-site': 'cross-site' }, 'DELETE')).toBe(403)
    expect((await callJson(`${app.url}/api/documents/${lectureId}`)).status).toBe(200)
  })

  it('refuses a form in place of JSON, which another site could send', async () => {
    const response = await fetch(`${app.url}/api/ingest`, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{"source":"x.txt","text":"x"}' })
    expect(response.status).toBe(400)
  })
})

/** fetch does not let a caller choose these headers; a plain request does. */
function statusWith(url: string, headers: Record<string, string>, method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .once('error', reject)
      .end()
  })
}

async function listFixtures(): Promise<{ html: string }> {
  const { readdir } = await import('node:fs/promises')
  const html = (await readdir(fixtures)).find((name) => name.endsWith('.html'))
  if (!html) throw new Error('the HTML fixture is missing')
  return { html }
}
