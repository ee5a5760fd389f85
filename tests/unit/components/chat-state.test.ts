import { describe, expect, it } from 'vitest'
import { type ChatAction, type ChatState, emptyChat, isKept, questionOf, reduceChat, type ShownAnswer } from '@/components/chat/chat-state'
import { type Answer, type AnswerSource, plainAnswer } from '@/lib/domain/answer'
import type { Conversation, Message } from '@/lib/domain/conversation'

const source: AnswerSource = { number: 1, documentId: 'd', source: 'a.md', section: '', page: null, start: 0, end: 9, score: 1, snippet: 'text' }
const citations = [{ sourceNumber: 1, page: null, start: 2, end: 5 }]
const finished: Answer = plainAnswer({ kind: 'generated', text: 'Ten years [1].', sources: [source], citations })

function play(actions: ChatAction[], from: ChatState = emptyChat): ChatState {
  return actions.reduce(reduceChat, from)
}

function lastAnswer(state: ChatState): ShownAnswer {
  const last = state.messages.at(-1)
  if (last?.role !== 'answer') throw new Error('the last message is not an answer')
  return last
}

const asked: ChatAction = { type: 'asked', question: 'How long?', createdAt: '2026-01-01T00:00:00Z' }
const started = startOf('q', 'a')
const found: ChatAction = { type: 'received', event: { type: 'sources', kind: 'generated', sources: [source] } }
const ended: ChatAction = { type: 'received', event: { type: 'answer-end', answerId: 'a', answer: finished } }

function questionMessage(id: string, parentId: string | null = null, siblings = [id]) {
  return { id, role: 'question' as const, parentId, siblings, text: 'How long?', createdAt: '2026-01-01T00:00:00Z' }
}

function startOf(questionId: string, answerId: string, siblings = [answerId], parentId: string | null = null): ChatAction {
  const question = questionMessage(questionId, parentId)
  return { type: 'received', event: { type: 'answer-start', conversationId: 'c', questionId, answerId, question, siblings } }
}

function conversationOf(messages: Message[]): Conversation {
  const dates = { createdAt: '', updatedAt: '' }
  return { id: 'c', title: 'Opening hours', ...dates, messages, pinned: { tags: ['x'] }, connectionId: 'm', shareId: null, sharedAt: null }
}

function wrote(text: string): ChatAction {
  return { type: 'received', event: { type: 'text-delta', text } }
}

