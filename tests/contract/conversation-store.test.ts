import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { type Answer, plainAnswer } from '@/lib/domain/answer'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import { openTemporaryDatabase, ours, theirs } from '../unit/db/temporary-database'

const answer: Answer = plainAnswer({
  kind: 'extractive',
  text: '강사는 강수빈입니다. [1]',
  sources: [
    { number: 1, documentId: 'd', source: 'ajou_swtt_lectures.md', section: '강의', page: null, start: 10, end: 60, score: 0.75, snippet: '강사: 강수빈' },
  ],
  citations: [{ sourceNumber: 1, page: 3, start: 12, end: 40 }],
})

/** What is shown last. */
async function leafOf(store: ConversationStore, conversationId: string) {
  return (await store.read(ours, conversationId))?.messages.at(-1)?.id ?? null
}

async function addQuestion(store: ConversationStore, conversationId: string, text: string) {
  return store.addQuestion(ours, conversationId, { text, parentId: await leafOf(store, conversationId) })
}

async function addAnswer(store: ConversationStore, conversationId: string, text = answer.text, parentId?: string) {
  const to = parentId ?? (await leafOf(store, conversationId)) ?? ''
  return store.addAnswer(ours, conversationId, { id: randomUUID(), parentId: to, state: 'complete', answer: { ...answer, text }, errorCode: null })
}

async function textsOf(store: ConversationStore, conversationId: string) {
  return (await store.read(ours, conversationId))?.messages.map((message) => (message.role === 'question' ? message.text : message.answer.text))
}

async function titlesFor(store: ConversationStore, query: string) {
  return (await store.list(ours, { query, limit: 20 })).conversations.map((conversation) => conversation.title)
}

