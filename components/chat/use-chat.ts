'use client'

import { useCallback, useEffect, useReducer, useRef, useState } from 'react'
import type { Answer, AnswerEvent } from '@/lib/domain/answer'
import type { AnswerFeedback, Conversation } from '@/lib/domain/conversation'
import { ApiFailure, isAbort, networkFailureOf } from '../api/api-failure'
import { callApi } from '../api/call-api'
import { readEventStream } from '../api/read-event-stream'
import { type ChatState, emptyChat, questionOf, reduceChat } from './chat-state'

interface ChatOptions {
  /** The conversation the address names; null for a new one. */
  conversationId: string | null
  /** Called when a new conversation has got its id, and after each finished answer. */
  onStarted: (conversationId: string) => void
  onFinished: (answer: Answer) => void
}

interface Chat {
  state: ChatState
  isAnswering: boolean
  isLoading: boolean
  loadFailure: ApiFailure | null
  reload: () => void
  ask: (question: string) => void
  retry: (answerId: string) => void
  stop: () => void
  /** Keeps what the person thought of an answer; rejects with an `ApiFailure` when it could not be kept. */
  rate: (answerId: string, feedback: AnswerFeedback | null) => Promise<void>
}

interface AnswerRequest {
  question: string
  conversationId?: string
  retryOf?: string
}

function asFailure(error: unknown): ApiFailure {
  return error instanceof ApiFailure ? error : networkFailureOf()
}

/**
 * One chat: reads the conversation that the address names, asks, streams, stops and asks again.
 * An address that changes to the conversation just started is not a new chat: the stream goes on under it.
 */
export function useChat({ conversationId, onStarted, onFinished }: ChatOptions): Chat {
  const [state, dispatch] = useReducer(reduceChat, emptyChat)
  const [loading, setLoading] = useState<{ isLoading: boolean; failure: ApiFailure | null }>({ isLoading: conversationId !== null, failure: null })
  const [isAnswering, setIsAnswering] = useState(false)
  const [round, setRound] = useState(0)
  const shownConversation = useRef<string | null>(null)
  const stream = useRef<AbortController | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a request to read again
  useEffect(() => {
    if (conversationId !== null && conversationId === shownConversation.current) return
    stream.current?.abort()
    stream.current = null
    shownConversation.current = conversationId
    dispatch({ type: 'cleared' })
    setIsAnswering(false)
    setLoading({ isLoading: conversationId !== null, failure: null })
    if (conversationId === null) return
    const controller = new AbortController()
    callApi<Conversation>(`/api/conversations/${conversationId}`, { signal: controller.signal })
      .then((conversation) => {
        dispatch({ type: 'loaded', conversationId, title: conversation.title, messages: conversation.messages })
        setLoading({ isLoading: false, failure: null })
      })
      .catch((error: unknown) => {
        if (isAbort(error)) return
        setLoading({ isLoading: false, failure: asFailure(error) })
      })
    return () => {
      controller.abort()
      shownConversation.current = null
    }
  }, [conversationId, round])

  useEffect(() => () => stream.current?.abort(), [])

  const run = useCallback(
    async (request: AnswerRequest) => {
      const controller = new AbortController()
      stream.current = controller
      setIsAnswering(true)
      try {
        for await (const event of readEventStream<AnswerEvent>('/api/answers', { body: request, signal: controller.signal })) {
          if (controller.signal.aborted) break
          dispatch({ type: 'received', event })
          if (event.type === 'answer-start' && event.conversationId !== shownConversation.current) {
            shownConversation.current = event.conversationId
            onStarted(event.conversationId)
          }
          if (event.type === 'answer-end') onFinished(event.answer)
        }
        // A stream that ends without an end event was cut off; after an end or an error this changes nothing.
        const { code, message } = networkFailureOf()
        if (stream.current === controller) dispatch({ type: 'failed', code, message })
      } catch (error) {
        if (stream.current !== controller) return
        if (isAbort(error)) return dispatch({ type: 'stopped' })
        const { code, message } = asFailure(error)
        dispatch({ type: 'failed', code, message })
      } finally {
        if (stream.current === controller) {
          stream.current = null
          setIsAnswering(false)
        }
      }
    },
    [onStarted, onFinished],
  )

  const ask = (question: string) => {
    dispatch({ type: 'asked', question, createdAt: new Date().toISOString() })
    void run({ question, ...(state.conversationId ? { conversationId: state.conversationId } : {}) })
  }

  const retry = (answerId: string) => {
    const question = questionOf(state.messages, answerId)
    const message = state.messages.find((candidate) => candidate.id === answerId)
    if (question === null || message?.role !== 'answer') return
    dispatch({ type: 'asked-again', answerId })
    void run({ question, ...(state.conversationId ? { conversationId: state.conversationId } : {}), ...(message.isStored ? { retryOf: answerId } : {}) })
  }

  const stop = () => {
    stream.current?.abort()
    dispatch({ type: 'stopped' })
    setIsAnswering(false)
  }

  const rate = async (answerId: string, feedback: AnswerFeedback | null) => {
    const body = feedback === null ? { value: null } : { value: feedback.value, ...(feedback.reason === null ? {} : { reason: feedback.reason }) }
    await callApi(`/api/answers/${encodeURIComponent(answerId)}/feedback`, { method: 'POST', body })
    dispatch({ type: 'rated', answerId, feedback })
  }

  const reload = () => setRound((before) => before + 1)
  return { state, isAnswering, isLoading: loading.isLoading, loadFailure: loading.failure, reload, ask, retry, stop, rate }
}
