import { describe, expect, it } from 'vitest'
import type { NewTestQuestion } from '@/lib/domain/ports/stores/test-set-store'
import { standardConfiguration } from '@/lib/domain/retrieval/search-configuration'
import type { TestJudgement, TestResult } from '@/lib/domain/retrieval/test-set'
import { openTemporaryDatabase, ours, theirs } from '../unit/db/temporary-database'

const judgement: TestJudgement = { documentId: 'd', source: 'a.md', start: 3, end: 9, text: 'the text', grade: 2 }
const whole: TestJudgement = { documentId: null, source: 'b.md', start: null, end: null, text: null, grade: 1 }

function question(text: string, part: Partial<NewTestQuestion> = {}): NewTestQuestion {
  return { externalId: null, text, origin: 'hand', judgements: [judgement], ...part }
}

const newRun = {
  configurations: [
    { name: 'Standard', configuration: standardConfiguration },
    { name: 'Korean only', configuration: { ...standardConfiguration, sides: 'lexical' as const, filter: { languages: ['ko'], pageFrom: 2 } } },
  ],
  embeddingModelId: 'Xenova/all-MiniLM-L6-v2',
  rerankerModelId: null,
  questionCount: 1,
}
const scores = { ndcg: 0.5, recall: 1, reciprocalRank: 0.25, p50: 4.5, p95: 9 }

async function openStore() {
  const { testSets: store } = await openTemporaryDatabase()
  return { store, set: await store.create(ours, 'Questions') }
}

