import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenAiServer, startOpenAiServer } from '../../fixtures/openai-server'
import { callJson, waitUntilSettled } from '../support/call-app'
import { lectureList, lectureTitle } from '../support/lectures'
import { readAnswerStream } from '../support/read-answer-stream'
import { type RunningApp, startApp } from '../support/start-app'

interface Judgement {
  document_id: string | null
  source: string
  start: number | null
  end: number | null
  text: string | null
}
interface Question {
  id: string
  text: string
  origin: string
  external_id: string | null
  judgements: Judgement[]
}
interface Run {
  id: string
  status: string
  done: number
  question_count: number
  scores: Array<{ ndcg: number; recall: number; reciprocal_rank: number; p50: number; p95: number }>
}
interface Hit {
  passage: { text: string; document_id: string; start: number; end: number }
  rank: number
  dense: { rank: number; score: number } | null
  lexical: { rank: number; score: number; terms: Array<{ term: string; weight: number }> } | null
  fused: { rank: number; score: number } | null
}
interface Explained {
  hits: Hit[]
  sides_used: string
  timing: { total: number }
}
interface ErrorAnswer {
  error: { code: string; message: string }
}

const handbook = [
  '# Larkmoor Observatory\n\nThe dome of the observatory was built in 1911 by the engineer Ada Lark, who paid for it with the income of her novels.',
  '## Visits\n\nVisitors may look through the great refractor on Friday nights in winter, when the sky over the moor is dark and the road is open.',
].join('\n\n')

/** Four documents and three judged questions in the form of BEIR; one question is not judged. */
const corpus = [
  ['bees', 'Bees', 'Honey bees dance in figures of eight to tell the others where flowers are.'],
  ['tides', 'Tides', 'Spring tides come when the sun and the moon pull in one line.'],
  ['bread', 'Bread', 'Sourdough rises by wild yeast and bacteria that live in the starter.'],
  ['kimchi', '김치', '김치는 유산균이 발효시키며 온도가 낮을수록 천천히 익는다.'],
]
const corpusFile = corpus.map(([id, title, text]) => JSON.stringify({ _id: id, title, text })).join('\n')
const queriesFile = [
  ['q1', 'How do honey bees tell others where flowers are?'],
  ['q2', 'When do spring tides come?'],
  ['q3', '김치는 무엇이 발효시키나요?'],
  ['q4', 'This one is not judged'],
]
  .map(([id, text]) => JSON.stringify({ _id: id, text }))
  .join('\n')
const qrelsFile = 'query-id\tcorpus-id\tscore\nq1\tbees\t1\nq2\ttides\t1\nq3\tkimchi\t1\n'

const standard = { sides: 'automatic', dense_share: null, reranks: true, filter: {} }

