import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadLimits } from '@/lib/domain/upload-limits'
import { callJson, listDocuments, waitUntilSettled } from './support/call-app'
import { sendRaw } from './support/send-raw'
import { type RunningApp, startApp } from './support/start-app'

interface PutDocument {
  id: string
  source: string
  origin: string
  version: number
}

describe('PUT /api/documents/{source}', () => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(() => app?.close())

  async function put(
    source: string,
    body: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: PutDocument & { error?: { code: string } } }> {
    const response = await fetch(`${app.url}/api/documents/${encodeURIComponent(source)}`, { method: 'PUT', body, headers })
    return { status: response.status, body: await response.json() }
  }

  it('adds, leaves unchanged and replaces under one name', async () => {
    const source = '보고서/2024 50% & more?#1.txt'
    const added = await put(source, 'The bridge at Andong was closed.')
    expect(added).toMatchObject({ status: 201, body: { source, origin: 'api', version: 1 } })
    await waitUntilSettled(app.url)
    expect(await put(source, 'The bridge at Andong was closed.')).toMatchObject({ status: 200, body: { id: added.body.id, version: 1, status: 'ready' } })
    expect(await put(source, 'The bridge at Andong is open.')).toMatchObject({ status: 200, body: { id: added.body.id, version: 2 } })
    await waitUntilSettled(app.url)
    const { body } = await callJson<{ passages: { text: string }[] }>(`${app.url}/api/search`, { body: { query: 'bridge at Andong', top_k: 5 } })
    expect(body.passages.map((passage) => passage.text)).toEqual(['The bridge at Andong is open.'])
  })

  it('takes any bytes, whatever they are said to be', async () => {
    const answer = await put('page.html', '<h1>Ferry</h1><p>It sails at noon.</p>', { 'content-type': 'application/x-www-form-urlencoded' })
    expect(answer).toMatchObject({ status: 201, body: { format: 'html' } })
  })

  it('refuses what it cannot take, and keeps nothing of it', async () => {
    const before = (await listDocuments(app.url)).length
    expect((await put('sound.bin', new Uint8Array([0, 1, 2, 3]))).body.error?.code).toBe('unsupported_type')
    expect((await put('\u200b', 'text')).body.error?.code).toBe('invalid_request')
    const head = `PUT /api/documents/large.txt HTTP/1.1\r\nHost: ${new URL(app.url).host}\r\nContent-Length: ${uploadLimits.maxFileBytes + 1}\r\nConnection: close\r\n\r\n`
    expect((await sendRaw(app.url, `${head}x`)).status).toBe(413)
    expect((await listDocuments(app.url)).length).toBe(before)
  })
})
