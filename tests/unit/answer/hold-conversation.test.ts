import { beforeEach, describe, expect, it } from 'vitest'
import { holdConversation } from '@/lib/answer/conversation/hold-conversation'
import type { TurnRequest, TurnSettings } from '@/lib/answer/conversation/open-turn'
import type { AnswerEvent } from '@/lib/domain/answer'
import { AnswerStop } from '@/lib/domain/answer-stop'
import { AppError } from '@/lib/domain/app-error'
import type { ConversationStore } from '@/lib/domain/ports/conversation-store'
import type { Generator } from '@/lib/domain/ports/generator'
import { extractTerms } from '@/lib/search/extract-terms'
import { openTemporaryDatabase, ours, theirs } from '../db/temporary-database'
import { passageOf, scriptedGenerator, searchIn } from './passages'

const passages = [passageOf('The warranty lasts two years. It covers all parts.', { start: 30 })]
const question = 'How long does the warranty last?'

const reported: string[] = []
const opened: TurnSettings[] = []
beforeEach(() => {
  reported.splice(0)
  opened.splice(0)
})

function turn(conversations: ConversationStore, request: Partial<TurnRequest> = {}, generator: Generator | null = null) {
  const openAnswer = async (settings: TurnSettings) => {
    opened.push(settings)
    return { search: searchIn(passages), generator, extractTerms }
  }
  return holdConversation({ conversations, openAnswer, onError: (error) => reported.push(error.code) }, ours, { question, topK: 8, ...request })
}

async function collect(events: AsyncIterable<AnswerEvent>): Promise<AnswerEvent[]> {
  const collected: AnswerEvent[] = []
  for await (const event of events) collected.push(event)
  return collected
}

function startOf(events: AnswerEvent[]) {
  const [first] = events
  if (first?.type !== 'answer-start') throw new Error('no start')
  return first
}

