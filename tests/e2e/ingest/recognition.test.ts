import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeArchive } from '../../fixtures/make-archive'
import { makePicture, makeScan, stack } from '../../fixtures/make-picture'
import { callJson, uploadFiles, waitUntilSettled } from '../support/call-app'
import { type RunningApp, startApp } from '../support/start-app'

interface QueryAnswer {
  answer: string
  kind: string
  sources: Array<{ source: string; snippet: string; page: number | null }>
  citations: Array<{ source_number: number; page: number | null }>
}

describe('scans, pictures and archives', () => {
  let app: RunningApp

  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(() => app?.close())

  const ask = async (question: string) => (await callJson<QueryAnswer>(`${app.url}/api/query`, { body: { question, top_k: 5 } })).body
  const detail = async (source: string) => {
    const { body } = await callJson<{ documents: Array<{ source: string; status: string; notices: unknown[] }> }>(`${app.url}/api/documents?limit=500`)
    return body.documents.find((document) => document.source === source)
  }

  it('are uploaded, read, found and quoted with their page', async () => {
    const cover = makePicture(2480, 3508, stack(['Harbour rules of Port Ellery']), 'image/jpeg')
    const rules = makePicture(
      2480,
      3508,
      stack(['The harbour master collects a mooring fee of 48 guilders.', 'Boats longer than nine metres pay twice as much.']),
      'image/jpeg',
    )
    const notice = makePicture(1600, 500, stack(['정원 관리 안내', '옥상 정원은 매주 수요일 오후 세 시에 물을 줍니다.']))
    const archive = makeArchive([
      { name: 'kitchen/bread.txt', content: 'The sourdough proves for eighteen hours in the cold room.' },
      { name: 'kitchen/photo.png', content: makePicture(400, 300, []) },
      { name: '../escape.txt', content: 'This member leads out of the archive.' },
    ])
    const taken = await uploadFiles(app.url, [
      { name: 'harbour-scan.pdf', bytes: makeScan([cover, rules]) },
      { name: 'notice.png', bytes: notice },
      { name: 'recipes.zip', bytes: archive },
    ])
    expect(taken.documents.map((document) => document.source)).toEqual([
      'harbour-scan.pdf',
      'notice.png',
      'recipes.zip/kitchen/bread.txt',
      'recipes.zip/kitchen/photo.png',
    ])
    expect(taken.rejected).toEqual([expect.objectContaining({ source: 'recipes.zip/escape.txt', code: 'archive_refused' })])

    const status = await waitUntilSettled(app.url)
    expect(status.documents).toMatchObject({ ready: 4, failed: 0 })
    expect(await detail('harbour-scan.pdf')).toMatchObject({ notices: [{ code: 'pages_recognised', count: 2 }] })
    expect(await detail('recipes.zip/kitchen/photo.png')).toMatchObject({ status: 'ready', notices: [{ code: 'no_text', count: 0 }] })

    const fee = await ask('How much is the mooring fee that the harbour master collects?')
    expect(fee.answer).toContain('48 guilders')
    expect(fee.sources[0]).toMatchObject({ source: 'harbour-scan.pdf', page: 2 })
    expect(fee.citations[0]).toMatchObject({ source_number: 1, page: 2 })
    const watering = await ask('옥상 정원은 언제 물을 줍니까?')
    expect(watering.answer).toContain('수요일')
    expect(watering.sources[0]).toMatchObject({ source: 'notice.png', page: 1 })
    const bread = await ask('How long does the sourdough prove?')
    expect(bread.sources[0]).toMatchObject({ source: 'recipes.zip/kitchen/bread.txt' })
  })
})
