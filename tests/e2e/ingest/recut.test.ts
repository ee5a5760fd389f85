import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppDocument, callJson, listDocuments, uploadFiles, waitUntilSettled } from '../support/call-app'
import { makeDocuments } from '../support/library'
import { type RunningApp, startApp } from '../support/start-app'

interface Version {
  version: number
  reason: string
  status: string
  chunk_count: number
  embedded_count: number
}

const towns = ['Busan', 'Jeju', 'Suwon', 'Ulsan', 'Mokpo', 'Andong', 'Sokcho', 'Pohang']
const section = (town: string, detail: string) =>
  `## ${town}\n\nThe ferry office of ${town} ${detail} and sells tickets for the islands until the evening. ${'The last boat leaves before the tide turns. '.repeat(8)}`
const guide = (ulsan: string) => `# Ferries of the coast\n\n${towns.map((town) => section(town, town === 'Ulsan' ? ulsan : 'opens at nine')).join('\n\n')}\n`
const before = guide('stands by the fish market')
const after = guide('has moved to the new pier')

let dataDirectory = ''
let app: RunningApp

beforeAll(async () => {
  dataDirectory = await mkdtemp(path.join(tmpdir(), 'docent-recut-'))
  app = await startApp({ dataDirectory })
})
afterAll(async () => {
  await app?.close()
  await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 })
})

async function search(query: string): Promise<string[]> {
  const { body } = await callJson<{ passages: Array<{ text: string }> }>(`${app.url}/api/search`, { body: { query, top_k: 10 } })
  return body.passages.map((passage) => passage.text)
}

async function listVersions(id: string): Promise<Version[]> {
  return (await callJson<{ versions: Version[] }>(`${app.url}/api/documents/${id}/versions`)).body.versions
}

const tellQueue = (action: 'pause' | 'resume') => callJson(`${app.url}/api/queue`, { body: { action } })
const readChunking = async () => (await callJson<{ strategy: string; max_tokens: number | null; outdated: number }>(`${app.url}/api/collection/chunking`)).body
const cut = (body: object) => callJson<{ queued: number }>(`${app.url}/api/collection/chunking`, { method: 'PUT', body })

/** Every point belongs to a document, and every document has all of its own. */
async function expectExactPoints(): Promise<AppDocument[]> {
  const { points } = await waitUntilSettled(app.url)
  const documents = await listDocuments(app.url)
  expect(points).toBe(documents.reduce((sum, document) => sum + document.chunk_count, 0))
  return documents
}

async function upload(name: string, bytes: string): Promise<string> {
  const { documents } = await uploadFiles(app.url, [{ name, bytes }])
  return documents[0]?.id ?? ''
}

describe('a file that is replaced', () => {
  let id = ''

  it('is answered from its old version while the new one waits', async () => {
    id = await upload('ferries.md', before)
    await waitUntilSettled(app.url)
    await tellQueue('pause')
    expect(await upload('ferries.md', after)).toBe(id)
    expect((await callJson<AppDocument>(`${app.url}/api/documents/${id}`)).body).toMatchObject({ version: 2, status: 'queued' })
    expect((await search('ferry office of Ulsan'))[0]).toContain('fish market')
    const { body } = await callJson<{ answer: string; sources: unknown[] }>(`${app.url}/api/query`, {
      body: { question: 'Where does the ferry office of Ulsan stand?', top_k: 3 },
    })
    expect(body.answer).toContain('fish market')
    expect((await callJson<{ text: string }>(`${app.url}/api/documents/${id}/content`)).body.text).toContain('fish market')
  })

  it('embeds only the paragraph that changed, and then answers anew', async () => {
    await tellQueue('resume')
    await expectExactPoints()
    const [newest, oldest] = await listVersions(id)
    expect(newest).toMatchObject({ version: 2, reason: 'replaced', status: 'ready', chunk_count: towns.length, embedded_count: 1 })
    expect(oldest).toMatchObject({ version: 1, reason: 'added', embedded_count: towns.length })
    const found = await search('ferry office of Ulsan')
    expect(found[0]).toContain('new pier')
    expect(found.join()).not.toContain('fish market')
  })

  it('is recognised under another name, and each passage is shown once', async () => {
    const copy = await upload('copies/ferries.md', after)
    await expectExactPoints()
    expect((await listVersions(copy))[0]).toMatchObject({ chunk_count: towns.length, embedded_count: 0 })
    expect((await callJson<{ notices: unknown[] }>(`${app.url}/api/documents/${copy}`)).body.notices).toEqual([{ code: 'same_content', count: 0 }])
    const found = await search('ferry office of Ulsan')
    expect(found.length).toBe(towns.length)
    expect(new Set(found).size).toBe(found.length)
  })
})