describe('reduceChat', () => {
  it('builds the answer from the stream and takes the checked one at its end', () => {
    const writing = play([asked, started, found, wrote('Ten '), wrote('years')])
    expect(writing.conversationId).toBe('c')
    expect(lastAnswer(writing)).toMatchObject({ id: 'a', phase: 'writing', isStored: true, answer: { text: 'Ten years', sources: [source] } })
    expect(lastAnswer(play([ended], writing))).toMatchObject({ phase: 'done', state: 'complete', answer: finished, failure: null })
  })

  it('keeps what was written when the stream fails, and ignores what comes after', () => {
    const failed = play([asked, started, found, wrote('Ten'), { type: 'failed', code: 'llm_interrupted', message: 'cut' }, wrote(' more'), { type: 'stopped' }])
    expect(lastAnswer(failed)).toMatchObject({ phase: 'done', state: 'partial', failure: { code: 'llm_interrupted', message: 'cut' }, answer: { text: 'Ten' } })
  })

  it('does not turn a finished answer into a failed one when the stream closes', () => {
    const state = play([asked, started, found, ended, { type: 'failed', code: 'network_failure', message: 'cut' }])
    expect(lastAnswer(state)).toMatchObject({ state: 'complete', failure: null })
  })

  it('keeps what a person thought of an answer, and nothing for one that is asked again', () => {
    const rated = play([asked, started, found, ended, { type: 'rated', answerId: 'a', feedback: { value: 'up', reason: null } }])
    expect(lastAnswer(rated).feedback).toEqual({ value: 'up', reason: null })
    expect(lastAnswer(play([{ type: 'rated', answerId: 'other', feedback: null }], rated)).feedback).toEqual({ value: 'up', reason: null })
    expect(lastAnswer(play([{ type: 'asked-again', answerId: 'a' }], rated)).feedback).toBeNull()
  })

  it('marks a stopped answer as partial without a failure', () => {
    expect(lastAnswer(play([asked, started, found, wrote('T'), { type: 'stopped' }]))).toMatchObject({ phase: 'done', state: 'partial', failure: null })
  })

  it('removes an answer and everything after it when its question is asked again', () => {
    const two = play([asked, started, found, ended, { ...asked, question: 'And then?' }, startOf('q2', 'b', ['b'], 'a'), { type: 'stopped' }])
    expect(two.messages).toHaveLength(4)
    const again = play([{ type: 'asked-again', answerId: 'a' }], two)
    expect(again.messages).toHaveLength(2)
    expect(lastAnswer(again)).toMatchObject({ phase: 'searching', isStored: false })
  })

  it('gives every answer that never started an id of its own', () => {
    const failure: ChatAction = { type: 'failed', code: 'network_failure', message: 'off' }
    const ids = play([asked, failure, asked, failure]).messages.map((message) => message.id)
    expect(new Set(ids).size).toBe(4)
  })

  it('shows a stored conversation with the failure of its broken answer', () => {
    const stored: Message = {
      id: 'a',
      role: 'answer',
      parentId: 'q',
      siblings: ['a'],
      state: 'partial',
      answer: finished,
      errorCode: 'llm_timed_out',
      feedback: { value: 'down', reason: 'too short' },
      createdAt: '',
    }
    const state = reduceChat(emptyChat, { type: 'loaded', conversation: conversationOf([questionMessage('q'), stored]) })
    expect(state).toMatchObject({ title: 'Opening hours', pinned: { tags: ['x'] }, connectionId: 'm' })
    expect(lastAnswer(state)).toMatchObject({
      isStored: true,
      phase: 'done',
      failure: { code: 'llm_timed_out' },
      feedback: { value: 'down', reason: 'too short' },
    })
    expect(questionOf(state.messages, 'a')).toBe('How long?')
    expect(questionOf(state.messages, 'unknown')).toBeNull()
  })

  it('waits for the answer to a question that was being answered before the page was loaded', () => {
    const opened = reduceChat(emptyChat, { type: 'loaded', conversation: conversationOf([questionMessage('q')]), runningAnswerId: 'a' })
    expect(lastAnswer(opened)).toMatchObject({ phase: 'searching', isStored: false })
    const done = play([started, found, wrote('Ten'), ended], opened)
    expect(done.messages.map(({ id }) => id)).toEqual(['q', 'a'])
    expect(lastAnswer(done)).toMatchObject({ state: 'complete', answer: finished })
  })

  it('shows an edited question in the place of the first wording, with both as its versions', () => {
    const asking = play([asked, started, found, ended, { type: 'asked', question: 'How many years?', createdAt: '', parentId: null }])
    expect(asking.messages).toMatchObject([{ role: 'question', text: 'How many years?', siblings: ['q', 'asked-0'] }, { phase: 'searching' }])
    expect(asking.messages.map(isKept)).toEqual([false, false])
    const later = play([asked, started, found, ended, { ...asked, question: 'And then?' }, startOf('q2', 'b', ['b'], 'a'), { type: 'stopped' }])
    const edited = play([{ type: 'asked', question: 'And now?', createdAt: '', parentId: 'a' }], later)
    expect(edited.messages.map(({ id }) => id)).toEqual(['q', 'a', 'asked-2', 'pending-3'])
  })

  it('counts a new answer among those that the question has', () => {
    const again = play([asked, started, found, ended, { type: 'asked-again', answerId: 'a' }])
    expect(lastAnswer(again).siblings).toEqual(['a', 'pending-1'])
    expect(lastAnswer(play([startOf('q', 'b', ['a', 'b'])], again))).toMatchObject({ id: 'b', siblings: ['a', 'b'], parentId: 'q' })
  })

  it('gives an answer its id that was stopped before it had one', () => {
    const state = play([asked, { type: 'stopped' }, started, wrote('late')])
    expect(lastAnswer(state)).toMatchObject({ id: 'a', phase: 'done', isStored: true, answer: { text: '' } })
    expect(state.messages.map(isKept)).toEqual([true, true])
  })

  it('folds text away that was thinking, with its checks', () => {
    const check = { start: 0, end: 9, verdict: 'weak' as const, score: 0, problems: [], evidence: null }
    const events = [{ type: 'sentence-checked' as const, check }, { type: 'text-was-reasoning' as const }]
    const state = play([asked, started, found, wrote('Let me see.'), ...events.map((event) => ({ type: 'received' as const, event })), wrote('Ten years')])
    expect(lastAnswer(state).answer).toMatchObject({ text: 'Ten years', reasoning: 'Let me see.', checks: [] })
  })

  it('shows thoughts and checks as they come', () => {
    const check = { start: 0, end: 3, verdict: 'weak' as const, score: 0.4, problems: [], evidence: null }
    const thinking = play([
      asked,
      started,
      { type: 'received', event: { type: 'reasoning-delta', text: 'Let me ' } },
      { type: 'received', event: { type: 'reasoning-delta', text: 'see' } },
      found,
      wrote('Ten'),
      { type: 'received', event: { type: 'sentence-checked', check } },
    ])
    expect(lastAnswer(thinking).answer).toMatchObject({ reasoning: 'Let me see', checks: [check], text: 'Ten' })
  })
})
