import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Answer } from '@/lib/domain/answer'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import { openTemporaryDatabase, ours, theirs } from '../unit/db/temporary-database'

const answer: Answer = {
  kind: 'extractive',
  text: '강사는 강수빈입니다. [1]',
  sources: [
    { number: 1, documentId: 'd', source: 'ajou_swtt_lectures.md', section: '강의', page: null, start: 10, end: 60, score: 0.75, snippet: '강사: 강수빈' },
  ],
  citations: [{ sourceNumber: 1, page: 3, start: 12, end: 40 }],
}

function addAnswer(store: ConversationStore, conversationId: string, text = answer.text) {
  return store.addAnswer(ours, conversationId, { id: randomUUID(), state: 'complete', answer: { ...answer, text }, errorCode: null })
}

async function titlesFor(store: ConversationStore, query: string) {
  return (await store.list(ours, { query, limit: 20 })).conversations.map((conversation) => conversation.title)
}

describe('ConversationStore', () => {
  it('keeps questions and answers in order, whole', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, '챗봇 강의')
    const question = await store.addQuestion(ours, id, '강사가 누구야?')
    const partial = await store.addAnswer(ours, id, {
      id: 'chosen-id',
      state: 'partial',
      answer: { ...answer, kind: 'generated' },
      errorCode: 'llm_interrupted',
    })
    const next = await store.addQuestion(ours, id, 'And then?')
    const whole = await addAnswer(store, id)
    expect(partial).toMatchObject({ id: 'chosen-id', role: 'answer', state: 'partial', errorCode: 'llm_interrupted', answer: { kind: 'generated' } })
    expect(whole).toMatchObject({ state: 'complete', errorCode: null, answer })
    expect(await store.read(ours, id)).toMatchObject({ id, title: '챗봇 강의', messages: [question, partial, next, whole] })
    expect(await store.read(ours, 'nowhere')).toBeNull()
  })

  it('numbers messages that come at once', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.addQuestion(ours, id, `Question ${index}`)))
    expect((await store.read(ours, id))?.messages).toHaveLength(20)
  })

  it('lists the most recently used first, page by page', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const ids: string[] = []
    for (let count = 0; count < 7; count += 1) ids.push((await store.create(ours, `Title ${count}`)).id)
    // Two share their moment, so that the order within it counts as well.
    await client.conversation.updateMany({ data: { updatedAt: new Date('2026-01-01T00:00:00Z') } })
    await store.addQuestion(ours, ids[3] ?? '', 'Used again')
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await store.list(ours, { limit: 2, cursor })
      seen.push(...page.conversations.map((conversation) => conversation.title))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(['Title 3', 'Title 6', 'Title 5', 'Title 4', 'Title 2', 'Title 1', 'Title 0'])
    await expect(store.list(ours, { limit: 2, cursor: 'made up' })).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('finds titles, questions and answers, in Korean and English', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const lectures = await store.create(ours, '챗봇 구축 강의')
    await store.addQuestion(ours, lectures.id, '리액트를 배운 사람을 위한 강의는?')
    await addAnswer(store, lectures.id)
    const english = await store.create(ours, 'Ärztliche Berichte')
    await store.addQuestion(ours, english.id, 'What grew by 100% in snake_case?')
    expect(await titlesFor(store, '챗봇')).toEqual(['챗봇 구축 강의'])
    expect(await titlesFor(store, '리액트')).toEqual(['챗봇 구축 강의'])
    expect(await titlesFor(store, '강수빈'.normalize('NFD'))).toEqual(['챗봇 구축 강의'])
    expect(await titlesFor(store, 'ärztliche')).toEqual(['Ärztliche Berichte'])
    expect(await titlesFor(store, ' GREW by ')).toEqual(['Ärztliche Berichte'])
    expect(await titlesFor(store, '100%')).toEqual(['Ärztliche Berichte'])
    expect(await titlesFor(store, 'snake_case')).toEqual(['Ärztliche Berichte'])
    expect(await titlesFor(store, 'snake%case')).toEqual([])
    expect(await titlesFor(store, 'snake-_ase')).toEqual([])
    expect(await titlesFor(store, '없는 말')).toEqual([])
    expect(await titlesFor(store, '')).toHaveLength(2)
  })

  it('renames, and finds it by the new name alone, in its old place', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id, updatedAt } = await store.create(ours, 'Before')
    expect(await store.rename(ours, id, '나중')).toMatchObject({ id, title: '나중', updatedAt })
    expect(await titlesFor(store, '나중')).toEqual(['나중'])
    expect(await titlesFor(store, 'before')).toEqual([])
    await expect(store.rename(ours, 'nowhere', 'x')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('deletes a conversation with its messages', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await store.addQuestion(ours, id, 'Question')
    await addAnswer(store, id)
    expect(await store.delete(ours, id)).toBe(true)
    expect(await store.delete(ours, id)).toBe(false)
    expect(await client.message.count()).toBe(0)
    await expect(store.addQuestion(ours, id, 'Too late')).rejects.toMatchObject({ code: 'not_found' })
    await expect(addAnswer(store, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('goes back to the question of an answer', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const first = await store.addQuestion(ours, id, 'First')
    const firstAnswer = await addAnswer(store, id)
    const second = await store.addQuestion(ours, id, 'Second')
    const secondAnswer = await addAnswer(store, id)
    await store.addQuestion(ours, id, 'Third')
    await addAnswer(store, id)
    expect(await store.rewindToQuestion(ours, id, secondAnswer.id)).toEqual(second)
    expect((await store.read(ours, id))?.messages).toEqual([first, firstAnswer, second])
    await expect(store.rewindToQuestion(ours, id, secondAnswer.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(store.rewindToQuestion(ours, id, first.id)).rejects.toMatchObject({ code: 'not_found' })
    const again = await addAnswer(store, id, 'Another answer')
    expect((await store.read(ours, id))?.messages).toEqual([first, firstAnswer, second, again])
    expect(await store.rewindToQuestion(ours, id, firstAnswer.id)).toEqual(first)
    expect((await store.read(ours, id))?.messages).toEqual([first])
  })

  it('refuses an answer whose id is taken', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await store.addQuestion(ours, id, 'Question')
    const { id: answerId } = await addAnswer(store, id)
    await expect(store.addAnswer(ours, id, { id: answerId, state: 'complete', answer, errorCode: null })).rejects.toMatchObject({ code: 'conflict' })
    expect((await store.read(ours, id))?.messages).toHaveLength(2)
  })

  it('keeps workspaces apart in every method', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await store.addQuestion(ours, id, 'Question')
    const { id: answerId } = await addAnswer(store, id)
    const before = await store.read(ours, id)
    const notFound = { code: 'not_found' }
    expect(await store.read(theirs, id)).toBeNull()
    expect((await store.list(theirs, { limit: 10 })).conversations).toEqual([])
    expect((await store.list(theirs, { query: 'question', limit: 10 })).conversations).toEqual([])
    await expect(store.rename(theirs, id, 'Stolen')).rejects.toMatchObject(notFound)
    expect(await store.delete(theirs, id)).toBe(false)
    await expect(store.addQuestion(theirs, id, 'Stolen')).rejects.toMatchObject(notFound)
    await expect(store.addAnswer(theirs, id, { id: 'stolen', state: 'complete', answer, errorCode: null })).rejects.toMatchObject(notFound)
    await expect(store.rewindToQuestion(theirs, id, answerId)).rejects.toMatchObject(notFound)
    expect(await store.read(ours, id)).toEqual(before)
  })

  it('reads answers whose citations were kept without a page', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const { id: answerId } = await addAnswer(store, id)
    await client.message.update({ where: { id: answerId }, data: { citations: [{ sourceNumber: 1, start: 12, end: 40 }] } })
    const citations = [{ sourceNumber: 1, page: null, start: 12, end: 40 }]
    expect((await store.read(ours, id))?.messages).toMatchObject([{ id: answerId, answer: { citations } }])
  })

  it('refuses an answer row that does not have the shape it should', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const { id: answerId } = await addAnswer(store, id)
    await client.message.update({ where: { id: answerId }, data: { sources: [{ number: 'one', snippet: 'a secret' }] } })
    await expect(store.read(ours, id)).rejects.toMatchObject({ code: 'database_failed', message: expect.not.stringContaining('secret') })
  })

  it('keeps feedback on an answer until it is taken back, in its own workspace only', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await store.addQuestion(ours, id, 'The first question')
    await addAnswer(store, id)
    const question = await store.addQuestion(ours, id, 'The second question')
    const { id: answerId } = await addAnswer(store, id)
    const up = { value: 'up' as const, reason: '정확해요' }
    expect(await store.saveFeedback(ours, answerId, up)).toMatchObject({
      history: [{ text: 'The first question' }, { role: 'answer' }],
      question,
      answer: { id: answerId, feedback: up },
    })
    expect((await store.read(ours, id))?.messages.at(-1)).toMatchObject({ feedback: up })
    await expect(store.saveFeedback(theirs, answerId, null)).rejects.toMatchObject({ code: 'not_found' })
    await expect(store.saveFeedback(ours, question.id, up)).rejects.toMatchObject({ code: 'not_found' })
    expect((await store.saveFeedback(ours, answerId, null)).answer.feedback).toBeNull()
  })
})
