'use client'

import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { Answer } from '@/lib/domain/answer'
import type { AnswerFeedback, Conversation } from '@/lib/domain/conversation'
import { ApiFailure, isAbort, networkFailureOf } from '../api/api-failure'
import { callApi } from '../api/call-api'
import { type ChatSettings, type ChatState, emptyChat, questionOf, reduceChat } from './chat-state'
import type { AnswerRequest } from './stream/follow-answer'
import { useAnswerStream } from './stream/use-answer-stream'

interface ChatOptions {
  /** The conversation the address names; null for a new one. */
  conversationId: string | null
  /** Called when a new conversation has got its id, and after each finished answer. */
  onStarted: (conversationId: string) => void
  onFinished: (answer: Answer) => void
}

export interface Chat {
  state: ChatState
  isAnswering: boolean
  isLoading: boolean
  loadFailure: ApiFailure | null
  reload: () => void
  ask: (question: string) => void
  /** Asks a question in other words: what followed it stays as another branch. */
  edit: (questionId: string, question: string) => void
  /** One more answer to the same question; `connectionId`: of this language model. */
  retry: (answerId: string, connectionId?: string) => void
  stop: () => void
  /** Shows the branch that this message is on; rejects with an `ApiFailure`. */
  showBranch: (messageId: string) => Promise<void>
  /** Keeps what the conversation is asked of and whom; rejects with an `ApiFailure` when it could not be kept. */
  configure: (settings: Partial<ChatSettings>) => Promise<void>
  /** Keeps what the person thought of an answer; rejects with an `ApiFailure` when it could not be kept. */
  rate: (answerId: string, feedback: AnswerFeedback | null) => Promise<void>
}

/**
 * One chat: reads the conversation that the address names, asks, streams, stops and asks again.
 * An address that changes to the conversation just started is not a new chat: the stream goes on under it.
 */
export function useChat({ conversationId, onStarted, onFinished }: ChatOptions): Chat {
  const [state, dispatch] = useReducer(reduceChat, emptyChat)
  const [loading, setLoading] = useState<{ isLoading: boolean; failure: ApiFailure | null }>({ isLoading: conversationId !== null, failure: null })
  const [round, setRound] = useState(0)
  const shownConversation = useRef<string | null>(null)
  const reload = useCallback(() => {
    shownConversation.current = null
    setRound((before) => before + 1)
  }, [])
  const stream = useAnswerStream({ dispatch, shownConversation, onStarted, onFinished, onLost: reload })
  const { follow, leave } = stream

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a request to read again
  useEffect(() => {
    if (conversationId !== null && conversationId === shownConversation.current) return
    leave()
    shownConversation.current = conversationId
    dispatch({ type: 'cleared' })
    setLoading({ isLoading: conversationId !== null, failure: null })
    if (conversationId === null) return
    const controller = new AbortController()
    callApi<Conversation & { runningAnswerId: string | null }>(`/api/conversations/${conversationId}`, { signal: controller.signal })
      .then(({ runningAnswerId, ...conversation }) => {
        dispatch({ type: 'loaded', conversation, runningAnswerId })
        setLoading({ isLoading: false, failure: null })
        if (runningAnswerId !== null) void follow({ answerId: runningAnswerId })
      })
      .catch((error: unknown) => {
        if (isAbort(error)) return
        setLoading({ isLoading: false, failure: error instanceof ApiFailure ? error : networkFailureOf() })
      })
    return () => {
      controller.abort()
      shownConversation.current = null
    }
  }, [conversationId, round, follow, leave])

  const known = state.conversationId ? { conversationId: state.conversationId } : {}
  const send = (request: AnswerRequest) => {
    const { pinned, connectionId } = state
    void follow({ request: { ...(pinned ? { filter: pinned } : {}), ...(connectionId ? { connectionId } : {}), ...known, ...request } })
  }

  const ask = (question: string) => {
    dispatch({ type: 'asked', question, createdAt: new Date().toISOString() })
    send({ question })
  }

  const edit = (questionId: string, question: string) => {
    const message = state.messages.find(({ id }) => id === questionId)
    if (message?.role !== 'question') return
    const { parentId } = message
    dispatch({ type: 'asked', question, createdAt: new Date().toISOString(), parentId })
    send({ question, parentId })
  }

  const retry = (answerId: string, connectionId?: string) => {
    const question = questionOf(state.messages, answerId)
    const message = state.messages.find((candidate) => candidate.id === answerId)
    if (question === null || message?.role !== 'answer') return
    dispatch({ type: 'asked-again', answerId })
    send({ question, ...(message.isStored ? { retryOf: answerId } : {}), ...(connectionId ? { connectionId } : {}) })
  }

  const showBranch = async (messageId: string) => {
    const path = `/api/conversations/${state.conversationId}/branch`
    dispatch({ type: 'loaded', conversation: await callApi<Conversation>(path, { method: 'POST', body: { messageId } }) })
  }

  const configure = async ({ shareId, ...settings }: Partial<ChatSettings>) => {
    if (state.conversationId && Object.keys(settings).length > 0)
      await callApi(`/api/conversations/${state.conversationId}`, { method: 'PATCH', body: settings })
    dispatch({ type: 'configured', settings: { ...settings, ...(shareId === undefined ? {} : { shareId }) } })
  }

  const rate = async (answerId: string, feedback: AnswerFeedback | null) => {
    const body = feedback === null ? { value: null } : { value: feedback.value, ...(feedback.reason === null ? {} : { reason: feedback.reason }) }
    await callApi(`/api/answers/${encodeURIComponent(answerId)}/feedback`, { method: 'POST', body })
    dispatch({ type: 'rated', answerId, feedback })
  }

  const { isAnswering, stop } = stream
  const load = { isLoading: loading.isLoading, loadFailure: loading.failure, reload }
  return { state, isAnswering, ...load, ask, edit, retry, stop, showBranch, configure, rate }
}
