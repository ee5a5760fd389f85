'use client'

import { FileX } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import { undeterminedLanguage } from '@/lib/domain/language'
import { useApi } from '../api/use-api'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { ErrorNotice } from '../ui/error-notice'
import { Spinner } from '../ui/spinner'
import type { DocumentContent, TextRange } from './document-content'
import { findPiece, intersect, splitIntoPieces } from './split-into-pieces'
import { TextPieceView } from './text-piece-view'
import { usePieceWindow } from './use-piece-window'
import { ViewerHeader } from './viewer-header'

interface DocumentViewerProps {
  documentId: string
  /** The document's name where it is known before the document is read, or when it is gone. */
  source?: string | null
  /** The cited place, as offsets into the document's normalized text; shown marked and scrolled to. */
  highlight?: TextRange | null
  /** With it the viewer is a panel that can be closed; without it, it is the page itself. */
  onClose?: () => void
}

/** A document's text with the cited place marked. Fills the height of what contains it. */
export function DocumentViewer({ documentId, source: knownSource = null, highlight = null, onClose }: DocumentViewerProps) {
  const t = useTranslations('viewer')
  const { data: content, error, loading, reload } = useApi<DocumentContent>(`/api/documents/${documentId}/content`)
  const isPage = onClose === undefined
  const isGone = error?.code === 'not_found'
  const source = content?.document.source ?? knownSource
  const page = content && highlight ? pageAt(content, highlight.start) : null
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ViewerHeader documentId={documentId} source={source} page={page} highlight={highlight} isGone={isGone} onClose={onClose ?? null} />
      {isGone ? <EmptyState icon={<FileX size={24} />} title={t('gone')} description={t(isPage ? 'goneDescription' : 'goneFromAnswer')} /> : null}
      {error && !isGone ? (
        <div className="p-4">
          <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={reload} />
        </div>
      ) : null}
      {loading && !content ? (
        <div className="flex justify-center py-16 text-text-muted">
          <Spinner label={t('loading')} />
        </div>
      ) : null}
      {content ? <DocumentText key={`${documentId} ${highlight?.start} ${highlight?.end}`} content={content} highlight={highlight} isPage={isPage} /> : null}
    </div>
  )
}

/** The `lang` of the document's text; undefined where it is not known. */
function languageCode({ document }: DocumentContent): string | undefined {
  return document.language && document.language !== undeterminedLanguage ? document.language : undefined
}

function pageAt(content: DocumentContent, offset: number): number | null {
  return content.pages.findLast((span) => span.start <= offset)?.page ?? null
}

function DocumentText({ content, highlight, isPage }: { content: DocumentContent; highlight: TextRange | null; isPage: boolean }) {
  const t = useTranslations('viewer')
  const pieces = useMemo(() => splitIntoPieces(content), [content])
  const target = highlight ? findPiece(pieces, highlight.start) : 0
  const { from, to, showEarlier, showLater } = usePieceWindow(pieces.length, target)
  const markRef = useRef<HTMLElement>(null)
  const firstMarked = highlight ? pieces.findIndex((piece, index) => index >= target && intersect(piece, highlight) !== null) : -1

  useEffect(() => {
    markRef.current?.scrollIntoView({ block: 'center' })
    markRef.current?.focus({ preventScroll: true })
  }, [])

  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
      tabIndex={0}
      aria-label={t('text')}
      lang={languageCode(content)}
      className="relative min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
    >
      <div className="mx-auto max-w-3xl px-5 pt-5 pb-16 leading-[1.75] sm:px-8">
        {showEarlier ? <MoreButton label={t('showEarlier')} onPress={showEarlier} /> : null}
        {pieces.slice(from, to).map((piece, index) => (
          <TextPieceView
            key={piece.start}
            piece={piece}
            text={content.text}
            mark={intersect(piece, highlight)}
            topHeading={isPage ? 2 : 3}
            markRef={from + index === firstMarked ? markRef : null}
            pageLabel={piece.pageStart === null ? null : t('page', { page: piece.pageStart })}
          />
        ))}
        {showLater ? <MoreButton label={t('showLater')} onPress={showLater} isAutomatic /> : null}
        {pieces.length === 0 ? <p className="py-8 text-center text-text-muted">{t('noText')}</p> : null}
      </div>
    </section>
  )
}

/** Adds more of the text when pressed and, at the end, also when it comes into view. */
function MoreButton({ label, onPress, isAutomatic = false }: { label: string; onPress: () => void; isAutomatic?: boolean }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isAutomatic || !place.current) return
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) onPress()
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  })
  return (
    <div ref={place} className="flex justify-center py-4">
      <Button size="sm" onClick={onPress}>
        {label}
      </Button>
    </div>
  )
}
