'use client'

import { ArrowUpRight, FileUp } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { languageOf } from '../i18n/language-of'
import { Logo } from '../shell/wordmark'
import { buttonClasses } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import type { LibraryStatus } from './use-library-status'

interface ChatWelcomeProps {
  library: LibraryStatus
  onAsk: (question: string) => void
}

/** What an empty chat shows: the first step when the library is empty, else a greeting and questions to begin with. */
export function ChatWelcome({ library, onAsk }: ChatWelcomeProps) {
  const t = useTranslations('chat')
  const { documents, suggestions, failure, reload } = library
  if (failure)
    return (
      <>
        <h1 className="sr-only">{t('greeting')}</h1>
        <ErrorNotice title={t('libraryFailed')} message={failure.message} onRetry={reload} />
      </>
    )
  if (documents === null) return <h1 className="sr-only">{t('greeting')}</h1>
  if (documents.ready + documents.queued + documents.processing === 0) {
    return (
      <EmptyState
        isPage
        icon={<FileUp size={24} />}
        title={t('emptyLibraryTitle')}
        description={t('emptyLibraryDescription')}
        action={
          <Link href="/documents" className={buttonClasses('primary')}>
            {t('addDocuments')}
          </Link>
        }
      />
    )
  }
  return (
    <div className="flex animate-appear flex-col items-center py-6 text-center">
      <Logo size={44} />
      <h1 className="mt-5 text-2xl font-semibold tracking-tight text-balance">{t('greeting')}</h1>
      <p className="mt-2 text-balance text-text-muted">{documents.ready > 0 ? t('greetingDescription', { count: documents.ready }) : t('greetingWaiting')}</p>
      {suggestions.length > 0 ? (
        <ul aria-label={t('suggestions')} className="mt-8 flex w-full max-w-xl flex-col gap-2">
          {suggestions.slice(0, 4).map((question) => (
            <li key={question}>
              <button
                type="button"
                onClick={() => onAsk(question)}
                className="group flex w-full items-center gap-3 rounded-xl border border-border bg-surface-raised px-4 py-3 text-left transition-colors hover:border-border-strong hover:bg-surface"
              >
                <span lang={languageOf(question)} className="min-w-0 flex-1 break-words">
                  {question}
                </span>
                <ArrowUpRight aria-hidden size={17} className="shrink-0 text-text-muted group-hover:text-accent" />
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
