import { describe, expect, it } from 'vitest'
import { type ChatAction, type ChatState, emptyChat, questionOf, reduceChat, type ShownAnswer } from '@/components/chat/chat-state'
import type { Answer, AnswerSource } from '@/lib/domain/answer'

const source: AnswerSource = { number: 1, documentId: 'd', source: 'a.md', section: '', page: null, start: 0, end: 9, score: 1, snippet: 'text' }
const finished: Answer = { kind: 'generated', text: 'Ten years [1].', sources: [source], citations: [{ sourceNumber: 1, page: null, start: 2, end: 5 }] }

function play(actions: ChatAction[], from: ChatState = emptyChat): ChatState {
  return actions.reduce(reduceChat, from)
}

function lastAnswer(state: ChatState): ShownAnswer {
  const last = state.messages.at(-1)
  if (last?.role !== 'answer') throw new Error('the last message is not an answer')
  return last
}

const asked: ChatAction = { type: 'asked', question: 'How long?', createdAt: '2026-01-01T00:00:00Z' }
const started: ChatAction = { type: 'received', event: { type: 'answer-start', conversationId: 'c', questionId: 'q', answerId: 'a' } }
const found: ChatAction = { type: 'received', event: { type: 'sources', kind: 'generated', sources: [source] } }
const ended: ChatAction = { type: 'received', event: { type: 'answer-end', answerId: 'a', answer: finished } }

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
    const two = play([
      asked,
      started,
      found,
      ended,
      { ...asked, question: 'And then?' },
      { type: 'received', event: { type: 'answer-start', conversationId: 'c', questionId: 'q2', answerId: 'b' } },
      { type: 'stopped' },
    ])
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
    const state = reduceChat(emptyChat, {
      type: 'loaded',
      title: 'Opening hours',
      conversationId: 'c',
      messages: [
        { id: 'q', role: 'question', text: 'How long?', createdAt: '' },
        {
          id: 'a',
          role: 'answer',
          state: 'partial',
          answer: finished,
          errorCode: 'llm_timed_out',
          feedback: { value: 'down', reason: 'too short' },
          createdAt: '',
        },
      ],
    })
    expect(lastAnswer(state)).toMatchObject({
      isStored: true,
      phase: 'done',
      failure: { code: 'llm_timed_out' },
      feedback: { value: 'down', reason: 'too short' },
    })
    expect(questionOf(state.messages, 'a')).toBe('How long?')
    expect(questionOf(state.messages, 'unknown')).toBeNull()
  })
})
