'use client'

import { ArrowLeft, Link2Off, Lock, Printer } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import type { Conversation } from '@/lib/domain/conversation'
import { useApi } from '../../api/use-api'
import { Wordmark } from '../../shell/wordmark'
import { Badge } from '../../ui/badge'
import { Button, buttonClasses } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { ErrorNotice } from '../../ui/error-notice'
import { Spinner } from '../../ui/spinner'
import { showMessage } from '../chat-state'
import { MessageList } from '../message-list'
import { useOpenedPlace } from '../use-opened-place'
import { ViewerPane } from '../viewer-pane'

type ReadConversation = Pick<Conversation, 'title' | 'messages' | 'sharedAt'>

interface ConversationPageProps {
  /** Where the API has the conversation. */
  path: string
  /** Where its owner came from; null for those who can only read. */
  backTo: string | null
}

/** A conversation to be read or printed, with nothing that changes it. Its sources open beside it. */
export function ConversationPage({ path, backTo }: ConversationPageProps) {
  const t = useTranslations('conversation.shared')
  const { data, error, reload } = useApi<ReadConversation>(path)
  const { place, open, close } = useOpenedPlace()
  return (
    <div className="flex h-full overflow-clip print:block print:h-auto print:overflow-visible">
      <div className="min-w-0 flex-1 basis-1/2 overflow-y-auto print:overflow-visible">
        <div className="mx-auto w-full max-w-3xl px-4 pb-10 sm:px-6 print:max-w-none print:p-0">
          <Bar backTo={backTo} canPrint={data !== null} />
          {error?.code === 'not_found' ? <EmptyState isPage icon={<Link2Off size={24} />} title={t('goneTitle')} description={t('goneDescription')} /> : null}
          {error && error.code !== 'not_found' ? <ErrorNotice title={t('failed')} message={error.message} onRetry={reload} /> : null}
          {data === null && error === null ? (
            <div className="flex justify-center py-16 text-text-muted">
              <Spinner label={t('loading')} />
            </div>
          ) : null}
          {data ? (
            <>
              <Heading conversation={data} isShared={backTo === null} />
              <MessageList messages={data.messages.map(showMessage)} isAnswering={false} onOpenPlace={open} />
            </>
          ) : null}
        </div>
      </div>
      {place ? (
        <div className="contents print:hidden">
          <ViewerPane place={place} onClose={close} />
        </div>
      ) : null}
    </div>
  )
}

function Bar({ backTo, canPrint }: { backTo: string | null; canPrint: boolean }) {
  const t = useTranslations('conversation')
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 py-4 print:hidden">
      {backTo === null ? (
        <Wordmark />
      ) : (
        <Link href={backTo} className={buttonClasses('ghost', 'sm')}>
          <ArrowLeft aria-hidden size={15} />
          {t('shared.back')}
        </Link>
      )}
      {canPrint ? (
        <Button size="sm" onClick={() => window.print()}>
          <Printer aria-hidden size={15} />
          {t('print')}
        </Button>
      ) : null}
    </div>
  )
}

function Heading({ conversation, isShared }: { conversation: ReadConversation; isShared: boolean }) {
  const t = useTranslations('conversation.shared')
  const format = useFormatter()
  const { title, sharedAt } = conversation
  return (
    <header className="border-b border-border pb-4">
      <h1 className="text-2xl font-semibold tracking-tight text-balance">
        <bdi>{title}</bdi>
      </h1>
      {isShared ? (
        <p className="mt-2 flex flex-wrap items-center gap-2 text-sm text-text-muted">
          <Badge icon={<Lock aria-hidden size={11} />}>{t('readOnly')}</Badge>
          {sharedAt ? t('since', { date: format.dateTime(new Date(sharedAt), { dateStyle: 'long' }) }) : null}
        </p>
      ) : null}
    </header>
  )
}
