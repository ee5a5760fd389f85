'use client'

import { ArrowDown, MessageCircleOff } from 'lucide-react'
import { usePathname } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Answer } from '@/lib/domain/answer'
import { useConversations } from '../shell/conversations-context'
import { usePageTitle } from '../shell/use-page-title'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { Spinner } from '../ui/spinner'
import { ChatWelcome } from './chat-welcome'
import type { CitedPlace } from './cited-answer/resolve-citation'
import { Composer } from './composer'
import { MessageList } from './message-list'
import { useChat } from './use-chat'
import { useChatTitle } from './use-chat-title'
import { useFollowScroll } from './use-follow-scroll'
import { useLibraryStatus } from './use-library-status'
import { ViewerPane } from './viewer-pane'

/** The conversation an address names: "/c/abc" is "abc", every other address none. */
function conversationIdIn(pathname: string): string | null {
  return /^\/c\/([^/]+)/.exec(pathname)?.[1] ?? null
}

/** `data-returning` tells a mark that this focus is a return, on which it does not show its card again. */
function giveFocusBack(element: HTMLElement) {
  element.dataset.returning = 'true'
  element.focus()
  delete element.dataset.returning
}

/** The open document and the element that opened it, which gets the focus back. */
function useOpenedPlace() {
  const [place, setPlace] = useState<CitedPlace | null>(null)
  const opener = useRef<HTMLElement | null>(null)
  const open = useCallback((next: CitedPlace, from: HTMLElement) => {
    opener.current = from
    setPlace(next)
  }, [])
  const close = useCallback(() => setPlace(null), [])
  const drop = useCallback(() => {
    opener.current = null
    setPlace(null)
  }, [])

  // Only once the pane is gone: a dialog that is still there would take the focus back.
  useEffect(() => {
    if (place !== null || opener.current === null) return
    giveFocusBack(opener.current)
    opener.current = null
  }, [place])
  return { place, open, close, drop }
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

  function retry(answerId: string) {
    setAnnouncement('')
    chat.retry(answerId)
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

  return (
    <div className="flex h-full overflow-clip">
      <div className="relative flex min-w-0 flex-1 basis-1/2 flex-col">
        <div ref={scrollerRef} className="relative min-h-0 flex-1 overflow-y-auto">
          <div ref={contentRef} className={`mx-auto flex min-h-full w-full max-w-3xl flex-col px-4 sm:px-6 ${isEmpty ? 'justify-center' : ''}`}>
            {isEmpty && conversationId === null ? null : <h1 className="sr-only">{title ?? t('messages')}</h1>}
            {chat.loadFailure?.code === 'not_found' ? (
              <EmptyState icon={<MessageCircleOff size={24} />} title={t('goneTitle')} description={t('goneDescription')} />
            ) : null}
            {chat.loadFailure && chat.loadFailure.code !== 'not_found' ? (
              <ErrorNotice title={t('loadFailed')} message={chat.loadFailure.message} onRetry={chat.reload} />
            ) : null}
            {chat.isLoading ? (
              <div className="flex justify-center py-16 text-text-muted">
                <Spinner label={t('loading')} />
              </div>
            ) : null}
            {isEmpty && conversationId === null ? <ChatWelcome library={library} onAsk={ask} /> : null}
            {isEmpty ? null : (
              <MessageList messages={chat.state.messages} isAnswering={chat.isAnswering} onOpenPlace={open} onRetry={retry} onFeedback={chat.rate} />
            )}
          </div>
        </div>
        <div className="relative mx-auto w-full max-w-3xl px-3 pb-3 sm:px-6 sm:pb-4">
          {isFollowing || isEmpty ? null : (
            <button
              type="button"
              onClick={follow}
              className="absolute -top-12 left-1/2 inline-flex h-9 -translate-x-1/2 items-center gap-1.5 rounded-full border border-border bg-surface-raised px-3.5 text-sm font-medium shadow-md hover:bg-surface-hover"
            >
              <ArrowDown aria-hidden size={15} />
              {t('jumpToLatest')}
            </button>
          )}
          <ProcessingLine waiting={library.documents ? library.documents.queued + library.documents.processing : 0} />
          <Composer inputRef={inputRef} isAnswering={chat.isAnswering} onSend={ask} onStop={stop} />
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
