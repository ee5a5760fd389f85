import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callJson, listDocuments, type Status, uploadFiles, waitUntilSettled } from '../support/call-app'
import { makeDocuments } from '../support/library'
import { findProcessesIn, type RunningApp, startApp } from '../support/start-app'

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
    expect(status.documents).toEqual({ queued: 0, processing: 0, ready: fileCount, failed: 0, cancelled: 0 })
    await expectExactPoints(app.url, status.points)
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
    expect(status.documents).toMatchObject({ ready: fileCount + 8, failed: 0, cancelled: 0 })
    const listed = await listDocuments(app.url)
    expect(status.points).toBe(listed.reduce((sum, document) => sum + document.chunk_count, 0))
    expect(status.points).toBeGreaterThan(before)
    expect((await callJson(`${app.url}/api/health`)).status).toBe(200)
    const search = await callJson<{ passages: unknown[] }>(`${app.url}/api/search`, { body: { query: 'rain in Busan' } })
    expect(search.body.passages.length).toBeGreaterThan(0)
  })

  it('survives kills at any moment of a first reading, of a replacement and of cutting anew', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'docent-kills-'))
    let victim = await startApp({ dataDirectory: folder })
    const killAfter = async (milliseconds: number) => {
      await new Promise((resolve) => setTimeout(resolve, milliseconds))
      await victim.killHard()
      victim = await startApp({ dataDirectory: folder })
    }
    try {
      const files = makeDocuments(12)
      await uploadFiles(victim.url, files)
      for (const moment of [150, 700]) await killAfter(moment * (0.5 + Math.random()))
      const first = await waitUntilSettled(victim.url)
      expect(first.documents).toMatchObject({ ready: 12, failed: 0 })
      await expectExactPoints(victim.url, first.points)

      await uploadFiles(
        victim.url,
        files.map((file) => ({ ...file, bytes: `${file.bytes}\n## Afterword\n\nThe gauges were read once more in the evening.\n` })),
      )
      for (const moment of [100, 500]) await killAfter(moment * (0.5 + Math.random()))
      const second = await waitUntilSettled(victim.url)
      expect(second.documents).toMatchObject({ ready: 12, failed: 0 })
      expect((await listDocuments(victim.url)).every((document) => document.version === 2)).toBe(true)
      await expectExactPoints(victim.url, second.points)

      expect((await callJson(`${victim.url}/api/collection/chunking`, { method: 'PUT', body: { strategy: 'even', max_tokens: 100 } })).status).toBe(200)
      for (const moment of [100, 500]) await killAfter(moment * (0.5 + Math.random()))
      const third = await waitUntilSettled(victim.url)
      expect(third.documents).toMatchObject({ ready: 12, failed: 0 })
      expect(third.points).toBeGreaterThan(second.points)
      expect((await listDocuments(victim.url)).every((document) => document.version === 3)).toBe(true)
      await expectExactPoints(victim.url, third.points)
    } finally {
      await victim.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })

  it('parks a document in work three times when the app went down, and reads the ones beside it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'docent-poison-'))
    let victim = await startApp({ dataDirectory: folder })
    try {
      // Far more than fits between a start and a kill, so it is in work each time.
      const poison = makeDocuments(1)[0]?.bytes.repeat(60) ?? ''
      const { documents } = await uploadFiles(victim.url, [{ name: 'poison.md', bytes: poison }])
      const id = documents[0]?.id ?? ''
      for (let round = 0; round < 3; round++) {
        await expect
          .poll(async () => (await callJson<{ status: string }>(`${victim.url}/api/documents/${id}`)).body.status, { timeout: 20_000 })
          .toBe('processing')
        await victim.killHard()
        victim = await startApp({ dataDirectory: folder })
      }
      await uploadFiles(victim.url, makeDocuments(2))
      const status = await waitUntilSettled(victim.url)
      expect(status.documents).toMatchObject({ ready: 2, failed: 1 })
      expect(status.failures).toEqual([{ code: 'parked', count: 1 }])
      await expectExactPoints(victim.url, status.points)
      expect((await callJson<{ queued: number }>(`${victim.url}/api/documents/retry`, { body: { code: 'parked' } })).body).toEqual({ queued: 1 })
      expect((await waitUntilSettled(victim.url)).documents).toMatchObject({ ready: 3, failed: 0 })
    } finally {
      await victim.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })

  it('answers questions while files are being ingested', async () => {
    await uploadFiles(
      app.url,
      // Other words than above: the same ones would be taken over without embedding, and nothing would be busy.
      makeDocuments(40).map((file) => ({ name: `busy/${file.name}`, bytes: file.bytes.replaceAll('millimetres', 'inches') })),
    )
    for (let round = 0; round < 3; round++) {
      const { status } = await callJson(`${app.url}/api/query`, { body: { question: `What did gauge ${round}-1 of station 3 read?` } })
      expect(status).toBe(200)
    }
    const { body } = await callJson<Status>(`${app.url}/api/status`)
    expect(body.documents.queued + body.documents.processing).toBeGreaterThan(0)
  })
})

/** Every ready document holds exactly its chunks, and the index nothing else. */
async function expectExactPoints(url: string, points: number): Promise<void> {
  const listed = await listDocuments(url)
  expect(points).toBe(listed.reduce((sum, document) => sum + document.chunk_count, 0))
  for (const document of listed.slice(0, 60)) {
    const { body } = await callJson<{ chunks: Array<{ chunk_index: number; version: number }> }>(`${url}/api/documents/${document.id}/chunks?limit=200`)
    const expected = Array.from({ length: document.chunk_count }, (_, index) => [index, document.version])
    expect(body.chunks.map((chunk) => [chunk.chunk_index, chunk.version])).toEqual(expected)
  }
}

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
