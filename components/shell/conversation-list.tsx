'use client'

import { Search, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '../ui/button'
import { ErrorNotice } from '../ui/error-notice'
import { Spinner } from '../ui/spinner'
import { ConversationItem } from './conversation-item'
import { useConversations } from './conversations-context'
import { groupConversations } from './group-conversations'

export function ConversationList({ onNavigate }: { onNavigate?: (() => void) | undefined }) {
  const t = useTranslations('shell')
  const { conversations, query, loading, error, reload } = useConversations()
  const hasSearch = conversations.length > 0 || query !== ''

  return (
    <section aria-label={t('conversations')} className="flex min-h-0 flex-1 flex-col gap-2">
      {hasSearch ? <ConversationSearch /> : null}
      <div className="-mx-1 min-h-0 flex-1 overflow-y-auto px-1 pb-3">
        {error ? <ErrorNotice message={error.message} onRetry={reload} /> : null}
        {groupConversations(conversations, new Date()).map((group) => (
          <div key={group.period} className="mt-3 first:mt-1">
            <h2 className="px-2.5 pb-1 text-xs font-medium text-text-muted">{t(group.period)}</h2>
            <ul className="flex flex-col gap-px">
              {group.conversations.map((conversation) => (
                <ConversationItem key={conversation.id} conversation={conversation} onNavigate={onNavigate} />
              ))}
            </ul>
          </div>
        ))}
        {conversations.length === 0 && !error ? (
          <p className="px-2.5 py-2 text-sm text-text-muted">
            {loading ? <Spinner size={16} label={t('loading')} /> : t(query ? 'noMatches' : 'noConversations')}
          </p>
        ) : null}
        <ShowMore />
      </div>
    </section>
  )
}

function ConversationSearch() {
  const t = useTranslations('shell')
  const { query, setQuery } = useConversations()
  return (
    <div className="relative">
      <Search aria-hidden size={15} className="absolute top-1/2 left-2.5 -translate-y-1/2 text-text-muted" />
      <input
        type="search"
        aria-label={t('searchConversations')}
        placeholder={t('searchConversations')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        className="h-9 w-full rounded-lg border border-border bg-surface-raised pr-8 pl-8 text-base placeholder:text-text-muted sm:text-sm [&::-webkit-search-cancel-button]:hidden"
      />
      {query ? (
        <button
          type="button"
          aria-label={t('clearSearch')}
          onClick={() => setQuery('')}
          className="absolute top-1/2 right-1 inline-flex size-7 -translate-y-1/2 items-center justify-center rounded-md text-text-muted hover:text-text"
        >
          <X aria-hidden size={15} />
        </button>
      ) : null}
    </div>
  )
}

function ShowMore() {
  const t = useTranslations('shell')
  const { loadMore } = useConversations()
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  if (!loadMore) return null

  async function read(load: () => Promise<void>) {
    setBusy(true)
    setFailure(null)
    await load().catch((error: unknown) => setFailure(error instanceof Error ? error.message : t('unknownFailure')))
    setBusy(false)
  }

  return (
    <div className="mt-2 flex flex-col gap-2">
      {failure ? <ErrorNotice message={failure} /> : null}
      <Button size="sm" variant="ghost" loading={busy} onClick={() => read(loadMore)}>
        {t('showMore')}
      </Button>
    </div>
  )
}