describe('how a collection is cut', () => {
  it('says what it is and what it can be', async () => {
    expect(await readChunking()).toEqual({
      strategy: 'topics',
      max_tokens: null,
      limits: { min: 64, max: 256 },
      strategies: ['topics', 'even', 'plain'],
      outdated: 0,
    })
    for (const body of [{ strategy: 'random' }, { strategy: 'plain', max_tokens: 63 }, { strategy: 'plain', max_tokens: 257 }, {}])
      expect((await cut(body)).status).toBe(400)
    expect((await readChunking()).strategy).toBe('topics')
  })

  it('can be changed: everything is cut anew as jobs, and the old passages answer until then', async () => {
    const chunksBefore = (await listDocuments(app.url)).map((document) => document.chunk_count)
    await tellQueue('pause')
    expect(await cut({ strategy: 'plain', max_tokens: 64 })).toMatchObject({ status: 200, body: { queued: 2 } })
    expect((await search('ferry office of Ulsan'))[0]).toContain('new pier')
    await tellQueue('resume')
    const documents = await expectExactPoints()
    for (const [index, document] of documents.entries()) expect(document.chunk_count).toBeGreaterThan(chunksBefore[index] ?? 0)
    expect(await readChunking()).toMatchObject({ strategy: 'plain', max_tokens: 64, outdated: 0 })
    expect((await listVersions(documents[0]?.id ?? ''))[0]).toMatchObject({ reason: 'recut', status: 'ready' })
    const { body } = await callJson<{ answer: string; sources: Array<{ document_id: string; start: number; end: number }> }>(`${app.url}/api/query`, {
      body: { question: 'Where has the ferry office of Ulsan moved?', top_k: 3 },
    })
    expect(body.answer).toContain('new pier')
    const source = body.sources[0]
    const { text } = (await callJson<{ text: string }>(`${app.url}/api/documents/${source?.document_id}/content`)).body
    expect(text.slice(source?.start, source?.end)).toContain('new pier')
  })

  it('cuts one document anew, and takes over every vector when nothing changed', async () => {
    const [document] = await listDocuments(app.url)
    const recut = () => callJson<AppDocument>(`${app.url}/api/documents/${document?.id}/recut`, { method: 'POST' })
    await tellQueue('pause')
    expect(await recut()).toMatchObject({ status: 202, body: { id: document?.id, status: 'queued', version: (document?.version ?? 0) + 1 } })
    expect((await recut()).status).toBe(409)
    expect((await callJson(`${app.url}/api/documents/nothing/recut`, { method: 'POST' })).status).toBe(404)
    await tellQueue('resume')
    await expectExactPoints()
    expect((await listVersions(document?.id ?? ''))[0]).toMatchObject({ reason: 'recut', status: 'ready', embedded_count: 0 })
  })

  it('survives kill -9 in the middle of cutting everything anew', async () => {
    const reports = makeDocuments(6)
    await uploadFiles(app.url, reports)
    const known = (await expectExactPoints()).length
    expect((await cut({ strategy: 'topics', max_tokens: null })).body.queued).toBe(known)
    await app.killHard()
    app = await startApp({ dataDirectory })
    const documents = await expectExactPoints()
    expect(documents.map((document) => document.status)).toEqual(Array.from({ length: known }, () => 'ready'))
    expect((await readChunking()).outdated).toBe(0)
    const names = new Set(reports.map((file) => file.name))
    expect(documents.filter((document) => names.has(document.source)).map((document) => document.version)).toEqual(reports.map(() => 2))
  })
})
