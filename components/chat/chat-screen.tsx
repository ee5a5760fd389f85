'use client'

import { MessageCircleOff } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer } from '@/lib/domain/answer'
import { useConversations } from '../shell/conversations-context'
import { usePageTitle } from '../shell/use-page-title'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { Spinner } from '../ui/spinner'
import type { ShownAnswer } from './chat-state'
import { ChatWelcome } from './chat-welcome'
import { ChatComposer } from './composer/chat-composer'
import { JumpToLatest } from './jump-to-latest'
import { MessageList } from './message-list'
import { AnswerWithMenu } from './model-choice/answer-with-menu'
import { useConnections } from './model-choice/use-connections'
import { AnswerExport } from './sharing/answer-export'
import { ConversationHeader } from './sharing/conversation-header'
import { type Chat, useChat } from './use-chat'
import { useChatTitle } from './use-chat-title'
import { useFollowScroll } from './use-follow-scroll'
import { useLibraryStatus } from './use-library-status'
import { useOpenedPlace } from './use-opened-place'
import { ViewerPane } from './viewer-pane'

/** The conversation an address names: "/c/abc" is "abc", every other address none. */
function conversationIdIn(pathname: string): string | null {
  return /^\/c\/([^/]+)/.exec(pathname)?.[1] ?? null
}

/**
 * The chat, for a new conversation and for a kept one. Both pages show this one screen and the address decides:
 * a new conversation changes the address to its own without a navigation, so the stream and the focus survive.
 */
export function ChatScreen() {
  const t = useTranslations('chat')
  const conversationId = conversationIdIn(usePathname())
  const { reload: reloadConversations } = useConversations()
  const library = useLibraryStatus()
  const connections = useConnections()
  const { place, open, close, drop } = useOpenedPlace()
  const { scrollerRef, contentRef, isFollowing, follow } = useFollowScroll()
  const [announcement, setAnnouncement] = useState('')
  const inputRef = useRef<HTMLTextAreaElement>(null)

  const onStarted = useCallback(
    (id: string) => {
      window.history.replaceState(null, '', `/c/${id}`)
      reloadConversations()
    },
    [reloadConversations],
  )
  const onFinished = useCallback(
    (answer: Answer) => {
      setAnnouncement(`${t('answerReady')} ${answer.text.replace(/\[\d+\]/g, '')}`)
      reloadConversations()
    },
    [t, reloadConversations],
  )
  const chat = useChat({ conversationId, onStarted, onFinished })
  const isEmpty = chat.state.messages.length === 0
  const title = useChatTitle(conversationId, chat.state)
  usePageTitle(title)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another conversation closes the document and takes the focus to its composer
  useEffect(() => {
    if (conversationId !== null && conversationId === chat.state.conversationId) return
    drop()
    setAnnouncement('')
    focusComposer()
  }, [conversationId, drop])

  function ask(question: string) {
    setAnnouncement('')
    chat.ask(question)
    requestAnimationFrame(follow)
    focusComposer()
  }

  function edit(questionId: string, question: string) {
    setAnnouncement('')
    chat.edit(questionId, question)
    requestAnimationFrame(follow)
    focusComposer()
  }

  function retry(answerId: string, connectionId?: string) {
    setAnnouncement('')
    chat.retry(answerId, connectionId)
    focusComposer()
  }

  function stop() {
    chat.stop()
    focusComposer()
  }

  /** Where the pressed button goes away, the focus goes here; not on a touch screen, where that opens the keyboard. */
  function focusComposer() {
    if (window.matchMedia('(pointer: fine)').matches) inputRef.current?.focus()
  }

  const { conversationId: keptId, shareId, messages } = chat.state
  const answerTools = (message: ShownAnswer) => (
    <>
      <AnswerWithMenu connections={connections ?? []} onChoose={(id) => retry(message.id, id)} />
      {keptId && message.answer.text ? <AnswerExport conversationId={keptId} answerId={message.id} /> : null}
    </>
  )
  return (
    <div className="flex h-full overflow-clip">
      <div className="relative flex min-w-0 flex-1 basis-1/2 flex-col">
        {isEmpty || keptId === null ? null : (
          <ConversationHeader
            conversationId={keptId}
            title={title ?? t('messages')}
            shareId={shareId}
            onShared={(next) => void chat.configure({ shareId: next })}
          />
        )}
        <div ref={scrollerRef} className="relative min-h-0 flex-1 overflow-y-auto">
          <div ref={contentRef} className={`mx-auto flex min-h-full w-full max-w-3xl flex-col px-4 sm:px-6 ${isEmpty ? 'justify-center' : ''}`}>
            {keptId === null && !(isEmpty && conversationId === null) ? <h1 className="sr-only">{title ?? t('messages')}</h1> : null}
            <LoadState chat={chat} />
            {isEmpty && conversationId === null ? <ChatWelcome library={library} onAsk={ask} /> : null}
            {isEmpty ? null : (
              <MessageList
                messages={messages}
                isAnswering={chat.isAnswering}
                onOpenPlace={open}
                editing={{ onRetry: retry, onEdit: edit, onAsk: ask, onShowBranch: chat.showBranch, onFeedback: chat.rate, answerTools }}
              />
            )}
          </div>
        </div>
        <div className="relative mx-auto w-full max-w-3xl px-3 pb-3 sm:px-6 sm:pb-4">
          {isFollowing || isEmpty ? null : <JumpToLatest onJump={follow} />}
          <ProcessingLine waiting={library.documents ? library.documents.queued + library.documents.processing : 0} />
          <ChatComposer chat={chat} connections={connections} inputRef={inputRef} onSend={ask} onStop={stop} />
          <p className="mt-2 text-center text-xs text-text-muted">{t('checkSources')}</p>
        </div>
        <div aria-live="polite" className="sr-only">
          {announcement}
        </div>
      </div>
      {place ? <ViewerPane place={place} onClose={close} /> : null}
    </div>
  )
}

/** Why there is nothing to see yet. */
function LoadState({ chat }: { chat: Chat }) {
  const t = useTranslations('chat')
  const { loadFailure, isLoading, reload } = chat
  if (loadFailure?.code === 'not_found') return <EmptyState icon={<MessageCircleOff size={24} />} title={t('goneTitle')} description={t('goneDescription')} />
  if (loadFailure) return <ErrorNotice title={t('loadFailed')} message={loadFailure.message} onRetry={reload} />
  if (!isLoading) return null
  return (
    <div className="flex justify-center py-16 text-text-muted">
      <Spinner label={t('loading')} />
    </div>
  )
}

function ProcessingLine({ waiting }: { waiting: number }) {
  const t = useTranslations('chat')
  if (waiting === 0) return null
  return (
    <p className="mb-2 flex items-center justify-center gap-2 text-[0.8125rem] text-text-muted">
      <Spinner size={13} />
      {t('stillProcessing', { count: waiting })}
    </p>
  )
}
