import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppDocument, callJson, listDocuments, type Status, uploadFiles, waitUntilSettled } from '../support/call-app'
import { makeDocuments } from '../support/library'
import { type RunningApp, startApp } from '../support/start-app'

describe('the queue', () => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(() => app?.close())

  const status = async () => (await callJson<Status>(`${app.url}/api/status`)).body
  const act = async (action: string) => (await callJson<{ queue: Status['queue'] }>(`${app.url}/api/queue`, { body: { action } })).body.queue

  it('is paused over a restart, says who is next, and goes on', async () => {
    expect(await act('pause')).toMatchObject({ is_paused: true, order: [], trouble: null })
    const { documents } = await uploadFiles(app.url, makeDocuments(6))
    expect((await status()).queue.order).toEqual(documents.map((document) => document.id))
    const { dataDirectory } = app
    await app.interrupt()
    const again = await startApp({ dataDirectory })
    app = { ...again, close: async () => void (await again.interrupt()) }
    expect(await status()).toMatchObject({ queue: { is_paused: true }, documents: { queued: 6, processing: 0 } })
    expect(await act('resume')).toMatchObject({ is_paused: false })
    expect((await waitUntilSettled(app.url)).documents).toMatchObject({ ready: 6 })
  })

  it('takes the same bytes under the same name once', async () => {
    const before = await listDocuments(app.url)
    const { documents } = await uploadFiles(app.url, makeDocuments(6))
    expect(documents.map((document) => [document.status, document.version])).toEqual(Array.from({ length: 6 }, () => ['ready', 1]))
    expect(await listDocuments(app.url)).toEqual(before)
  })

  it('cancels one and all, lists what was cancelled, and tries it again', async () => {
    await act('pause')
    const files = makeDocuments(5).map((file) => ({ ...file, name: `other/${file.name}` }))
    const { documents } = await uploadFiles(app.url, files)
    const id = documents[0]?.id ?? ''
    const cancelled = await callJson<AppDocument>(`${app.url}/api/documents/${id}/cancel`, { method: 'POST' })
    expect(cancelled).toMatchObject({ status: 200, body: { id, status: 'cancelled' } })
    expect((await callJson(`${app.url}/api/documents/${id}/cancel`, { method: 'POST' })).status).toBe(409)
    expect((await callJson(`${app.url}/api/documents/nowhere/cancel`, { method: 'POST' })).status).toBe(404)
    expect(await act('cancel')).toMatchObject({ is_paused: true, order: [] })
    expect((await status()).documents).toMatchObject({ cancelled: 5, queued: 0 })
    const listed = await callJson<{ documents: AppDocument[] }>(`${app.url}/api/documents?status=cancelled`)
    expect(listed.body.documents).toHaveLength(5)
    expect((await callJson<AppDocument>(`${app.url}/api/documents/${id}/retry`, { method: 'POST' })).body.status).toBe('queued')
    expect((await callJson(`${app.url}/api/documents/${documents[1]?.id}`, { method: 'DELETE' })).status).toBe(204)
    await act('resume')
    expect((await waitUntilSettled(app.url)).documents).toMatchObject({ ready: 7, cancelled: 3 })
    const versions = await callJson<{ versions: unknown[] }>(`${app.url}/api/documents/${id}/versions`)
    expect(versions.body.versions).toMatchObject([{ version: 1, reason: 'added', status: 'ready', chunk_count: expect.any(Number) }])
    expect((await callJson(`${app.url}/api/documents/nowhere/versions`)).status).toBe(404)
  })

  it('groups failures and tries one group again', async () => {
    await uploadFiles(app.url, [{ name: 'broken.pdf', bytes: '%PDF-1.7\nnothing that follows is a PDF' }])
    const settled = await waitUntilSettled(app.url)
    const [failure] = settled.failures
    expect(failure?.count).toBe(1)
    expect((await callJson<{ queued: number }>(`${app.url}/api/documents/retry`, { body: { code: 'parked' } })).body).toEqual({ queued: 0 })
    expect((await callJson<{ queued: number }>(`${app.url}/api/documents/retry`, { body: { code: failure?.code } })).body).toEqual({ queued: 1 })
    expect((await waitUntilSettled(app.url)).failures).toEqual([failure])
  })

  it('refuses an action and a reason that it does not know', async () => {
    expect((await callJson(`${app.url}/api/queue`, { body: { action: 'explode' } })).status).toBe(400)
    expect((await callJson(`${app.url}/api/documents/retry`, { body: { code: 'no_such_reason' } })).status).toBe(400)
  })
})
