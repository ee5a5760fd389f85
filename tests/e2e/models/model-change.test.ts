import { existsSync } from 'node:fs'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromWire } from '@/lib/domain/wire-format'
import { rebuildEmbeddingText } from '@/lib/ingest/rebuild-embedding-text'
import { findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { storedChunkOf } from '@/lib/qdrant/collection/chunk-payload'
import { connectToQdrant } from '@/lib/qdrant/qdrant-connection'
import { embedWorkerPath, modelsDirectory } from '../../fixtures/embedder-paths'
import { startEmbeddingServer } from '../../fixtures/models/embedding-server'
import { startTestQdrant, type TestQdrant } from '../../fixtures/start-test-qdrant'
import { callJson, listDocuments, uploadFiles, waitUntilSettled } from '../support/call-app'
import { makeDocuments } from '../support/library'
import { describeInBrowser, openBrowser, openPage } from '../support/open-browser'
import { findFreePort, type RunningApp, startApp } from '../support/start-app'

const minilm = { id: 'Xenova/all-MiniLM-L6-v2', collection: 'docent_all-minilm-l6-v2-q8_v1' }
const gte = { id: 'Xenova/gte-small', collection: 'docent_gte-small-fp32_v1' }
const hasGte = existsSync(path.join(modelsDirectory, gte.id, 'onnx/model.onnx'))
if (!hasGte) console.log(`Skipped: changing the model for real needs ${gte.id}. Run: npm run models -- fetch ${gte.id}`)

interface Change {
  status: string
  done: number
  total: number
}
interface State {
  change: Change | null
  history: Change[]
  models: Array<{ id: string; kind: string; is_active: boolean; is_installed: boolean }>
}

describe.skipIf(!hasGte)('changing the embedding model', () => {
  let qdrant: TestQdrant
  let app: RunningApp
  let environment: Record<string, string>
  let port = 0
  const fileCount = 24

  beforeAll(async () => {
    qdrant = await startTestQdrant()
    port = await findFreePort()
    environment = { QDRANT_URL: qdrant.url, QDRANT_API_KEY: qdrant.apiKey, EMBEDDING_MODEL: minilm.id, MODELS_DIR: modelsDirectory }
    app = await startApp({ environment, port })
    await uploadFiles(app.url, makeDocuments(fileCount))
    await waitUntilSettled(app.url)
  })
  afterAll(async () => {
    await app?.close()
    await qdrant?.stop()
  })

  const readState = async () => (await callJson<State>(`${app.url}/api/admin/models`)).body
  const act = (action: string) => callJson<Change>(`${app.url}/api/admin/models/change/action`, { body: { action } })
  const answers = async () => {
    const { status, body } = await callJson<{ passages: Array<{ text: string }> }>(`${app.url}/api/search`, { body: { query: 'rain at station 3 of Suwon' } })
    return status === 200 && body.passages.length > 0
  }
  async function waitForStatus(status: string): Promise<Change> {
    await expect.poll(async () => (await readState()).change?.status, { timeout: 120_000, interval: 200 }).toBe(status)
    return (await readState()).change as Change
  }
  async function pointsOf(collection: string) {
    const client = connectToQdrant(qdrant)
    const { points } = await client.scroll(collection, { limit: 10_000, with_payload: true, with_vector: ['lexical'] })
    return points
  }
  /** Whichever answers, the other follows. */
  async function expectSamePoints(): Promise<void> {
    const differences = async () => {
      const [first, second] = [await pointsOf(minilm.collection), await pointsOf(gte.collection)]
      return first.length === second.length ? first.filter((point, index) => !isDeepStrictEqual(point, second[index])).length : first.length - second.length
    }
    await expect.poll(differences, { timeout: 60_000, interval: 500 }).toBe(0)
  }

  it('says what it would take', async () => {
    const { body } = await callJson<Record<string, number>>(`${app.url}/api/admin/models/estimate`, { body: { model_id: gte.id } })
    expect(body).toMatchObject({ to_model_id: gte.id, chunks: (await pointsOf(minilm.collection)).length, longer_chunks: 0 })
    expect(body.seconds).toBeGreaterThan(0)
    expect(body.tokens).toBeGreaterThan(0)
  })

  it('fills beside questions, uploads and deletions, over a kill -9, to exactly the same points', async () => {
    const started = await callJson<Change>(`${app.url}/api/admin/models/change`, { body: { model_id: gte.id } })
    expect(started.status).toBe(202)
    await expect.poll(async () => (await readState()).change?.done ?? 0, { timeout: 60_000, interval: 50 }).toBeGreaterThan(8)
    await app.killHard()
    const copied = (await pointsOf(gte.collection)).length
    expect(copied).toBeGreaterThan(0)
    // Named in the environment or not: the library keeps its model.
    app = await startApp({ environment, port, dataDirectory: app.dataDirectory })
    expect(await answers()).toBe(true)

    const [first, second] = await listDocuments(app.url)
    await uploadFiles(app.url, [{ name: 'late/added.md', bytes: '# Added late\n\nThis came in while the collection was being filled.\n' }])
    await fetch(`${app.url}/api/documents/${first?.id}`, { method: 'DELETE' })
    const changed = makeDocuments(fileCount).find(({ name }) => name === second?.source)
    await uploadFiles(app.url, [{ name: changed?.name ?? '', bytes: `${changed?.bytes}\n## One more section\n\nThe gauge was replaced.\n` }])
    expect(await answers()).toBe(true)
    await waitUntilSettled(app.url)
    const change = await waitForStatus('ready')
    expect(change.done).toBe(change.total)
    await expectSamePoints()
    const listed = await listDocuments(app.url)
    expect(listed).toHaveLength(fileCount)
    expect((await pointsOf(gte.collection)).length).toBe(listed.reduce((sum, document) => sum + document.chunk_count, 0))
  })

  it('holds the vectors that the new model makes of what the first one read', async () => {
    const embedder = new TransformersEmbedder({ model: findModel(gte.id), modelsDirectory, workerPath: embedWorkerPath, workerCount: 1 })
    try {
      const { points } = await connectToQdrant(qdrant).scroll(gte.collection, { limit: 12, with_payload: true, with_vector: ['dense'] })
      const titles = new Map(fromWire<Array<{ id: string; title: string | null }>>(await listDocuments(app.url)).map(({ id, title }) => [id, title]))
      for (const point of points) {
        const chunk = storedChunkOf(point)
        const text = await rebuildEmbeddingText(chunk, titles.get(chunk.documentId) ?? null, async () => null)
        const [expected] = await embedder.embedPassages([text])
        const { dense } = point.vector as { dense: number[] }
        expect(Math.max(...dense.map((value, index) => Math.abs(value - (expected?.[index] ?? 9))))).toBeLessThan(1e-3)
      }
    } finally {
      await embedder.close()
    }
  })

  it('compares both, switches, keeps the old one in step, rolls back and goes forth, over a kill -9', async () => {
    const compared = await callJson<{ from: unknown[]; to: unknown[] }>(`${app.url}/api/admin/models/compare`, { body: { query: 'rain in Jeju', top_k: 3 } })
    expect([compared.body.from.length, compared.body.to.length]).toEqual([3, 3])
    expect((await act('switch')).body).toMatchObject({ status: 'switched' })
    await app.killHard()
    app = await startApp({ environment, port, dataDirectory: app.dataDirectory })
    expect(app.output()).toContain('/admin/models')
    expect((await readState()).models.find(({ is_active }) => is_active)?.id).toBe(gte.id)
    expect(await answers()).toBe(true)
    await uploadFiles(app.url, [{ name: 'late/after.md', bytes: '# After the switch\n\nThis came in with the new model.\n' }])
    await waitUntilSettled(app.url)
    await expectSamePoints()
    expect((await act('rollback')).body).toMatchObject({ status: 'ready' })
    expect((await readState()).models.find(({ is_active }) => is_active)?.id).toBe(minilm.id)
    expect(await answers()).toBe(true)
    expect((await act('switch')).body).toMatchObject({ status: 'switched' })
    expect((await act('finish')).body).toMatchObject({ status: 'finished' })
    const client = connectToQdrant(qdrant)
    expect((await client.getCollections()).collections.map(({ name }) => name)).toEqual([gte.collection])
    expect((await client.getAliases()).aliases).toMatchObject([{ alias_name: 'documents', collection_name: gte.collection }])
    expect(await answers()).toBe(true)
    expect((await readState()).history).toMatchObject([{ status: 'finished' }])
  })

  it('goes to a model behind an address and back, over a kill -9, and never shows its key', async () => {
    const service = await startEmbeddingServer('sk-embedding-secret')
    try {
      const connection = { base_url: service.url, model: 'scripted-embedder', api_key: 'sk-embedding-secret' }
      const saved = await callJson(`${app.url}/api/settings/embedding-endpoint`, { method: 'PUT', body: connection })
      expect(saved).toMatchObject({ status: 200, body: { dimensions: 26, has_key: true, origin: 'saved' } })
      const id = `endpoint:${new URL(service.url).host}/scripted-embedder`
      expect((await readState()).models.find((model) => model.id === id)).toMatchObject({ kind: 'endpoint', is_installed: true, is_active: false })
      expect((await callJson(`${app.url}/api/admin/models/change`, { body: { model_id: id } })).status).toBe(202)
      const { total } = await waitForStatus('ready')
      expect(new Set(service.batches.flat()).size).toBeGreaterThanOrEqual(total)
      expect((await act('switch')).body).toMatchObject({ status: 'switched' })
      await app.killHard()
      app = await startApp({ environment, port, dataDirectory: app.dataDirectory })
      service.batches.length = 0
      expect(await answers()).toBe(true)
      expect(service.batches.flat().join()).toContain('rain at station 3 of Suwon')
      const state = await readState()
      expect(state.models.find(({ is_active }) => is_active)?.id).toBe(id)
      expect(JSON.stringify(state) + app.output()).not.toContain('sk-embedding-secret')
      expect((await act('rollback')).body).toMatchObject({ status: 'ready' })
      expect((await act('cancel')).body).toMatchObject({ status: 'cancelled' })
      expect(await answers()).toBe(true)
      expect((await callJson(`${app.url}/api/settings/embedding-endpoint`, { method: 'DELETE' })).status).toBe(204)
    } finally {
      await service.close()
    }
  })

  describeInBrowser('on its page', () => {
    let browser: Browser
    beforeAll(async () => {
      browser = await openBrowser()
    })
    afterAll(() => browser?.close())

    it('is done by a person on a phone, in Korean and in the dark', async () => {
      const { page, problems } = await openPage(browser, app.url, { locale: 'ko-KR', width: 390, height: 844, colorScheme: 'dark' })
      await page.goto('/admin/models')
      await page.getByRole('button', { name: `${minilm.id} 선택` }).click()
      await page.getByText('임베딩할 청크').waitFor()
      await page.getByRole('button', { name: '시작' }).click()
      await page.getByRole('button', { name: '새 모델로 전환' }).waitFor({ timeout: 120_000 })
      await page.getByLabel('질문', { exact: true }).fill('rain in Busan')
      await page.getByRole('button', { name: '비교하기' }).click()
      await page.getByRole('heading', { name: `이후: ${minilm.id}` }).waitFor()
      const width = await page.evaluate(() => document.documentElement.scrollWidth)
      expect(width).toBeLessThanOrEqual(390)
      await page.getByRole('button', { name: '새 모델로 전환' }).click()
      await page.getByRole('button', { name: '되돌리기' }).click()
      await page.getByRole('button', { name: '변경 취소' }).click()
      await page.getByRole('alertdialog').getByRole('button', { name: '변경 취소' }).click()
      await page.getByText('취소됨').waitFor()
      expect(problems).toEqual([])
    })

    it('names the command for a model that is not installed', async () => {
      const { page } = await openPage(browser, app.url)
      await page.goto('/admin/models')
      await page.getByText('npm run models -- fetch BAAI/bge-m3').or(page.getByText('npm run models -- fetch Xenova/bge-m3')).first().waitFor()
      expect(await page.getByText('Answers now').count()).toBe(1)
    })
  })
})
