'use client'

import { createContext, useContext } from 'react'
import type { Answer } from '@/lib/domain/answer'
import type { CitedPlace } from './resolve-citation'

interface AnswerContextValue {
  answer: Answer
  /** Opens the document beside the chat; `opener` gets the focus back when it closes. */
  openPlace: (place: CitedPlace, opener: HTMLElement) => void
}

export const AnswerContext = createContext<AnswerContextValue | null>(null)

export function useAnswer(): AnswerContextValue {
  const context = useContext(AnswerContext)
  if (!context) throw new Error('useAnswer is used outside AnswerContext')
  return context
}
