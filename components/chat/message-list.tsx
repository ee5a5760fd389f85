'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AnswerFeedback } from '@/lib/domain/conversation'
import { BranchSwitch } from './branches/branch-switch'
import { QuestionView } from './branches/question-view'
import { isKept, type ShownAnswer, type ShownMessage } from './chat-state'
import { AnswerView, offersRetry } from './cited-answer/answer-view'
import type { CitedPlace } from './cited-answer/resolve-citation'

interface MessageListProps {
  messages: ShownMessage[]
  isAnswering: boolean
  onOpenPlace: (place: CitedPlace, opener: HTMLElement) => void
  /** Missing where the conversation can only be read. */
  editing?: {
    onRetry: (answerId: string) => void
    onEdit: (questionId: string, question: string) => void
    onShowBranch: (messageId: string) => Promise<void>
    onFeedback: (answerId: string, feedback: AnswerFeedback | null) => Promise<void>
    /** Asks one of the questions that the last answer proposes. */
    onAsk: (question: string) => void
    /** Further buttons of an answer. */
    answerTools: (message: ShownAnswer) => ReactNode
  }
}

/** Keys are places, not messages: a person who steps through the versions of one keeps the focus on the arrow. */
export function MessageList({ messages, isAnswering, onOpenPlace, editing }: MessageListProps) {
  const t = useTranslations('chat')
  const allowed = isAnswering ? null : (editing ?? null)
  return (
    <ol aria-label={t('messages')} className="flex flex-col gap-7 py-6">
      {messages.map((message, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={`${message.role}-${index}`} className="min-w-0">
          {message.role === 'question' ? (
            <QuestionView
              message={message}
              onEdit={allowed && isKept(message) ? (question) => allowed.onEdit(message.id, question) : null}
              {...(editing ? { onShowBranch: allowed?.onShowBranch ?? null } : {})}
            />
          ) : (
            <>
              <AnswerView
                message={message}
                onOpenPlace={onOpenPlace}
                isReadOnly={editing === undefined}
                onRetry={allowed && (() => allowed.onRetry(message.id))}
                onFeedback={async (feedback) => editing?.onFeedback(message.id, feedback)}
                {...(allowed && index === messages.length - 1 ? { onAsk: allowed.onAsk } : {})}
                tools={
                  allowed ? (
                    <>
                      <BranchSwitch message={message} onShow={allowed.onShowBranch} />
                      {message.isStored ? allowed.answerTools(message) : null}
                    </>
                  ) : null
                }
              />
              {allowed && offersRetry(message) ? <BranchSwitch message={message} onShow={allowed.onShowBranch} /> : null}
            </>
          )}
        </li>
      ))}
    </ol>
  )
}
