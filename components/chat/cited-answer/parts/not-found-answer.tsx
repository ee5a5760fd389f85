'use client'

import { FileSearch } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Answer } from '@/lib/domain/answer'
import type { PassageFilter } from '@/lib/domain/passage'
import { describeScope } from '../../scope/describe-scope'
import { useScopeNames } from '../../scope/use-scope-names'
import { NearestPassages } from '../source-list'

/** Says that the documents do not hold the answer, what was searched, what came nearest and what can be done. */
export function NotFoundAnswer({ answer, isDone }: { answer: Answer; isDone: boolean }) {
  const t = useTranslations('chat')
  const answers = useTranslations('answers')
  const { searched, sources } = answer
  return (
    <div className="rounded-xl border border-border bg-surface p-4 sm:p-5">
      <p className="flex items-center gap-2 font-semibold">
        <FileSearch aria-hidden size={18} className="shrink-0 text-text-muted" />
        {t('notFound')}
      </p>
      {searched ? (
        <p className="mt-1.5 break-words text-text-muted">
          {searched.documents === null
            ? answers('searchedFor', { query: searched.query })
            : answers('searched', { count: searched.documents, query: searched.query })}
        </p>
      ) : null}
      {searched?.filter ? <SearchedOnly filter={searched.filter} /> : null}
      <p className="mt-1.5 text-text-muted">
        {t('notFoundHint')}{' '}
        <Link href="/documents" className="font-medium text-accent underline underline-offset-3">
          {answers('addDocuments')}
        </Link>
      </p>
      {isDone ? <NearestPassages sources={sources} /> : null}
    </div>
  )
}

/** What the search was narrowed to: the answer may stand in the rest. */
function SearchedOnly({ filter }: { filter: PassageFilter }) {
  const t = useTranslations('answers')
  const namePart = useScopeNames(filter)
  const names = describeScope(filter).map(namePart)
  if (names.length === 0) return null
  return <p className="mt-1.5 break-words text-text-muted">{t('searchedOnly', { parts: names.join(', ') })}</p>
}
