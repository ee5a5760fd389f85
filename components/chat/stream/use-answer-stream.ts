'use client'

import { type Dispatch, type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import type { Answer } from '@/lib/domain/answer'
import { ApiFailure, isAbort, networkFailureOf } from '../../api/api-failure'
import { callApi } from '../../api/call-api'
import type { ChatAction } from '../chat-state'
import { followAnswer } from './follow-answer'

interface AnswerStreamOptions {
  dispatch: Dispatch<ChatAction>
  /** The conversation on the screen; set to that of a new one as soon as it has an id. */
  shownConversation: RefObject<string | null>
  onStarted: (conversationId: string) => void
  onFinished: (answer: Answer) => void
  /** The server no longer holds the answer's events: what is kept of it must be read again. */
  onLost: () => void
}

interface AnswerStream {
  isAnswering: boolean
  follow: (start: Parameters<typeof followAnswer>[0]) => Promise<void>
  /** Reads no further; the answer goes on in the server. */
  leave: () => void
  /** A person's word: the answer ends in the server too. */
  stop: () => void
}

/** What of a stream must be known to stop it. */
interface Reading {
  controller: AbortController
  answerId: string | null
  /** The events that have come, of which each comes once and in order. */
  seenEvents: number
  /** Stopped before the answer had an id: it is stopped as soon as it has one. */
  isStopped: boolean
}

function stopInServer(answerId: string, seenEvents: number): Promise<void> {
  // An answer that has ended meanwhile is as good as stopped.
  return callApi(`/api/answers/${encodeURIComponent(answerId)}/stop?seen=${seenEvents}`, { method: 'POST' }).catch(() => undefined)
}

/** The one answer that a chat reads at a time. */
export function useAnswerStream({ dispatch, shownConversation, onStarted, onFinished, onLost }: AnswerStreamOptions): AnswerStream {
  const [isAnswering, setIsAnswering] = useState(false)
  const current = useRef<Reading | null>(null)
  // Read when they are called: a stream must not begin anew because the words of the interface did.
  const callbacks = useRef({ onStarted, onFinished, onLost })
  useEffect(() => {
    callbacks.current = { onStarted, onFinished, onLost }
  })

  const leave = useCallback(() => {
    current.current?.controller.abort()
    current.current = null
    setIsAnswering(false)
  }, [])
  useEffect(() => leave, [leave])

  const end = useCallback(
    async (reading: Reading, answerId: string, seenEvents: number) => {
      await stopInServer(answerId, seenEvents)
      if (current.current === reading) leave()
    },
    [leave],
  )

  const follow = useCallback(
    async (start: Parameters<typeof followAnswer>[0]) => {
      const reading: Reading = { controller: new AbortController(), answerId: 'answerId' in start ? start.answerId : null, seenEvents: 0, isStopped: false }
      current.current = reading
      setIsAnswering(true)
      try {
        for await (const event of followAnswer(start, reading.controller.signal)) {
          if (current.current !== reading) return
          // What comes after a stop is not shown.
          if (!reading.isStopped) reading.seenEvents += 1
          dispatch({ type: 'received', event })
          if (event.type === 'answer-start') {
            reading.answerId = event.answerId
            if (reading.isStopped) void end(reading, event.answerId, reading.seenEvents)
            if (event.conversationId !== shownConversation.current) {
              shownConversation.current = event.conversationId
              callbacks.current.onStarted(event.conversationId)
            }
          }
          if (event.type === 'answer-end' && !reading.isStopped) callbacks.current.onFinished(event.answer)
        }
      } catch (error) {
        if (current.current !== reading || isAbort(error)) return
        const { code, message } = error instanceof ApiFailure ? error : networkFailureOf()
        if (code === 'not_found' && reading.answerId !== null) callbacks.current.onLost()
        else dispatch({ type: 'failed', code, message })
      } finally {
        if (current.current === reading) {
          current.current = null
          setIsAnswering(false)
        }
      }
    },
    [dispatch, shownConversation, end],
  )

  /** The screen stops at once; the next question waits until the server has kept what was written. */
  const stop = useCallback(() => {
    const reading = current.current
    if (reading === null) return
    dispatch({ type: 'stopped' })
    reading.isStopped = true
    if (reading.answerId !== null) void end(reading, reading.answerId, reading.seenEvents)
  }, [dispatch, end])

  return { isAnswering, follow, leave, stop }
}