describe('ConversationStore', () => {
  it('keeps questions and answers in order, whole', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, '챗봇 강의')
    const question = await addQuestion(store, id, '강사가 누구야?')
    const partial = await store.addAnswer(ours, id, {
      id: 'chosen-id',
      parentId: question.id,
      state: 'partial',
      answer: { ...answer, kind: 'generated' },
      errorCode: 'llm_interrupted',
    })
    const next = await addQuestion(store, id, 'And then?')
    const whole = await addAnswer(store, id)
    expect(partial).toMatchObject({ id: 'chosen-id', role: 'answer', state: 'partial', errorCode: 'llm_interrupted', answer: { kind: 'generated' } })
    expect(whole).toMatchObject({ state: 'complete', errorCode: null, answer })
    expect(await store.read(ours, id)).toMatchObject({ id, title: '챗봇 강의', messages: [question, partial, next, whole] })
    expect(await store.read(ours, 'nowhere')).toBeNull()
  })

  it('numbers messages that come at once', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await Promise.all(Array.from({ length: 20 }, (_, index) => store.addQuestion(ours, id, { text: `Question ${index}`, parentId: null })))
    expect(await client.message.groupBy({ by: ['position'] })).toHaveLength(20)
    expect((await store.read(ours, id))?.messages[0]?.siblings).toHaveLength(20)
  })

  it('lists the most recently used first, page by page', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const ids: string[] = []
    for (let count = 0; count < 7; count += 1) ids.push((await store.create(ours, `Title ${count}`)).id)
    // Two share their moment, so that the order within it counts as well.
    await client.conversation.updateMany({ data: { updatedAt: new Date('2026-01-01T00:00:00Z') } })
    await addQuestion(store, ids[3] ?? '', 'Used again')
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
    await addQuestion(store, lectures.id, '리액트를 배운 사람을 위한 강의는?')
    await addAnswer(store, lectures.id)
    const english = await store.create(ours, 'Ärztliche Berichte')
    await addQuestion(store, english.id, 'What grew by 100% in snake_case?')
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
    await addQuestion(store, id, 'Question')
    await addAnswer(store, id)
    expect(await store.delete(ours, id)).toBe(true)
    expect(await store.delete(ours, id)).toBe(false)
    expect(await client.message.count()).toBe(0)
    await expect(addQuestion(store, id, 'Too late')).rejects.toMatchObject({ code: 'not_found' })
    await expect(addAnswer(store, id, 'late', 'question')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keeps every wording of a question and every answer, and shows one branch', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const first = await addQuestion(store, id, 'First')
    const firstAnswer = await addAnswer(store, id, 'One')
    const second = await addQuestion(store, id, 'Second')
    await addAnswer(store, id, 'Two')
    const edited = await store.addQuestion(ours, id, { text: 'Second, in other words', parentId: firstAnswer.id })
    expect(edited).toMatchObject({ parentId: firstAnswer.id, siblings: [second.id, edited.id] })
    const editedAnswer = await addAnswer(store, id, 'Two again')
    expect(await textsOf(store, id)).toEqual(['First', 'One', 'Second, in other words', 'Two again'])
    expect((await store.readUntil(ours, id, second.id)).map((message) => message.id)).toEqual([first.id, firstAnswer.id, second.id])
    const back = await store.showBranch(ours, id, second.id)
    expect(back.messages.map((message) => message.siblings.length)).toEqual([1, 1, 2, 1])
    expect(await textsOf(store, id)).toEqual(['First', 'One', 'Second', 'Two'])
    expect((await store.showBranch(ours, id, edited.id)).messages.at(-1)?.id).toBe(editedAnswer.id)
    const other = await store.addQuestion(ours, id, { text: 'Another first', parentId: null })
    expect(other.siblings).toEqual([first.id, other.id])
    expect(await textsOf(store, id)).toEqual(['Another first'])
    await expect(store.showBranch(ours, id, 'nowhere')).rejects.toMatchObject({ code: 'not_found' })
    await expect(store.readUntil(ours, id, 'nowhere')).rejects.toMatchObject({ code: 'not_found' })
    await expect(store.addQuestion(ours, id, { text: 'Lost', parentId: 'nowhere' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('adds an answer beside the one there is, and does not pull a person back to it', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const question = await addQuestion(store, id, 'Question')
    const one = await addAnswer(store, id, 'One')
    await addQuestion(store, id, 'Next')
    expect(await store.reopenQuestion(ours, id, one.id)).toEqual({ question, answers: [one.id] })
    expect(await textsOf(store, id)).toEqual(['Question'])
    const two = await addAnswer(store, id, 'Two', question.id)
    expect(two.siblings).toEqual([one.id, two.id])
    expect(await textsOf(store, id)).toEqual(['Question', 'Two'])
    await store.showBranch(ours, id, one.id)
    await addAnswer(store, id, 'Three, late', question.id)
    expect(await textsOf(store, id)).toEqual(['Question', 'One', 'Next'])
    await expect(store.reopenQuestion(ours, id, question.id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('shows a conversation that was kept before there were branches', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await addQuestion(store, id, 'Question')
    await addAnswer(store, id, 'Answer')
    await client.conversation.update({ where: { id }, data: { leafId: null } })
    expect(await textsOf(store, id)).toEqual(['Question', 'Answer'])
  })

  it('keeps all that is known of an answer', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const { id: parentId } = await addQuestion(store, id, 'Question')
    const whole: Answer = {
      ...answer,
      kind: 'generated',
      checks: [
        {
          start: 0,
          end: 12,
          verdict: 'unsupported',
          score: 0.2,
          problems: ['number'],
          evidence: { sourceNumber: 1, start: 10, end: 20, page: null, text: '강사: 강수빈' },
        },
      ],
      reasoning: 'Let me see.',
      usage: { modelName: 'm', inputTokens: 10, outputTokens: null, firstTextMilliseconds: 3, milliseconds: 8 },
      searched: { query: '강사', documents: 4 },
      followUps: ['그 강의는 언제 시작하나요?'],
    }
    await store.addAnswer(ours, id, { id: 'whole', parentId, state: 'complete', answer: whole, errorCode: null })
    expect((await store.read(ours, id))?.messages.at(-1)).toMatchObject({ answer: whole })
  })

  it('keeps what a conversation is asked of and whom, until it is taken back', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const pinned = { documentIds: ['d'], tags: ['여행'], formats: ['pdf' as const], writtenFrom: '2026-01-01', pageUntil: 4 }
    expect(await store.configure(ours, id, { pinned })).toMatchObject({ pinned, connectionId: null })
    expect(await store.configure(ours, id, { connectionId: 'c' })).toMatchObject({ pinned, connectionId: 'c' })
    expect(await store.configure(ours, id, { pinned: null, connectionId: null })).toMatchObject({ pinned: null, connectionId: null })
    await expect(store.configure(theirs, id, { pinned })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is read under its shared address until that is taken back, in its own workspace only', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    expect(await store.share(ours, id, 'address')).toMatchObject({ shareId: 'address', sharedAt: expect.any(String) })
    expect(await store.readShared(ours, 'address')).toMatchObject({ id })
    expect(await store.readShared(theirs, 'address')).toBeNull()
    await expect(store.share(theirs, id, null)).rejects.toMatchObject({ code: 'not_found' })
    expect(await store.share(ours, id, null)).toMatchObject({ shareId: null, sharedAt: null })
    expect(await store.readShared(ours, 'address')).toBeNull()
  })

  it('refuses an answer whose id is taken', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const { id: parentId } = await addQuestion(store, id, 'Question')
    const { id: answerId } = await addAnswer(store, id)
    await expect(store.addAnswer(ours, id, { id: answerId, parentId, state: 'complete', answer, errorCode: null })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await store.read(ours, id))?.messages).toHaveLength(2)
  })

  it('keeps workspaces apart in every method', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    const { id: parentId } = await addQuestion(store, id, 'Question')
    const { id: answerId } = await addAnswer(store, id)
    const before = await store.read(ours, id)
    const notFound = { code: 'not_found' }
    expect(await store.read(theirs, id)).toBeNull()
    expect((await store.list(theirs, { limit: 10 })).conversations).toEqual([])
    expect((await store.list(theirs, { query: 'question', limit: 10 })).conversations).toEqual([])
    await expect(store.rename(theirs, id, 'Stolen')).rejects.toMatchObject(notFound)
    expect(await store.delete(theirs, id)).toBe(false)
    await expect(store.addQuestion(theirs, id, { text: 'Stolen', parentId: null })).rejects.toMatchObject(notFound)
    await expect(store.addAnswer(theirs, id, { id: 'stolen', parentId, state: 'complete', answer, errorCode: null })).rejects.toMatchObject(notFound)
    await expect(store.reopenQuestion(theirs, id, answerId)).rejects.toMatchObject(notFound)
    await expect(store.showBranch(theirs, id, answerId)).rejects.toMatchObject(notFound)
    await expect(store.readUntil(theirs, id, answerId)).rejects.toMatchObject(notFound)
    expect(await store.read(ours, id)).toEqual(before)
  })

  it('reads answers whose citations were kept without a page', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await addQuestion(store, id, 'Question')
    const { id: answerId } = await addAnswer(store, id)
    await client.message.update({ where: { id: answerId }, data: { citations: [{ sourceNumber: 1, start: 12, end: 40 }] } })
    const citations = [{ sourceNumber: 1, page: null, start: 12, end: 40 }]
    expect((await store.read(ours, id))?.messages.at(-1)).toMatchObject({ id: answerId, answer: { citations } })
  })

  it('refuses an answer row that does not have the shape it should', async () => {
    const { conversations: store, client } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await addQuestion(store, id, 'Question')
    const { id: answerId } = await addAnswer(store, id)
    await client.message.update({ where: { id: answerId }, data: { sources: [{ number: 'one', snippet: 'a secret' }] } })
    await expect(store.read(ours, id)).rejects.toMatchObject({ code: 'database_failed', message: expect.not.stringContaining('secret') })
  })

  it('keeps feedback on an answer until it is taken back, in its own workspace only', async () => {
    const { conversations: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, 'Title')
    await addQuestion(store, id, 'The first question')
    await addAnswer(store, id)
    const question = await addQuestion(store, id, 'The second question')
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
