'use client'

import { FileClock, FileX, Info } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, type ReactNode, useCallback, useRef, useState } from 'react'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { Spinner } from '../ui/spinner'
import type { TextRange } from './document-content'
import { PagesView } from './pages/pages-view'
import { pageAt } from './search/find-matches'
import { SearchBar } from './search/search-bar'
import { useDocumentSearch } from './search/use-document-search'
import { DocumentText } from './text/document-text'
import { useViewedDocument } from './use-viewed-document'
import { ViewSwitch } from './view-switch'
import { ViewerActions, ViewerHeader } from './viewer-header'

interface DocumentViewerProps {
  documentId: string
  /** The document's name where it is known before the document is read, or when it is gone. */
  source?: string | null
  /** The cited place, as offsets into the document's normalized text; shown marked and scrolled to. */
  highlight?: TextRange | null
  /** With it the viewer is a panel with a head of its own that can be closed; without it, it is a part of the document's page. */
  onClose?: () => void
}

/** A document, as its pages or as its text, with the cited place marked. Fills the height of what contains it. */
export function DocumentViewer({ documentId, source = null, highlight = null, onClose }: DocumentViewerProps) {
  return (
    <Viewer
      key={`${documentId} ${highlight?.start} ${highlight?.end}`}
      documentId={documentId}
      source={source}
      highlight={highlight}
      {...(onClose ? { onClose } : {})}
    />
  )
}

function Viewer({ documentId, source: knownSource = null, highlight = null, onClose }: DocumentViewerProps) {
  const t = useTranslations('viewer')
  const { search, viewed, root, inputRef, shownPage, openSearch, closeSearch, onKeyDown } = useViewer(documentId, highlight)
  const { record, content, mode, error } = viewed
  const isGone = error?.code === 'not_found'
  const source = record?.source ?? knownSource
  const isPage = onClose === undefined
  const isWaiting = !error && (mode === 'text' ? !content : !viewed.places)
  const citedPage = viewed.places?.rectangles[0]?.page ?? (content && highlight ? pageAt(content.pages, highlight.start) : null)
  const actions = isGone || !record ? null : <ViewerActions documentId={documentId} onSearch={openSearch} hasDownload={!isPage} />
  const viewSwitch = viewed.canSwitch ? <ViewSwitch mode={mode} onChange={viewed.choose} /> : null

  function tools(own: ReactNode): ReactNode {
    return (
      <>
        {viewSwitch || own || isPage ? (
          <div className="@container flex h-11 shrink-0 items-center justify-between gap-2 border-b border-border px-2 sm:px-4">
            {viewSwitch}
            {own}
            {isPage ? <div className="ml-auto">{actions}</div> : null}
          </div>
        ) : null}
        {search.isOpen ? <SearchBar search={search} inputRef={inputRef} isLoading={!content} onClose={closeSearch} /> : null}
      </>
    )
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to whatever is focused inside
    <div ref={root} onKeyDown={onKeyDown} className="flex h-full min-h-0 flex-col">
      {onClose ? (
        <ViewerHeader
          documentId={documentId}
          source={source}
          place={citedPage === null ? null : t('page', { page: citedPage })}
          highlight={highlight}
          isGone={isGone}
          onClose={onClose}
        >
          {actions}
        </ViewerHeader>
      ) : null}
      {isGone ? <EmptyState icon={<FileX size={24} />} title={t('gone')} description={t(isPage ? 'goneDescription' : 'goneFromAnswer')} /> : null}
      {error?.code === 'document_not_ready' ? <EmptyState icon={<FileClock size={24} />} title={t('notReady')} description={error.message} /> : null}
      {error && !isGone && error.code !== 'document_not_ready' ? (
        <div className="p-4">
          <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={viewed.reload} />
        </div>
      ) : null}
      {isWaiting ? (
        <div className="flex justify-center py-16 text-text-muted">
          <Spinner label={t('loading')} />
        </div>
      ) : null}
      {mode === 'page' && viewed.places && viewed.kind && !error ? (
        <PagesView
          documentId={documentId}
          kind={viewed.kind}
          language={viewed.language}
          places={viewed.places}
          citedWords={viewed.places.texts[0] ?? ''}
          matches={search.matchesByPage}
          currentMatch={search.current && search.currentPage !== null ? { range: search.current, page: search.currentPage } : null}
          onPage={shownPage}
          onFailure={viewed.onFailure}
          tools={tools}
        />
      ) : null}
      {mode === 'text' && content && !error ? (
        <>
          {tools(null)}
          {viewed.reason ? <TextReasonLine text={t(`reason.${viewed.reason}`)} /> : null}
          <DocumentText
            key={search.current ? `${search.current.start} ${search.current.end}` : 'cited'}
            content={content}
            highlight={search.current ?? highlight}
            takesFocus={!search.isOpen}
            isPage={isPage}
            language={viewed.language}
          />
        </>
      ) : null}
    </div>
  )
}

/** What the viewer shows and what is searched in it, with the keys that open and close the search. */
function useViewer(documentId: string, highlight: TextRange | null) {
  const root = useRef<HTMLDivElement>(null)
  const inputRef = useRef<HTMLInputElement>(null)
  const page = useRef<number | null>(null)
  const [needsText, setNeedsText] = useState(false)
  const viewed = useViewedDocument(documentId, highlight, needsText)
  const search = useDocumentSearch(viewed.content, () => {
    if (viewed.mode === 'text') return highlight?.start ?? 0
    return viewed.content?.pages.find((span) => span.page === page.current)?.start ?? 0
  })
  const shownPage = useCallback((next: number) => {
    page.current = next
  }, [])

  function openSearch(): void {
    setNeedsText(true)
    search.open()
    inputRef.current?.focus()
    inputRef.current?.select()
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'f') return
    event.preventDefault()
    openSearch()
  }

  function closeSearch(): void {
    search.close()
    root.current?.querySelector<HTMLElement>('section[tabindex="0"]')?.focus({ preventScroll: true })
  }

  return { search, viewed, root, inputRef, shownPage, openSearch, closeSearch, onKeyDown }
}

function TextReasonLine({ text }: { text: string }) {
  return (
    <p className="flex items-start gap-2 border-b border-border bg-surface px-4 py-2 text-sm text-text-muted">
      <Info aria-hidden size={15} className="mt-1 shrink-0" />
      {text}
    </p>
  )
}
