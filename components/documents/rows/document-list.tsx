'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useMemo, useState } from 'react'
import { ErrorNotice } from '@/components/ui/error-notice'
import type { DocumentRecord } from '@/lib/domain/document'
import { DeleteDocumentsDialog } from '../deletion/delete-documents-dialog'
import { useFocusAfterDeletion } from '../deletion/use-focus-after-deletion'
import type { Library } from '../library/use-library'
import { DocumentRow } from './document-row'
import { LoadMore } from './load-more'
import { SelectionBar } from './selection-bar'
import { useDocumentActions } from './use-document-actions'
import { useSelection } from './use-selection'
import { VirtualRows } from './virtual-rows'

const nothing: DocumentRecord[] = []

/** The rows of one tab with what can be done to them. */
export function DocumentList({ library }: { library: Library }) {
  const t = useTranslations('documents.list')
  const { documents, noteAdded, noteDeleted } = library
  const selection = useSelection(documents)
  const [doomed, setDoomed] = useState<DocumentRecord[]>(nothing)
  const { busyId, failure, retry, cancel } = useDocumentActions(noteAdded)
  const { listRef, noteRowsGone, returnFocus } = useFocusAfterDeletion(documents)
  const askToDelete = useCallback((document: DocumentRecord) => setDoomed([document]), [])
  const order = library.state.queue?.order
  const positions = useMemo(() => new Map(order?.map((id, index) => [id, index + 1])), [order])

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
        <VirtualRows
          documents={documents}
          listRef={listRef}
          renderRow={(document) => (
            <DocumentRow
              document={document}
              isSelected={selection.isChosen(document.id)}
              isBusy={busyId === document.id}
              queuePosition={positions.get(document.id) ?? null}
              onSelect={selection.choose}
              onRetry={retry}
              onCancel={cancel}
              onDelete={askToDelete}
            />
          )}
        />
      </div>
      {library.hasMore ? <LoadMore isLoading={library.isLoading} onLoadMore={library.loadMore} /> : null}
      <DeleteDocumentsDialog documents={doomed} onClose={() => setDoomed(nothing)} onDeleted={deleted} onReturnFocus={returnFocus} />
    </section>
  )
}
