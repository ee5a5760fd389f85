import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callJson, listDocuments, type Status, uploadFiles, waitUntilSettled } from './support/call-app'
import { makeDocuments } from './support/library'
import { findProcessesIn, type RunningApp, startApp } from './support/start-app'

const fileCount = 50

describe('an app that is killed', () => {
  let dataDirectory = ''
  let app: RunningApp

  beforeAll(async () => {
    dataDirectory = await mkdtemp(path.join(tmpdir(), 'docent-recovery-'))
    app = await startApp({ dataDirectory })
  })
  afterAll(async () => {
    await app?.close()
    await rm(dataDirectory, { recursive: true, force: true, maxRetries: 5 })
  })

  it('resumes an ingest of 50 files after kill -9, with exactly the right points', async () => {
    const { documents } = await uploadFiles(app.url, makeDocuments(fileCount))
    expect(documents).toHaveLength(fileCount)
    await waitForReadyDocuments(app.url, 10)
    await app.killHard()

    app = await startApp({ dataDirectory })
    const status = await waitUntilSettled(app.url)
    expect(status.documents).toEqual({ queued: 0, processing: 0, ready: fileCount, failed: 0 })
    const listed = await listDocuments(app.url)
    expect(status.points).toBe(listed.reduce((sum, document) => sum + document.chunk_count, 0))
    for (const document of listed.slice(0, 12)) {
      const { body } = await callJson<{ chunks: Array<{ chunk_index: number }> }>(`${app.url}/api/documents/${document.id}/chunks?limit=200`)
      expect(body.chunks.map((chunk) => chunk.chunk_index)).toEqual(Array.from({ length: document.chunk_count }, (_, index) => index))
    }
  })

  it('leaves no Qdrant behind when it is killed', async () => {
    const [before] = await findProcessesIn(dataDirectory, 'qdrant')
    await app.killHard()
    await expect.poll(() => findProcessesIn(dataDirectory, 'qdrant'), { timeout: 20_000 }).toEqual([])
    app = await startApp({ dataDirectory })
    const [after] = await findProcessesIn(dataDirectory, 'qdrant')
    expect(after).not.toBe(before)
  })

  it('brings Qdrant back when that is killed, and finishes what was being ingested', async () => {
    const before = (await callJson<Status>(`${app.url}/api/status`)).body.points
    await uploadFiles(
      app.url,
      makeDocuments(8).map((file) => ({ ...file, name: `again/${file.name}` })),
    )
    const [qdrant] = await findProcessesIn(dataDirectory, 'qdrant')
    process.kill(qdrant ?? Number.NaN, 'SIGKILL')
    const status = await waitUntilSettled(app.url)
    expect(status.documents).toMatchObject({ ready: fileCount + 8, failed: 0 })
    const listed = await listDocuments(app.url)
    expect(status.points).toBe(listed.reduce((sum, document) => sum + document.chunk_count, 0))
    expect(status.points).toBeGreaterThan(before)
    expect((await callJson(`${app.url}/api/health`)).status).toBe(200)
    const search = await callJson<{ passages: unknown[] }>(`${app.url}/api/search`, { body: { query: 'rain in Busan' } })
    expect(search.body.passages.length).toBeGreaterThan(0)
  })

  it('answers questions while files are being ingested', async () => {
    await uploadFiles(
      app.url,
      makeDocuments(40).map((file) => ({ ...file, name: `busy/${file.name}` })),
    )
    for (let round = 0; round < 3; round++) {
      const { status } = await callJson(`${app.url}/api/query`, { body: { question: `What did gauge ${round}-1 of station 3 read?` } })
      expect(status).toBe(200)
    }
    const { body } = await callJson<Status>(`${app.url}/api/status`)
    expect(body.documents.queued + body.documents.processing).toBeGreaterThan(0)
  })
})

async function waitForReadyDocuments(url: string, count: number): Promise<void> {
  for (;;) {
    const { body } = await callJson<Status>(`${url}/api/status`)
    if (body.documents.ready >= count) {
      expect(body.documents.queued).toBeGreaterThan(0)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
