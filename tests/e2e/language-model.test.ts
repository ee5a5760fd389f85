import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenAiServer, startOpenAiServer } from '../fixtures/openai-server'
import { callJson, waitUntilSettled } from './support/call-app'
import { lectureList } from './support/lectures'
import { readAnswerStream, type StreamedEvent, textOf } from './support/read-answer-stream'
import { type RunningApp, startApp } from './support/start-app'

interface StoredConversation {
  title: string
  messages: Array<{ role: string; state?: string; error_code?: string | null; text?: string; answer?: { kind: string; text: string } }>
}

const question = '구글 API 챗봇 강의의 강사는 누구인가요?'

describe('answers of a language model', () => {
  let app: RunningApp
  let server: OpenAiServer

  beforeAll(async () => {
    server = await startOpenAiServer({ models: ['test-model'], apiKey: 'sk-test-key', retryAfterSeconds: 1, pieceMilliseconds: 100 })
    app = await startApp()
    await callJson(`${app.url}/api/ingest`, { body: { source: 'lectures.md', text: lectureList } })
    await waitUntilSettled(app.url)
  })
  afterAll(async () => {
    await app?.close()
    await server?.close()
  })

  const connection = () => ({ base_url: server.url, model: 'test-model', api_key: 'sk-test-key' })

  it('tests a connection before it saves it', async () => {
    const refused = await callJson<{ error: { code: string } }>(`${app.url}/api/settings/llm`, { method: 'PUT', body: { ...connection(), api_key: 'wrong' } })
    expect(refused.body.error.code).toBe('llm_unauthorized')
    const unknown = await callJson<{ error: { code: string } }>(`${app.url}/api/settings/llm/test`, { body: { ...connection(), model: 'no-such-model' } })
    expect(unknown.body.error.code).toBe('llm_model_missing')
    const nobody = await callJson<{ error: { code: string } }>(`${app.url}/api/settings/llm/test`, {
      body: { ...connection(), base_url: 'http://127.0.0.1:9/v1' },
    })
    expect(nobody.body.error.code).toBe('llm_unreachable')
    expect((await callJson<{ llm: object }>(`${app.url}/api/settings`)).body.llm).toMatchObject({ origin: 'none', has_key: false })

    expect((await callJson(`${app.url}/api/settings/llm`, { method: 'PUT', body: connection() })).status).toBe(200)
    const settings = await callJson<{ llm: object }>(`${app.url}/api/settings`)
    expect(settings.body.llm).toEqual({ base_url: server.url, model: 'test-model', has_key: true, origin: 'saved' })
    expect(JSON.stringify(settings.body)).not.toContain('sk-test-key')
  })

  it('streams the answer, cites its sources, and keeps both in the conversation', async () => {
    const events = await readAnswerStream(app.url, { question })
    const types = events.map((event) => event.type).filter((type) => type !== 'sentence-checked')
    expect(types.filter((type, index, all) => type !== all[index - 1])).toEqual(['answer-start', 'sources', 'text-delta', 'answer-end'])
    expect(events.some((event) => event.type === 'sentence-checked')).toBe(true)
    expect(events.filter((event) => event.type === 'text-delta').length).toBeGreaterThan(1)
    const end = events.at(-1) as StreamedEvent & { answer: { kind: string; text: string; citations: Array<{ source_number: number }> } }
    expect(end.answer.kind).toBe('generated')
    expect(end.answer.text).toBe(textOf(events))
    expect(end.answer.text).toContain('[1]')
    expect(end.answer.citations[0]?.source_number).toBe(1)
    const { body } = await callJson<StoredConversation>(`${app.url}/api/conversations/${events[0]?.conversation_id}`)
    expect(body.messages.map((message) => message.role)).toEqual(['question', 'answer'])
    expect(body.messages[1]).toMatchObject({ state: 'complete', answer: { text: end.answer.text } })
  })

  it('tells the model to answer only from the numbered context, and gives it the passages', async () => {
    server.requests.length = 0
    await readAnswerStream(app.url, { question })
    const sent = JSON.stringify(server.requests.at(-1)?.body.messages)
    expect(sent).toContain('강수빈')
    expect(sent).toMatch(/\[1\]/)
    expect(sent).toMatch(/only/i)
  })

  it('uses the history for a follow-up', async () => {
    const first = await readAnswerStream(app.url, { question })
    server.requests.length = 0
    server.setHandler((messages) =>
      /standalone|rewrite/i.test(JSON.stringify(messages)) ? 'Kafka 강의의 강사는 누구인가요?' : '그 강의의 강사는 배준영입니다. [1]',
    )
    const events = await readAnswerStream(app.url, { question: '그럼 그 다음 거는?', conversation_id: first[0]?.conversation_id })
    server.setHandler(null)
    const sources = events.find((event) => event.type === 'sources') as StreamedEvent & { sources: Array<{ snippet: string }> }
    expect(sources.sources[0]?.snippet).toContain('Kafka')
    const { body } = await callJson<StoredConversation>(`${app.url}/api/conversations/${first[0]?.conversation_id}`)
    expect(body.messages).toHaveLength(4)
  })

  it('drops citations of sources that do not exist', async () => {
    server.setHandler(() => '강사는 강수빈입니다. [1][99] 그리고 끝입니다. [0]')
    const events = await readAnswerStream(app.url, { question })
    server.setHandler(null)
    expect(textOf(events)).toContain('[1]')
    expect(textOf(events)).not.toMatch(/\[(99|0)\]/)
  })

  it.each(['busy-once', 'failing-once', 'slow', 'reasoning', 'strict-parameters'] as const)(
    'gets a whole answer from a server that is %s',
    async (behaviour) => {
      server.setBehaviour(behaviour)
      const events = await readAnswerStream(app.url, { question })
      server.setBehaviour('good')
      expect(events.at(-1)?.type).toBe('answer-end')
      expect(textOf(events)).toContain('[1]')
      expect(textOf(events)).not.toMatch(/think/)
    },
  )

  it.each([
    ['busy', 'llm_rate_limited'],
    ['failing', 'llm_failed'],
    ['refusing', 'llm_unauthorized'],
    ['bad-json-first', 'llm_failed'],
  ] as const)('says what is wrong with a server that is %s', async (behaviour, code) => {
    server.setBehaviour(behaviour)
    const events = await readAnswerStream(app.url, { question })
    server.setBehaviour('good')
    expect(events.at(-1)).toMatchObject({ type: 'answer-error', code })
  })

  it.each(['cut-off', 'unfinished', 'bad-json'] as const)('keeps the part that came before a server was %s, marked as partial', async (behaviour) => {
    server.setBehaviour(behaviour)
    const events = await readAnswerStream(app.url, { question })
    server.setBehaviour('good')
    expect(textOf(events).length).toBeGreaterThan(0)
    expect(events.at(-1)).toMatchObject({ type: 'answer-error', code: 'llm_interrupted' })
    const { body } = await callJson<StoredConversation>(`${app.url}/api/conversations/${events[0]?.conversation_id}`)
    expect(body.messages[1]).toMatchObject({ role: 'answer', state: 'partial', error_code: 'llm_interrupted' })
    expect(body.messages[1]?.answer?.text.trim()).toBe(textOf(events).trim())

    const answerId = events[0]?.answer_id
    const again = await readAnswerStream(app.url, { question, conversation_id: events[0]?.conversation_id, retry_of: answerId })
    expect(again.at(-1)?.type).toBe('answer-end')
    const retried = await callJson<StoredConversation>(`${app.url}/api/conversations/${events[0]?.conversation_id}`)
    expect(retried.body.messages).toHaveLength(2)
    expect(retried.body.messages[1]).toMatchObject({ state: 'complete' })
  })

  it('goes on when the reader leaves, is read on from any event, and ends when the person stops it', async () => {
    server.setBehaviour('slow')
    const events = await readAnswerStream(app.url, { question }, (event) => event.type === 'text-delta')
    const conversationId = events[0]?.conversation_id
    const answerId = events[0]?.answer_id
    const read = async () => (await callJson<StoredConversation & { running_answer_id: string | null }>(`${app.url}/api/conversations/${conversationId}`)).body
    expect((await read()).running_answer_id).toBe(answerId)
    const besides = await callJson<{ error: { code: string } }>(`${app.url}/api/answers`, { body: { question, conversation_id: conversationId } })
    expect(besides.body.error.code).toBe('conflict')
    const reader = await fetch(`${app.url}/api/answers/${answerId}/events`, { headers: { 'last-event-id': '2' } })
    expect((await callJson(`${app.url}/api/answers/${answerId}/stop`, { method: 'POST' })).status).toBe(204)
    const rest = await reader.text()
    server.setBehaviour('good')
    expect(rest).toMatch(/^id: 3\n/)
    expect(rest).toContain('"code":"cancelled"')
    const kept = await read()
    expect(kept.running_answer_id).toBeNull()
    expect(kept.messages[1]).toMatchObject({ state: 'partial', error_code: 'cancelled' })
    expect((await fetch(`${app.url}/api/answers/nobody/events`)).status).toBe(404)
  })

  it('finds, renames and deletes conversations', async () => {
    const list = async (query: string) =>
      (await callJson<{ conversations: Array<{ id: string; title: string }> }>(`${app.url}/api/conversations?query=${encodeURIComponent(query)}`)).body
        .conversations
    const [conversation] = await list('챗봇 강의')
    const url = `${app.url}/api/conversations/${conversation?.id}`
    expect((await callJson<{ title: string }>(url, { method: 'PATCH', body: { title: '강사 찾기 Ω' } })).body.title).toBe('강사 찾기 Ω')
    expect((await list('찾기 Ω')).map(({ id }) => id)).toEqual([conversation?.id])
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(204)
    expect((await callJson(url)).status).toBe(404)
  })

  it('keeps several connections, asks the one that a question names, and shows no key', async () => {
    const other = await startOpenAiServer({ models: ['second-model'], apiKey: 'sk-second-key', handler: () => '강사는 두 번째 모델이 답합니다. [1]' })
    try {
      const input = { name: 'Second', base_url: other.url, model: 'second-model', api_key: 'sk-second-key' }
      const models = await callJson<{ models: string[] }>(`${app.url}/api/connections/models`, { body: { base_url: other.url, api_key: 'sk-second-key' } })
      expect(models.body.models).toContain('second-model')
      const created = await callJson<{ connections: Array<{ id: string; name: string; is_default: boolean }> }>(`${app.url}/api/connections`, { body: input })
      expect(created.status).toBe(201)
      expect(created.body.connections).toMatchObject([{ is_default: true }, { name: 'Second', is_default: false, has_api_key: true }])
      const id = created.body.connections[1]?.id
      expect((await callJson(`${app.url}/api/connections/test`, { body: { base_url: other.url, model: 'second-model', id } })).status).toBe(200)
      expect(textOf(await readAnswerStream(app.url, { question, connection_id: id }))).toContain('두 번째 모델')
      expect((await callJson(`${app.url}/api/connections/${id}`, { method: 'PATCH', body: { name: 'Renamed' } })).body).toMatchObject({ name: 'Renamed' })
      expect((await callJson(`${app.url}/api/connections/${id}/default`, { method: 'POST' })).body).toMatchObject({ connections: [{ is_default: false }, {}] })
      const shown = JSON.stringify([created.body, (await callJson(`${app.url}/api/connections`)).body, (await callJson(`${app.url}/api/settings`)).body])
      expect(shown).not.toMatch(/sk-(?:second|test)-key/)
      expect((await fetch(`${app.url}/api/connections/${id}`, { method: 'DELETE' })).status).toBe(204)
      const gone = await callJson<{ error: { code: string } }>(`${app.url}/api/answers`, { body: { question, connection_id: id } })
      expect(gone.body.error.code).toBe('llm_connection_missing')
    } finally {
      await other.close()
    }
  })

  it('goes back to quoting when the connection is removed', async () => {
    expect((await fetch(`${app.url}/api/settings/llm`, { method: 'DELETE' })).status).toBe(204)
    const events = await readAnswerStream(app.url, { question })
    expect(events.find((event) => event.type === 'sources')).toMatchObject({ kind: 'extractive' })
  })

  it('never writes the key or a question to the log', () => {
    expect(app.output()).not.toMatch(/sk-(?:second|test)-key/)
    expect(app.output()).not.toContain('강사는 누구')
  })
})

describe('a language model from the environment', () => {
  it('is used, shown as such, and cannot be changed in the app', async () => {
    const server = await startOpenAiServer({ models: ['env-model'] })
    const app = await startApp({ environment: { LLM_BASE_URL: server.url, LLM_MODEL: 'env-model' } })
    try {
      const settings = await callJson<{ llm: object }>(`${app.url}/api/settings`)
      expect(settings.body.llm).toMatchObject({ model: 'env-model', origin: 'environment' })
      const change = await callJson(`${app.url}/api/settings/llm`, { method: 'PUT', body: { base_url: server.url, model: 'env-model' } })
      expect(change.status).toBe(409)
      const health = await callJson<{ status: string; checks: { llm: object } }>(`${app.url}/api/health`)
      expect(health.body).toMatchObject({ status: 'ok', checks: { llm: { status: 'ok' } } })
      await server.close()
    } finally {
      await app.close()
    }
  })
})
