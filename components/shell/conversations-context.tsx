'use client'

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { ConversationSummary } from '@/lib/domain/conversation'
import type { ApiFailure } from '../api/api-failure'
import { callApi } from '../api/call-api'
import { useApi } from '../api/use-api'

interface ConversationPage {
  conversations: ConversationSummary[]
  nextCursor: string | null
}

interface Conversations {
  conversations: ConversationSummary[]
  query: string
  setQuery: (query: string) => void
  loading: boolean
  error: ApiFailure | null
  reload: () => void
  /** Reads the next page; null when there is none. */
  loadMore: (() => Promise<void>) | null
  rename: (id: string, title: string) => Promise<void>
  remove: (id: string) => Promise<void>
}

const ConversationsContext = createContext<Conversations | null>(null)

function pathOf(query: string, cursor: string | null): string {
  const parameters = new URLSearchParams({ limit: '40' })
  if (query) parameters.set('query', query)
  if (cursor) parameters.set('cursor', cursor)
  return `/api/conversations?${parameters}`
}

/** `value` once it has been the same for 200 ms, so that typing does not send a search for every letter. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 200)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}

/** Holds the list of conversations for the whole interface: the sidebar shows it, the chat asks it to read again. */
export function ConversationsProvider({ children }: { children: ReactNode }) {
  const [query, setQuery] = useState('')
  const settledQuery = useSettled(query.trim())
  const { data: newest, loading, error, reload } = useApi<ConversationPage>(pathOf(settledQuery, null))
  // The list of the search before stays until the next has come: an open menu or dialog of one of its rows stays as well.
  const [kept, setKept] = useState<ConversationPage | null>(null)
  useEffect(() => {
    if (newest) setKept(newest)
  }, [newest])
  const first = newest ?? kept
  const [further, setFurther] = useState<{ after: ConversationPage | null; pages: ConversationPage[] }>({ after: null, pages: [] })

  const value = useMemo(() => {
    const pages = first ? [first, ...(further.after === first ? further.pages : [])] : []
    const cursor = pages.at(-1)?.nextCursor ?? null
    const loadMore = async () => {
      const page = await callApi<ConversationPage>(pathOf(settledQuery, cursor))
      setFurther({ after: first, pages: [...pages.slice(1), page] })
    }
    return { conversations: pages.flatMap((page) => page.conversations), loadMore: cursor ? loadMore : null }
  }, [first, further, settledQuery])

  const rename = useCallback(
    async (id: string, title: string) => {
      await callApi(`/api/conversations/${id}`, { method: 'PATCH', body: { title } })
      reload()
    },
    [reload],
  )
  const remove = useCallback(
    async (id: string) => {
      await callApi(`/api/conversations/${id}`, { method: 'DELETE' })
      reload()
    },
    [reload],
  )

  const context = useMemo(() => ({ ...value, query, setQuery, loading, error, reload, rename, remove }), [value, query, loading, error, reload, rename, remove])
  return <ConversationsContext value={context}>{children}</ConversationsContext>
}

export function useConversations(): Conversations {
  const context = useContext(ConversationsContext)
  if (!context) throw new Error('useConversations is used outside ConversationsProvider')
  return context
}