describe('the retrieval lab', () => {
  let app: RunningApp
  let server: OpenAiServer
  let setId = ''

  beforeAll(async () => {
    server = await startOpenAiServer({ models: ['test-model'] })
    app = await startApp()
    await callJson(`${app.url}/api/ingest`, { body: { source: 'lectures.md', text: lectureList } })
    await callJson(`${app.url}/api/ingest`, { body: { source: 'handbook.md', text: handbook } })
    await waitUntilSettled(app.url)
    setId = (await callJson<{ id: string }>(`${app.url}/api/lab/sets`, { body: { name: 'Mine' } })).body.id
  })
  afterAll(async () => {
    await app?.close()
    await server?.close()
  })

  const lab = (path: string) => `${app.url}/api/lab/${path}`
  const questionsOf = async (id: string) => (await callJson<{ questions: Question[] }>(lab(`sets/${id}/questions`))).body.questions

  async function upload(id: string, files: Record<string, string>) {
    const form = new FormData()
    for (const [field, content] of Object.entries(files)) form.append(field, new Blob([content]), `${field}.txt`)
    const response = await fetch(lab(`sets/${id}/upload`), { method: 'POST', body: form, headers: { 'accept-language': 'ko' } })
    return { status: response.status, body: (await response.json()) as Record<string, number> & Partial<ErrorAnswer> }
  }

  async function runToItsEnd(id: string, configurations: object[]): Promise<Run> {
    const started = await callJson<Run>(lab(`sets/${id}/runs`), { body: { configurations } })
    expect(started.status).toBe(202)
    for (;;) {
      const { body } = await callJson<Run>(lab(`runs/${started.body.id}`))
      if (body.status !== 'running') return body
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  it('shows one question under several configurations, with the parts of each score', async () => {
    const configurations = [standard, { ...standard, sides: 'lexical' }, { sides: 'dense' }, { sides: 'both', filter: { languages: ['ko'] } }]
    const query = 'Who built the dome of the observatory?'
    const { status, body } = await callJson<{ results: Explained[] }>(lab('search'), { body: { query, top_k: 5, configurations } })
    expect(status).toBe(200)
    expect(body.results.map(({ sides_used }) => sides_used)).toEqual(['both', 'lexical', 'dense', 'both'])
    const [best] = body.results[0]?.hits ?? []
    expect(best).toMatchObject({
      rank: 1,
      dense: { rank: 1 },
      lexical: { rank: 1 },
      fused: { rank: 1 },
      passage: { text: expect.stringContaining('Ada Lark') },
    })
    expect(best?.lexical?.terms.map(({ term }) => term)).toContain('dome')
    expect(body.results[3]?.hits.every(({ passage }) => passage.text.includes('강사'))).toBe(true)
    const plain = await callJson<{ passages: Array<{ point_id: string }> }>(`${app.url}/api/search`, { body: { query, top_k: 5 } })
    expect(body.results[0]?.hits.map(({ passage }) => passage)).toMatchObject(plain.body.passages.map(({ point_id }) => ({ point_id })))
  })

  it('keeps questions with their right passages, and takes the text from the document', async () => {
    const { body } = await callJson<{ results: Explained[] }>(lab('search'), { body: { query: 'Who built the dome?', configurations: [standard] } })
    const { document_id, start, end } = body.results[0]?.hits[0]?.passage ?? { document_id: '', start: 0, end: 0 }
    const judgement = { document_id, source: 'handbook.md', start, end, text: null, grade: 1 }
    const added = await callJson<{ added: number }>(lab(`sets/${setId}/questions`), {
      body: { questions: [{ text: 'Who built the dome?', judgements: [judgement] }] },
    })
    expect(added).toMatchObject({ status: 201, body: { added: 1 } })
    const [question] = await questionsOf(setId)
    expect(question).toMatchObject({ origin: 'hand', judgements: [{ document_id, source: 'handbook.md', text: expect.stringContaining('Ada Lark') }] })
    const outside = { ...judgement, end: 1_000_000 }
    const refused = await callJson<ErrorAnswer>(lab(`questions/${question?.id}`), { method: 'PUT', body: { judgements: [outside] } })
    expect(refused.body.error.code).toBe('invalid_request')
    const whole = { document_id: null, source: 'handbook.md', start: null, end: null, text: null, grade: 2 }
    const judged = await callJson<Question>(lab(`questions/${question?.id}`), { method: 'PUT', body: { judgements: [judgement, whole] } })
    expect(judged.body.judgements).toMatchObject([{ start }, { document_id, start: null }])
    const missing = await callJson<ErrorAnswer>(lab('sets/nowhere/questions'), { body: { questions: [{ text: 'Why?', judgements: [] }] } })
    expect(missing.body.error.code).toBe('not_found')
  })

  it('takes a set in the form of BEIR, and says which line is wrong', async () => {
    const { id } = (await callJson<{ id: string }>(lab('sets'), { body: { name: 'Small BEIR' } })).body
    const empty = await callJson<ErrorAnswer>(lab(`sets/${id}/runs`), { body: { configurations: [{ name: 'a', configuration: standard }] } })
    expect(empty.body.error.code).toBe('test_set_empty')
    const wrong = await upload(id, { queries: queriesFile, qrels: `${qrelsFile}q9\tbees\t1\n`, corpus: corpusFile })
    expect(wrong).toMatchObject({ status: 422, body: { error: { code: 'test_file_damaged', message: expect.stringMatching(/줄.*\(qrels\.tsv:5\)/) } } })
    expect((await upload(id, { queries: queriesFile })).body.error?.code).toBe('invalid_request')

    const taken = await upload(id, { queries: queriesFile, qrels: qrelsFile, corpus: corpusFile })
    expect(taken.body).toEqual({ questions: 3, judgements: 3, unjudged: 1, unmatched: 0, documents: 4 })
    await waitUntilSettled(app.url)
    expect(await questionsOf(id)).toMatchObject([{ external_id: 'q1', origin: 'upload', judgements: [{ source: 'Small BEIR/bees.md', start: null }] }, {}, {}])

    const run = await runToItsEnd(id, [
      { name: 'Standard', configuration: standard },
      { name: 'Nothing of these', configuration: { ...standard, filter: { sources: ['handbook.md'] } } },
    ])
    expect(run).toMatchObject({
      status: 'finished',
      done: 3,
      question_count: 3,
      scores: [
        { ndcg: 1, recall: 1, reciprocal_rank: 1 },
        { ndcg: 0, recall: 0 },
      ],
    })
    expect(run.scores[0]?.p95).toBeGreaterThanOrEqual(run.scores[0]?.p50 ?? 0)
    const { body } = await callJson<{ results: Array<{ configuration: number; hits: Array<{ grade: number }> }>; questions: Question[] }>(
      lab(`runs/${run.id}/results`),
    )
    expect(body.results).toHaveLength(6)
    expect(body.results.find(({ configuration }) => configuration === 0)?.hits[0]?.grade).toBe(1)
    expect(body.questions).toHaveLength(3)
    expect((await callJson<Run>(lab(`runs/${run.id}/cancel`), { method: 'POST' })).body.status).toBe('finished')
    expect((await callJson<{ runs: Run[] }>(lab(`sets/${id}/runs`))).body.runs).toMatchObject([{ id: run.id }])
    expect((await callJson(lab(`runs/${run.id}`), { method: 'DELETE' })).status).toBe(204)

    // The same files again, without the corpus: the documents are found by their names, and no question is doubled.
    expect((await upload(id, { queries: queriesFile, qrels: qrelsFile })).body).toMatchObject({ questions: 3, unmatched: 0, documents: 0 })
    expect(await questionsOf(id)).toHaveLength(3)
    expect((await callJson(lab(`sets/${id}`), { method: 'DELETE' })).status).toBe(204)
    expect((await callJson<ErrorAnswer>(lab(`sets/${id}`))).body.error.code).toBe('not_found')
  })

  it('finds a judged place again when its document was replaced', async () => {
    const [question] = await questionsOf(setId)
    const range = question?.judgements.filter(({ start }) => start !== null)
    await callJson(lab(`questions/${question?.id}`), { method: 'PUT', body: { judgements: range } })
    await callJson(`${app.url}/api/ingest`, { body: { source: 'handbook.md', text: `# A new preface\n\nThe moor lies high and is wet.\n\n${handbook}` } })
    await waitUntilSettled(app.url)
    const run = await runToItsEnd(setId, [{ name: 'Standard', configuration: standard }])
    expect(run.scores[0]).toMatchObject({ recall: 1, reciprocal_rank: 1 })
  })

  it('proposes questions with a language model and saves none of them', async () => {
    const none = await callJson<ErrorAnswer>(lab(`sets/${setId}/proposals`), { body: { count: 2 } })
    expect(none.body.error.code).toBe('llm_not_set_up')
    await callJson(`${app.url}/api/settings/llm`, { method: 'PUT', body: { base_url: server.url, model: 'test-model' } })
    server.setHandler((messages) => {
      const passage = messages.at(-1)?.content ?? ''
      return /[가-힣]/.test(passage) ? `${lectureTitle} 강의의 강사는 누구인가요?` : 'Who paid for the dome of the observatory?'
    })
    const { body } = await callJson<{ proposals: Array<{ text: string; judgements: Judgement[] }> }>(lab(`sets/${setId}/proposals`), { body: { count: 2 } })
    server.setHandler(null)
    expect(body.proposals.length).toBeGreaterThan(0)
    for (const { text, judgements } of body.proposals) expect(/[가-힣]/.test(text)).toBe(/[가-힣]/.test(judgements[0]?.text ?? ''))
    expect(await questionsOf(setId)).toHaveLength(1)
  })

  it('puts what a person liked in the chat into a set of its own, and takes it out again', async () => {
    // Without a model the answer quotes and cites the exact sentence.
    await callJson(`${app.url}/api/settings/llm`, { method: 'DELETE' })
    const events = await readAnswerStream(app.url, { question: 'Who built the dome of the observatory?' })
    const { conversation_id, answer_id } = events[0] as unknown as { conversation_id: string; answer_id: string }
    const give = (body: object) =>
      callJson<{ feedback: object | null } & Partial<ErrorAnswer>>(`${app.url}/api/answers/${answer_id}/feedback`, { body, headers: { cookie: 'locale=ko' } })
    const feedbackSet = async () => (await callJson<{ sets: Array<{ id: string; name: string }> }>(lab('sets'))).body.sets.find(({ name }) => name !== 'Mine')

    expect((await give({ value: 'up', reason: '정확해요' })).body.feedback).toEqual({ value: 'up', reason: '정확해요' })
    const set = await feedbackSet()
    expect(set?.name).toBe('대화에서')
    const [question] = await questionsOf(set?.id ?? '')
    expect(question).toMatchObject({ text: 'Who built the dome of the observatory?', origin: 'feedback' })
    expect(question?.judgements).toContainEqual(expect.objectContaining({ source: 'handbook.md', text: expect.stringContaining('Ada Lark') }))
    const kept = await callJson<{ messages: Array<{ feedback?: object }> }>(`${app.url}/api/conversations/${conversation_id}`)
    expect(kept.body.messages[1]?.feedback).toEqual({ value: 'up', reason: '정확해요' })

    await callJson(lab(`sets/${set?.id}`), { method: 'PATCH', body: { name: '좋은 답변' } })
    expect((await give({ value: 'up' })).status).toBe(200)
    expect(await questionsOf(set?.id ?? '')).toHaveLength(1)
    expect((await give({ value: 'down' })).body.feedback).toEqual({ value: 'down', reason: null })
    expect(await questionsOf(set?.id ?? '')).toHaveLength(0)
    expect((await give({ value: null })).body.feedback).toBeNull()
    expect((await give({ value: 'sideways' })).body.error?.code).toBe('invalid_request')
    expect((await callJson<ErrorAnswer>(`${app.url}/api/answers/nobody/feedback`, { body: { value: 'up' } })).body.error.code).toBe('not_found')
  })
})
