'use client'

import { useTranslations } from 'next-intl'
import { type RefObject, useState } from 'react'
import type { LlmConnection } from '@/lib/domain/llm/llm-connection'
import { ApiFailure } from '../../api/api-failure'
import { ModelChoice } from '../model-choice/model-choice'
import { ScopeButton } from '../scope/scope-button'
import { ScopeChips } from '../scope/scope-chips'
import type { Chat } from '../use-chat'
import { Composer } from './composer'

interface ChatComposerProps {
  chat: Chat
  /** Null while they are not known. */
  connections: LlmConnection[] | null
  inputRef: RefObject<HTMLTextAreaElement | null>
  onSend: (question: string) => void
  onStop: () => void
}

/** The field for a question, with what is searched and which language model answers. */
export function ChatComposer({ chat, connections, inputRef, onSend, onStop }: ChatComposerProps) {
  const t = useTranslations('conversation.scope')
  const [isFailed, setFailed] = useState(false)
  const { pinned, connectionId } = chat.state

  async function configure(settings: Parameters<Chat['configure']>[0]) {
    setFailed(false)
    try {
      await chat.configure(settings)
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setFailed(true)
    }
  }

  return (
    <>
      {isFailed ? (
        <p role="alert" className="mb-2 text-sm text-danger">
          {t('failed')}
        </p>
      ) : null}
      <Composer
        inputRef={inputRef}
        isAnswering={chat.isAnswering}
        onSend={onSend}
        onStop={onStop}
        chips={pinned === null ? null : <ScopeChips pinned={pinned} onChange={(next) => configure({ pinned: next })} />}
        tools={
          <>
            <ScopeButton pinned={pinned} onChange={(next) => configure({ pinned: next })} />
            {connections ? <ModelChoice connections={connections} chosen={connectionId} onChange={(next) => configure({ connectionId: next })} /> : null}
          </>
        }
      />
    </>
  )
}
