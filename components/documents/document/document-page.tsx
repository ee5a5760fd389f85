'use client'

import { FileX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Tabs } from 'radix-ui'
import { useState } from 'react'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { TextRange } from '@/components/viewer/document-content'
import { DocumentViewer } from '@/components/viewer/document-viewer'
import type { DocumentRecord } from '@/lib/domain/document'
import { SummaryPanel } from '../summary/summary-panel'
import { CutView } from './cut/cut-view'
import { DocumentDetails } from './details/document-details'
import { AllDocumentsLink, DocumentHeading } from './document-heading'
import { NothingToShow } from './nothing-to-show'
import { useLiveDocument } from './use-live-document'

const tabNames = ['view', 'summary', 'details', 'cut'] as const

/** Everything about one document, whatever its state: what it says, what is known of it, and how it was cut. */
export function DocumentPage({ documentId, highlight }: { documentId: string; highlight: TextRange | null }) {
  const t = useTranslations('viewer')
  const live = useLiveDocument(documentId)
  const { document, error } = live
  return (
    <div className="flex h-full flex-col">
      {document && !live.isDeleted ? null : (
        <div className="px-2 pt-2 sm:px-4">
          <AllDocumentsLink />
        </div>
      )}
      {live.isDeleted || (error?.code === 'not_found' && !document) ? (
        <EmptyState icon={<FileX size={24} />} title={t('gone')} description={t('goneDescription')} isPage />
      ) : (
        <>
          {error && !document ? (
            <div className="p-4">
              <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={live.reload} />
            </div>
          ) : null}
          {!error && !document ? (
            <div className="flex justify-center py-16 text-text-muted">
              <Spinner label={t('loading')} />
            </div>
          ) : null}
          {document ? (
            <>
              <DocumentHeading document={document} queuePosition={live.queuePosition} onChanged={live.noteChanged} />
              <DocumentTabs document={document} highlight={highlight} onChanged={live.noteChanged} />
            </>
          ) : null}
        </>
      )}
    </div>
  )
}

interface DocumentTabsProps {
  document: DocumentRecord
  highlight: TextRange | null
  onChanged: (document: DocumentRecord) => void
}

function DocumentTabs({ document, highlight, onChanged }: DocumentTabsProps) {
  const t = useTranslations('viewer.document')
  const isReadable = document.readyAt !== null
  const [tab, setTab] = useState<string>('view')
  // A place that the summary rests on, once a mark was pressed.
  const [place, setPlace] = useState(highlight)
  // A new version is another text: what shows it begins anew.
  const edition = `${document.version} ${document.status === 'ready'}`
  return (
    <Tabs.Root value={tab} onValueChange={setTab} className="flex min-h-0 flex-1 flex-col">
      <Tabs.List aria-label={t('parts')} className="flex shrink-0 gap-1 border-b border-border px-3 sm:px-5">
        {tabNames.map((name) => (
          <Tabs.Trigger
            key={name}
            value={name}
            className="-mb-px h-10 rounded-t-lg border-b-2 outline-offset-[-2px] border-transparent px-2 text-sm font-medium text-text-muted hover:text-text data-[state=active]:border-accent data-[state=active]:text-accent"
          >
            {t(`tab.${name}`)}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <Tabs.Content value="view" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        {isReadable ? <DocumentViewer key={edition} documentId={document.id} highlight={place} /> : <NothingToShow document={document} />}
      </Tabs.Content>
      <Tabs.Content value="summary" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto p-4 outline-none sm:p-6">
        {isReadable ? (
          <div className="mx-auto max-w-3xl">
            <SummaryPanel
              key={edition}
              documentId={document.id}
              onOpenPlace={({ start, end }) => {
                setPlace({ start, end })
                setTab('view')
              }}
            />
          </div>
        ) : (
          <NothingToShow document={document} />
        )}
      </Tabs.Content>
      <Tabs.Content value="details" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
        <DocumentDetails document={document} onChanged={onChanged} />
      </Tabs.Content>
      <Tabs.Content value="cut" tabIndex={-1} className="min-h-0 flex-1 outline-none">
        {isReadable ? <CutView key={edition} document={document} onChanged={onChanged} /> : <NothingToShow document={document} />}
      </Tabs.Content>
    </Tabs.Root>
  )
}
