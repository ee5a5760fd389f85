import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callJson, listDocuments, waitUntilSettled } from './support/call-app'
import { type RunningApp, startApp } from './support/start-app'

interface Found {
  passages: Array<{ source: string; text: string }>
}
interface Tagged {
  tags: string[]
  error?: { code: string }
}

const fees = 'The membership fee is forty euros a year. It is due on the first of May.'
const draft = 'The membership fee is fifty euros a year, says this draft. It is due in June.'
const club = '동호회 회비는 1년에 4만 원입니다. 회비는 5월 1일까지 냅니다.'

describe('filters, phrases, exclusions and tags', () => {
  let app: RunningApp
  const ids = new Map<string, string>()
  beforeAll(async () => {
    app = await startApp()
    for (const [source, text] of [
      ['fees.md', `---\ndate: 2024-02-01\n---\n\n# Fees\n\n${fees}`],
      ['fees-draft.txt', draft],
      ['회비.txt', club],
    ])
      await fetch(`${app.url}/api/documents/${encodeURIComponent(source ?? '')}`, { method: 'PUT', body: text ?? '' })
    await waitUntilSettled(app.url)
    for (const { id, source } of await listDocuments(app.url)) ids.set(source, id)
  })
  afterAll(() => app?.close())

  async function sources(query: string, filter?: object): Promise<string[]> {
    const { body } = await callJson<Found>(`${app.url}/api/search`, { body: { query, top_k: 10, ...(filter ? { filter } : {}) } })
    return body.passages.map(({ source }) => source).sort()
  }
  const tag = (source: string, tags: string[]) => callJson<Tagged>(`${app.url}/api/documents/${ids.get(source)}/tags`, { method: 'PUT', body: { tags } })

  it('narrows a search by what documents are', async () => {
    // Near in meaning is found as well, whatever its language.
    expect(await sources('membership fee')).toEqual(['fees-draft.txt', 'fees.md', '회비.txt'])
    expect(await sources('membership fee', { formats: ['markdown'] })).toEqual(['fees.md'])
    expect(await sources('membership fee', { written_from: '2024-02-01', written_until: '2024-02-01' })).toEqual(['fees.md'])
    expect(await sources('membership fee', { document_ids: [ids.get('fees-draft.txt')] })).toEqual(['fees-draft.txt'])
    expect(await sources('membership fee 회비', { languages: ['ko'] })).toEqual(['회비.txt'])
  })

  it('refuses filters that are none', async () => {
    for (const filter of [{ formats: ['exe'] }, { written_from: 'yesterday' }, { page_from: 0 }, { tags: Array(101).fill('a') }, { unknown: [] }]) {
      const { status } = await callJson(`${app.url}/api/search`, { body: { query: 'fee', filter } })
      expect(status).toBe(400)
    }
  })

  it('obeys quotes and exclusions, in both languages', async () => {
    expect(await sources('membership fee "first of May"')).toEqual(['fees.md'])
    expect(await sources('membership fee -draft', { languages: ['en'] })).toEqual(['fees.md'])
    expect(await sources('「동호회회비」는 얼마인가요')).toEqual(['회비.txt'])
    expect(await sources('회비 -동호회')).toEqual([])
    expect(await sources('membership fee "first of December"')).toEqual([])
  })

  it('files documents under tags, at once and over a new version', async () => {
    expect((await tag('fees.md', [' Club ', 'club', 'Money'])).body.tags).toEqual(['Club', 'Money'])
    await tag('회비.txt', ['club'])
    expect((await callJson(`${app.url}/api/tags`)).body).toEqual({
      tags: [
        { tag: 'Club', count: 2 },
        { tag: 'Money', count: 1 },
      ],
    })
    expect(await sources('membership fee 회비', { tags: ['CLUB'] })).toEqual(['fees.md', '회비.txt'])
    await fetch(`${app.url}/api/documents/fees.md`, { method: 'PUT', body: `# Fees\n\n${fees} Students pay half.` })
    await waitUntilSettled(app.url)
    expect(await sources('membership fee', { tags: ['money'] })).toEqual(['fees.md'])
    expect((await tag('fees.md', [])).body.tags).toEqual([])
    expect(await sources('membership fee', { tags: ['money'] })).toEqual([])
    expect(
      (
        await tag(
          'fees.md',
          Array.from({ length: 21 }, (_, at) => `tag ${at}`),
        )
      ).status,
    ).toBe(400)
    expect((await callJson(`${app.url}/api/documents/none/tags`, { method: 'PUT', body: { tags: [] } })).status).toBe(404)
  })

  it('answers from what the filter leaves', async () => {
    const body = { question: 'How much is the membership fee?', filter: { document_ids: [ids.get('fees-draft.txt')] } }
    const { body: answer } = await callJson<{ answer: string; sources: Array<{ source: string }> }>(`${app.url}/api/query`, { body })
    expect(answer.answer).toContain('fifty euros')
    expect(answer.sources.map(({ source }) => source)).toEqual(['fees-draft.txt'])
  })

  it('keeps how questions are searched, and needs a language model for its help', async () => {
    const settings = `${app.url}/api/settings/search`
    expect((await callJson(settings)).body).toEqual({ multi_query: false, hypothetical_document: false, rerank: true })
    expect((await callJson(settings, { method: 'PUT', body: { multi_query: true, hypothetical_document: false, rerank: true } })).status).toBe(409)
    const changed = { multi_query: false, hypothetical_document: false, rerank: false }
    await callJson(settings, { method: 'PUT', body: changed })
    expect((await callJson(settings)).body).toEqual(changed)
  })
})
