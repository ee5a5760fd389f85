'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import type { DocumentPlaces } from '@/lib/domain/page/page-rectangles'
import { useApi } from '../../api/use-api'
import { Spinner } from '../../ui/spinner'
import type { TextRange } from '../document-content'
import { markBoxes } from './marks/mark-boxes'
import { MatchMarks } from './marks/match-marks'
import { PageMarks } from './marks/page-marks'
import { type PageScroll, PageScroller } from './page-scroller'
import { PageTools } from './page-tools'
import { usePageSource } from './source/use-page-source'
import { useZoom } from './use-zoom'

interface PagesViewProps {
  documentId: string
  kind: 'pdf' | 'image'
  language: string | undefined
  /** The pages with text and, of the cited passage, its rectangles. */
  places: DocumentPlaces
  /** The cited words where they are known. */
  citedWords: string
  matches: ReadonlyMap<number, TextRange[]>
  currentMatch: { range: TextRange; page: number } | null
  /** Told so that a search begins where the reader is. */
  onPage: (page: number) => void
  onFailure: (error: unknown) => void
  /** Frames the tools of this view. */
  tools: (own: ReactNode) => ReactNode
}

/** The pages of a document as they are, with the cited passage marked and scrolled to. Ctrl or Cmd with +, - and 0 zooms. */
export function PagesView({ documentId, kind, language, places, citedWords, matches, currentMatch, onPage, onFailure, tools }: PagesViewProps) {
  const t = useTranslations('viewer')
  const { source, sizes, learnSize } = usePageSource(documentId, kind, places.pages, onFailure)
  const zoom = useZoom(sizes)
  const [page, setPage] = useState(1)
  const scroll = useRef<PageScroll>(null)
  const citedStart = useRef<HTMLElement>(null)
  const cited = markBoxes(places)
  const [citedPage] = cited.keys()
  const current = useCurrentMatch(documentId, currentMatch)
  const isReady = source !== null && zoom.hasSpace
  const matchPlace = current.boxes.entries().next().value

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the pages are there
  useEffect(() => {
    const [place] = cited.entries()
    if (!isReady || !place) return
    scroll.current?.scrollTo(place[0], place[1][0])
    requestAnimationFrame(() => citedStart.current?.focus({ preventScroll: true }))
  }, [isReady])

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another match is a reason to scroll
  useEffect(() => {
    if (!isReady || !currentMatch || !current.isKnown) return
    if (matchPlace) scroll.current?.scrollTo(matchPlace[0], matchPlace[1][0])
    else scroll.current?.scrollTo(currentMatch.page)
  }, [isReady, currentMatch?.range.start, currentMatch?.range.end, current.isKnown])

  const changePage = useCallback(
    (next: number) => {
      setPage(next)
      onPage(next)
    },
    [onPage],
  )

  function marksOf(number: number): ReactNode {
    const start = number === citedPage ? { ref: citedStart, words: citedWords } : null
    return (
      <>
        <PageMarks boxes={cited.get(number) ?? []} tone="cited" start={start} />
        <MatchMarks documentId={documentId} page={number} matches={matches.get(number) ?? []} />
        <PageMarks boxes={current.boxes.get(number) ?? []} tone="current" />
      </>
    )
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to whatever is focused inside
    <div className="flex min-h-0 flex-1 flex-col" onKeyDown={zoom.onKeyDown}>
      {tools(
        source ? (
          <PageTools
            page={page}
            pageCount={source.pageCount}
            factor={zoom.factor}
            isFitted={zoom.isFitted}
            onPage={(wanted) => scroll.current?.scrollTo(wanted)}
            onZoom={zoom.step}
            onFit={zoom.fitWidth}
          />
        ) : null,
      )}
      {source ? (
        <PageScroller
          source={source}
          sizes={sizes}
          scale={zoom.scale}
          language={language}
          scrollRef={scroll}
          onSpace={zoom.setSpace}
          onPage={changePage}
          onSize={learnSize}
          onPinch={zoom.pinch}
          marksOf={marksOf}
        />
      ) : (
        <div className="flex flex-1 justify-center bg-surface-hover py-16 text-text-muted">
          <Spinner label={t('loading')} />
        </div>
      )}
    </div>
  )
}

/** Where the present match of the search stands. */
function useCurrentMatch(documentId: string, match: PagesViewProps['currentMatch']) {
  const path = match ? `/api/documents/${documentId}/layout?start=${match.range.start}&end=${match.range.end}` : null
  const { data, error } = useApi<DocumentPlaces>(path)
  return { boxes: markBoxes(data), isKnown: data !== null || error !== null }
}
