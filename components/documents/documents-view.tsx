'use client'

import { FileSearch, FileStack, WifiOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import { FinishedAnnouncer } from './library/finished-announcer'
import { countAll, type StatusFilter } from './library/library-state'
import { LibrarySummary } from './library/library-summary'
import { StatusTabs } from './library/status-tabs'
import { type Library, useLibrary } from './library/use-library'
import { FailureGroups } from './queue/failure-groups'
import { QueuePanel } from './queue/queue-panel'
import { DocumentList } from './rows/document-list'
import { AddSiteDialog } from './sites/add-site-dialog'
import { SitesSection } from './sites/sites-section'
import { LibraryOverview } from './summary/library-overview'
import { DropZone } from './upload/drop-zone'
import { PasteTextDialog } from './upload/paste-text-dialog'
import { UploadPanel } from './upload/upload-panel'
import { useUploads } from './upload/use-uploads'

/** The documents page: what comes in at the top, what is there below it, live. */
export function DocumentsView() {
  const t = useTranslations('documents')
  const [filter, setFilter] = useState<StatusFilter>('all')
  const [isPasting, setPasting] = useState(false)
  const [isAddingSite, setAddingSite] = useState(false)
  const [siteRound, setSiteRound] = useState(0)
  const library = useLibrary(filter)
  const uploads = useUploads(library.noteAdded)

  return (
    <div className="relative mx-auto flex w-full max-w-5xl flex-col gap-5 px-4 py-6 sm:px-8 sm:py-8">
      <header>
        <h1 className="text-2xl font-semibold">{t('title')}</h1>
        <p className="mt-1 text-text-muted">{t('lead')}</p>
      </header>
      <DropZone onFiles={uploads.add} onPasteText={() => setPasting(true)} onAddSite={() => setAddingSite(true)} />
      <UploadPanel state={uploads.state} onCancel={uploads.cancel} onRetryUnsent={uploads.retryUnsent} onDismiss={uploads.dismiss} />
      <SitesSection round={siteRound} />
      {isEmpty(library) ? null : (
        <div className="flex flex-col gap-3">
          <LibrarySummary state={library.state} />
          {(library.state.counts?.ready ?? 0) > 0 ? <LibraryOverview /> : null}
          <QueuePanel state={library.state} onQueue={library.noteQueue} />
          <FailureGroups failures={library.state.failures} onShowFailed={() => setFilter('failed')} />
          <StatusTabs value={filter} counts={library.state.counts} onChange={setFilter} />
        </div>
      )}
      {library.isInterrupted && library.isLoaded ? (
        <p role="status" className="flex items-center gap-2 text-sm text-warning">
          <WifiOff aria-hidden size={16} />
          {t('list.offline')}
        </p>
      ) : null}
      {library.failure ? <ErrorNotice title={t('list.loadFailed')} message={library.failure.message} onRetry={library.reload} /> : null}
      <LibraryBody library={library} filter={filter} onShowAll={() => setFilter('all')} />
      <FinishedAnnouncer finished={library.state.finished} />
      <PasteTextDialog open={isPasting} onOpenChange={setPasting} onAdded={library.noteAdded} />
      <AddSiteDialog open={isAddingSite} onOpenChange={setAddingSite} onAdded={() => setSiteRound((round) => round + 1)} />
    </div>
  )
}

/** True once it is known that there is nothing to count and nothing to filter. */
function isEmpty({ state: { counts }, documents }: Library): boolean {
  return counts !== null && countAll(counts) === 0 && documents.length === 0
}

function LibraryBody({ library, filter, onShowAll }: { library: Library; filter: StatusFilter; onShowAll: () => void }) {
  const t = useTranslations('documents')
  if (library.documents.length > 0) return <DocumentList key={filter} library={library} />
  if (library.failure) return null
  if (!library.isLoaded)
    return (
      <p className="flex items-center justify-center gap-2 py-12 text-text-muted">
        <Spinner />
        {t('list.loading')}
      </p>
    )
  if (filter === 'all') return <EmptyState icon={<FileStack size={24} />} title={t('empty.title')} description={t('empty.description')} />
  return (
    <EmptyState
      icon={<FileSearch size={24} />}
      title={t('empty.filteredTitle')}
      description={t('empty.filteredDescription')}
      action={<Button onClick={onShowAll}>{t('empty.showAll')}</Button>}
    />
  )
}