describe('TestSetStore', () => {
  it('keeps sets apart by workspace and by name, the last changed first', async () => {
    const { store, set } = await openStore()
    expect(set).toMatchObject({ name: 'Questions', questionCount: 0 })
    const second = await store.create(ours, '둘째')
    expect((await store.list(ours)).map(({ id }) => id)).toEqual([second.id, set.id])
    await expect(store.create(ours, 'Questions')).rejects.toMatchObject({ code: 'conflict' })
    await expect(store.rename(ours, second.id, 'Questions')).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.create(theirs, 'Questions')).toMatchObject({ questionCount: 0 })

    await expect(store.rename(theirs, set.id, 'Taken')).rejects.toMatchObject({ code: 'not_found' })
    expect(await store.read(theirs, set.id)).toBeNull()
    expect(await store.delete(theirs, set.id)).toBe(false)
    expect(await store.rename(ours, set.id, 'Renamed')).toMatchObject({ id: set.id, name: 'Renamed' })
    expect((await store.list(ours))[0]?.id).toBe(set.id)
    expect(await store.delete(ours, set.id)).toBe(true)
    expect(await store.read(ours, set.id)).toBeNull()
  })

  it('lists questions in the order in which they came, page by page', async () => {
    const { store, set } = await openStore()
    const texts = Array.from({ length: 1200 }, (_, index) => `Question ${index}`)
    const added = texts.map((text, index) => question(text, { judgements: [{ ...judgement, start: index, end: index + 1 }, whole] }))
    expect(await store.addQuestions(ours, set.id, added)).toBe(1200)
    const first = await store.listQuestions(ours, set.id, { limit: 700 })
    const second = await store.listQuestions(ours, set.id, { limit: 700, cursor: first.nextCursor ?? '' })
    expect(second.nextCursor).toBeNull()
    const all = [...first.questions, ...second.questions]
    expect(all.map(({ text }) => text)).toEqual(texts)
    expect(all.map(({ judgements }) => judgements)).toEqual(added.map(({ judgements }) => judgements))
    expect((await store.read(ours, set.id))?.questionCount).toBe(1200)
    expect((await store.listQuestions(theirs, set.id, { limit: 10 })).questions).toEqual([])
    await expect(store.addQuestions(theirs, set.id, [question('?')])).rejects.toMatchObject({ code: 'not_found' })
  })

  it('replaces a question of the same external id and keeps its own id', async () => {
    const { store, set } = await openStore()
    await store.addQuestions(ours, set.id, [question('Before', { externalId: 'q1', origin: 'upload' }), question('By hand')])
    const [before] = (await store.listQuestions(ours, set.id, { limit: 10 })).questions
    const again = [question('Lost', { externalId: 'q1' }), question('After', { externalId: 'q1', origin: 'upload', judgements: [whole] })]
    expect(await store.addQuestions(ours, set.id, again)).toBe(1)
    const { questions } = await store.listQuestions(ours, set.id, { limit: 10 })
    expect(questions).toHaveLength(2)
    expect(questions[0]).toMatchObject({ id: before?.id, text: 'After', judgements: [whole] })
  })

  it('judges and deletes questions', async () => {
    const { store, set } = await openStore()
    await store.addQuestions(ours, set.id, [question('One'), question('Two', { externalId: 'x' })])
    const [one] = (await store.listQuestions(ours, set.id, { limit: 10 })).questions
    const id = one?.id ?? ''
    await expect(store.replaceJudgements(theirs, id, [])).rejects.toMatchObject({ code: 'not_found' })
    expect((await store.replaceJudgements(ours, id, [whole, judgement])).judgements).toEqual([whole, judgement])
    expect(await store.deleteQuestion(theirs, id)).toBe(false)
    expect(await store.deleteQuestion(ours, id)).toBe(true)
    expect(await store.deleteQuestionByExternalId(theirs, set.id, 'x')).toBe(false)
    expect(await store.deleteQuestionByExternalId(ours, set.id, 'x')).toBe(true)
    expect((await store.read(ours, set.id))?.questionCount).toBe(0)
  })

  it('has one set for feedback, which a person may rename, and which avoids names that are taken', async () => {
    const { store } = await openStore()
    expect(await store.readFeedbackSet(ours)).toBeNull()
    const sets = await Promise.all([1, 2, 3].map(() => store.openFeedbackSet(ours, 'Questions')))
    expect(new Set(sets.map(({ id }) => id)).size).toBe(1)
    expect(sets[0]?.name).toBe('Questions 2')
    await store.rename(ours, sets[0]?.id ?? '', '좋은 답변')
    expect(await store.openFeedbackSet(ours, 'From chat')).toMatchObject({ id: sets[0]?.id, name: '좋은 답변' })
    expect(await store.readFeedbackSet(theirs)).toBeNull()
  })

  it('keeps runs and their results, and ends those that were left running', async () => {
    const { store, set } = await openStore()
    await store.addQuestions(ours, set.id, [question('One')])
    const questionId = (await store.listQuestions(ours, set.id, { limit: 1 })).questions[0]?.id ?? ''
    await expect(store.createRun(theirs, set.id, newRun)).rejects.toMatchObject({ code: 'not_found' })
    const run = await store.createRun(ours, set.id, newRun)
    expect(run).toMatchObject({ ...newRun, status: 'running', done: 0, scores: [], finishedAt: null })
    const hits = [{ documentId: 'd', source: 'a.md', start: 0, end: 9, grade: 2 }]
    const result: TestResult = { configuration: 0, questionId, ndcg: 1, recall: 1, reciprocalRank: 1, milliseconds: 3.25, hits }
    await store.saveResults(run.id, [result, { ...result, configuration: 1, hits: [] }], 1)
    expect(await store.listResults(ours, run.id)).toEqual([result, { ...result, configuration: 1, hits: [] }])
    expect(await store.listResults(theirs, run.id)).toEqual([])
    expect(await store.readRun(ours, run.id)).toMatchObject({ done: 1 })
    await expect(store.saveResults(run.id, [{ ...result, questionId: 'gone' }], 2)).rejects.toMatchObject({ code: 'not_found' })

    await store.finishRun(run.id, { status: 'finished', errorCode: null, scores: [scores, scores] })
    await store.finishRun(run.id, { status: 'failed', errorCode: 'qdrant_failed', scores: [] })
    expect(await store.readRun(ours, run.id)).toMatchObject({ status: 'finished', scores: [scores, scores], finishedAt: expect.any(String) })
    const abandoned = await store.createRun(ours, set.id, newRun)
    expect(await store.endAbandonedRuns()).toBe(1)
    expect(await store.listRuns(ours, set.id, 10)).toMatchObject([
      { id: abandoned.id, status: 'failed', errorCode: 'cancelled' },
      { id: run.id, status: 'finished' },
    ])
    expect(await store.listRuns(theirs, set.id, 10)).toEqual([])
    expect(await store.deleteRun(theirs, run.id)).toBe(false)
    expect(await store.deleteRun(ours, run.id)).toBe(true)
    expect(await store.listResults(ours, run.id)).toEqual([])
    await store.delete(ours, set.id)
    expect(await store.readRun(ours, abandoned.id)).toBeNull()
  })
})
