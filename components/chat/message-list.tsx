'use client'

import { useTranslations } from 'next-intl'
import type { AnswerFeedback } from '@/lib/domain/conversation'
import { languageOf } from '../i18n/language-of'
import type { ShownMessage } from './chat-state'
import { AnswerView } from './cited-answer/answer-view'
import type { CitedPlace } from './cited-answer/resolve-citation'

interface MessageListProps {
  messages: ShownMessage[]
  isAnswering: boolean
  onOpenPlace: (place: CitedPlace, opener: HTMLElement) => void
  onRetry: (answerId: string) => void
  onFeedback: (answerId: string, feedback: AnswerFeedback | null) => Promise<void>
}

export function MessageList({ messages, isAnswering, onOpenPlace, onRetry, onFeedback }: MessageListProps) {
  const t = useTranslations('chat')
  return (
    <ol aria-label={t('messages')} className="flex flex-col gap-7 py-6">
      {messages.map((message, index) => (
        <li key={message.role === 'question' ? message.id : `answer-${index}`} className="min-w-0">
          {message.role === 'question' ? (
            <div className="relative flex justify-end">
              <h2 className="sr-only">{t('youAsked')}</h2>
              <p
                dir="auto"
                lang={languageOf(message.text)}
                className="max-w-[85%] rounded-2xl rounded-br-md bg-surface-hover px-4 py-2.5 break-words whitespace-pre-wrap"
              >
                {message.text}
              </p>
            </div>
          ) : (
            <AnswerView
              message={message}
              onOpenPlace={onOpenPlace}
              onRetry={isAnswering ? null : () => onRetry(message.id)}
              onFeedback={(feedback) => onFeedback(message.id, feedback)}
            />
          )}
        </li>
      ))}
    </ol>
  )
}