describe('holdConversation', () => {
  it('begins a conversation, streams, and keeps question and answer', async () => {
    const { conversations } = await openTemporaryDatabase()
    const events = await collect(turn(conversations))
    expect(events.map(({ type }) => type)).toEqual(['answer-start', 'sources', 'text-delta', 'answer-end'])
    const { conversationId, questionId, answerId } = startOf(events)
    const kept = await conversations.read(ours, conversationId)
    expect(kept).toMatchObject({
      title: question,
      messages: [
        { id: questionId, role: 'question', text: question },
        {
          id: answerId,
          role: 'answer',
          state: 'complete',
          errorCode: null,
          answer: { kind: 'extractive', citations: [{ sourceNumber: 1, start: 30, end: 59 }] },
        },
      ],
    })
  })

  it('cuts a long title', async () => {
    const { conversations } = await openTemporaryDatabase()
    const { conversationId } = startOf(await collect(turn(conversations, { question: `${'아주 긴 질문 '.repeat(20)}?` })))
    const title = (await conversations.read(ours, conversationId))?.title ?? ''
    expect(Array.from(title)).toHaveLength(60)
    expect(title.endsWith('…')).toBe(true)
  })

  it('uses the history for a follow-up', async () => {
    const { conversations } = await openTemporaryDatabase()
    const { conversationId } = startOf(await collect(turn(conversations)))
    const events = await collect(turn(conversations, { conversationId, question: 'And what does it cover?' }))
    expect(events.at(-1)).toMatchObject({ type: 'answer-end', answer: { kind: 'extractive', text: expect.stringContaining('It covers all parts.') } })
    expect((await conversations.read(ours, conversationId))?.messages).toHaveLength(4)
  })

  it('keeps the text so far when the model breaks off, and says why', async () => {
    const { conversations } = await openTemporaryDatabase()
    const broken = scriptedGenerator(['Two years [1]', ' and then'], { failure: new AppError('llm_interrupted', 'cut') })
    const events = await collect(turn(conversations, {}, broken))
    expect(events.at(-1)).toMatchObject({ type: 'answer-error', code: 'llm_interrupted', message: expect.stringContaining('stopped in the middle') })
    expect(reported).toEqual(['llm_interrupted'])
    const { conversationId, answerId } = startOf(events)
    expect((await conversations.read(ours, conversationId))?.messages[1]).toMatchObject({
      id: answerId,
      state: 'partial',
      errorCode: 'llm_interrupted',
      answer: { kind: 'generated', text: expect.stringContaining('Two years [1]'), citations: [{ sourceNumber: 1, start: 30, end: 80 }] },
    })
  })

  it('keeps an empty answer when the model fails at once, so that it can be retried', async () => {
    const { conversations } = await openTemporaryDatabase()
    const { conversationId, answerId } = startOf(
      await collect(turn(conversations, {}, scriptedGenerator([], { failure: new AppError('llm_unreachable', 'down') }))),
    )
    expect((await conversations.read(ours, conversationId))?.messages[1]).toMatchObject({
      state: 'partial',
      errorCode: 'llm_unreachable',
      answer: { text: '' },
    })
    const again = await collect(turn(conversations, { conversationId, retryOf: answerId, question: 'ignored' }))
    expect(again.at(-1)).toMatchObject({ type: 'answer-end', answer: { kind: 'extractive' } })
    const messages = (await conversations.read(ours, conversationId))?.messages
    expect(messages).toHaveLength(2)
    expect(messages).toMatchObject([{ text: question }, { state: 'complete', siblings: [answerId, startOf(again).answerId] }])
    expect(startOf(again).siblings).toEqual([answerId, startOf(again).answerId])
  })

  it('keeps the first wording of a question that is asked in other words, and forgets what came after it', async () => {
    const { conversations } = await openTemporaryDatabase()
    const { conversationId, questionId, answerId } = startOf(await collect(turn(conversations)))
    const second = startOf(await collect(turn(conversations, { conversationId, question: 'And what does it cover?' })))
    const edited = startOf(await collect(turn(conversations, { conversationId, parentId: answerId, question: 'What is covered by the warranty?' })))
    expect(edited.question).toMatchObject({ parentId: answerId, siblings: [second.questionId, edited.questionId] })
    const other = startOf(await collect(turn(conversations, { conversationId, parentId: null, question: 'How long is the warranty?' })))
    expect(other.question.siblings).toEqual([questionId, other.questionId])
    expect((await conversations.read(ours, conversationId))?.messages).toHaveLength(2)
    await expect(turn(conversations, { conversationId, parentId: 'nowhere' }).next()).rejects.toMatchObject({ code: 'not_found' })
  })

  it('asks of what the conversation is pinned to and its own model, unless the question says otherwise', async () => {
    const { conversations } = await openTemporaryDatabase()
    const pinned = { tags: ['contracts'] }
    const { conversationId } = startOf(await collect(turn(conversations, { filter: pinned, connectionId: 'one' })))
    expect(await conversations.read(ours, conversationId)).toMatchObject({ pinned, connectionId: 'one' })
    await collect(turn(conversations, { conversationId }))
    await collect(turn(conversations, { conversationId, filter: { documentIds: ['d'] }, connectionId: 'two' }))
    expect(opened).toEqual([
      { filter: pinned, connectionId: 'one' },
      { filter: pinned, connectionId: 'one' },
      { filter: { documentIds: ['d'] }, connectionId: 'two' },
    ])
    expect(await conversations.read(ours, conversationId)).toMatchObject({ pinned, connectionId: 'one' })
  })

  it('keeps what was written when the reader leaves', async () => {
    const { conversations } = await openTemporaryDatabase()
    const seen: AnswerEvent[] = []
    for await (const event of turn(conversations, {}, scriptedGenerator(['Two years', ' [1]', ' and more']))) {
      seen.push(event)
      if (event.type === 'text-delta') break
    }
    expect(reported).toEqual([])
    const { conversationId } = startOf(seen)
    expect((await conversations.read(ours, conversationId))?.messages[1]).toMatchObject({
      state: 'partial',
      errorCode: 'cancelled',
      answer: { text: 'Two years' },
    })
  })

  it('keeps what was written when it is stopped', async () => {
    const { conversations } = await openTemporaryDatabase()
    const stop = new AbortController()
    const seen: AnswerEvent[] = []
    for await (const event of turn(conversations, { signal: stop.signal }, scriptedGenerator(['Two years', ' and more']))) {
      seen.push(event)
      if (event.type === 'text-delta') stop.abort()
    }
    expect(seen.at(-1)).toMatchObject({ type: 'answer-error', code: 'cancelled' })
    expect((await conversations.read(ours, startOf(seen).conversationId))?.messages[1]).toMatchObject({
      state: 'partial',
      errorCode: 'cancelled',
      answer: { text: 'Two years' },
    })
  })

  it('keeps no more than was seen by who stopped it', async () => {
    const kept = async (seenEvents: number) => {
      const { conversations } = await openTemporaryDatabase()
      const stop = new AbortController()
      const events: AnswerEvent[] = []
      for await (const event of turn(conversations, { signal: stop.signal }, scriptedGenerator(['Two years', ' and', ' more', ' and more']))) {
        events.push(event)
        if (events.length === 5) stop.abort(new AnswerStop(seenEvents))
      }
      expect(events.slice(0, 3).map(({ type }) => type)).toEqual(['answer-start', 'sources', 'text-delta'])
      const message = (await conversations.read(ours, startOf(events).conversationId))?.messages[1]
      return message?.role === 'answer' ? [message.answer.text, message.answer.sources.length] : null
    }
    expect(await kept(3)).toEqual(['Two years', 1])
    expect(await kept(2)).toEqual(['', 1])
    expect(await kept(0)).toEqual(['', 0])
    expect(await kept(900)).toEqual(['Two years and more', 1])
  })

  it('refuses a conversation that is not there before the first event', async () => {
    const { conversations } = await openTemporaryDatabase()
    await expect(turn(conversations, { conversationId: 'nowhere' }).next()).rejects.toMatchObject({ code: 'not_found' })
    const foreign = await conversations.create(theirs, 'theirs')
    await expect(turn(conversations, { conversationId: foreign.id }).next()).rejects.toMatchObject({ code: 'not_found' })
    await expect(turn(conversations, { retryOf: 'some-answer' }).next()).rejects.toMatchObject({ code: 'invalid_request' })
  })
})
