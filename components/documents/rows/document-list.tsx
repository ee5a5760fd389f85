'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { ApiFailure } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'
import { ErrorNotice } from '@/components/ui/error-notice'
import type { DocumentRecord } from '@/lib/domain/document'
import type { Library } from '../library/use-library'
import { DeleteDocumentsDialog } from './delete-documents-dialog'
import { DocumentRow } from './document-row'
import { LoadMore } from './load-more'
import { SelectionBar } from './selection-bar'
import { useFocusAfterDeletion } from './use-focus-after-deletion'
import { useSelection } from './use-selection'

const nothing: DocumentRecord[] = []

/** The rows of one tab with what can be done to them. */
export function DocumentList({ library }: { library: Library }) {
  const t = useTranslations('documents.list')
  const { documents, noteAdded, noteDeleted } = library
  const selection = useSelection(documents)
  const [doomed, setDoomed] = useState<DocumentRecord[]>(nothing)
  const { retryingId, failure, retry } = useRetry(noteAdded)
  const { listRef, noteRowsGone, returnFocus } = useFocusAfterDeletion(documents)
  const askToDelete = useCallback((document: DocumentRecord) => setDoomed([document]), [])

  function deleted(ids: string[]): void {
    noteRowsGone(ids)
    noteDeleted(ids)
  }

  return (
    <section aria-label={t('label')} className="flex flex-col gap-3">
      {failure ? <ErrorNotice title={t('actionFailed')} message={failure} /> : null}
      <div className="overflow-clip rounded-xl border border-border bg-surface-raised">
        <SelectionBar
          shownCount={documents.length}
          chosenCount={selection.chosen.length}
          onChooseAll={selection.chooseAll}
          onDelete={() => setDoomed(selection.chosen)}
        />
        <ul ref={listRef}>
          {documents.map((document) => (
            <DocumentRow
              key={document.id}
              document={document}
              isSelected={selection.isChosen(document.id)}
              isRetrying={retryingId === document.id}
              onSelect={selection.choose}
              onRetry={retry}
              onDelete={askToDelete}
            />
          ))}
        </ul>
      </div>
      {library.hasMore ? <LoadMore isLoading={library.isLoading} onLoadMore={library.loadMore} /> : null}
      <DeleteDocumentsDialog documents={doomed} onClose={() => setDoomed(nothing)} onDeleted={deleted} onReturnFocus={returnFocus} />
    </section>
  )
}

function useRetry(onRequeued: (documents: DocumentRecord[]) => void): { retryingId: string | null; failure: string | null; retry: (id: string) => void } {
  const [retryingId, setRetryingId] = useState<string | null>(null)
  const [failure, setFailure] = useState<string | null>(null)

  const retry = useCallback(
    async (id: string): Promise<void> => {
      setRetryingId(id)
      setFailure(null)
      try {
        onRequeued([await callApi<DocumentRecord>(`/api/documents/${encodeURIComponent(id)}/retry`, { method: 'POST' })])
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error
        setFailure(error.message)
      } finally {
        setRetryingId(null)
      }
    },
    [onRequeued],
  )
  return { retryingId, failure, retry }
}
