'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useMemo, useRef } from 'react'
import type { DocumentContent, TextRange } from '../document-content'
import { MoreButton } from './more-button'
import { findPiece, intersect, splitIntoPieces } from './split-into-pieces'
import { MarkedWords, TextPieceView } from './text-piece-view'
import { usePieceWindow } from './use-piece-window'
import { useStartLabel } from './use-start-label'

interface DocumentTextProps {
  content: DocumentContent
  /** Shown marked and scrolled to. */
  highlight: TextRange | null
  /** False while a search is typed: the focus stays in its field. */
  takesFocus: boolean
  isPage: boolean
  language: string | undefined
}

/** A document's text in its structure, with a place in it marked. Another place is another instance: give it a key. */
export function DocumentText({ content, highlight, takesFocus, isPage, language }: DocumentTextProps) {
  const t = useTranslations('viewer')
  const nameStart = useStartLabel()
  const pieces = useMemo(() => splitIntoPieces(content), [content])
  const target = highlight ? findPiece(pieces, highlight.start) : 0
  const { from, to, showEarlier, showLater } = usePieceWindow(pieces.length, target)
  const markRef = useRef<HTMLElement>(null)
  const firstMarked = highlight ? pieces.findIndex((piece, index) => index >= target && intersect(piece, highlight) !== null) : -1

  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is gone to once
  useEffect(() => {
    markRef.current?.scrollIntoView({ block: 'center' })
    if (takesFocus) markRef.current?.focus({ preventScroll: true })
  }, [])

  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
      tabIndex={0}
      aria-label={t('text')}
      lang={language}
      className="relative min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
    >
      <div className="mx-auto max-w-3xl px-5 pt-5 pb-16 leading-[1.75] sm:px-8">
        {showEarlier ? <MoreButton label={t('showEarlier')} onPress={showEarlier} /> : null}
        {pieces.slice(from, to).map((piece, index) => (
          <TextPieceView
            key={piece.start}
            piece={piece}
            topHeading={isPage ? 2 : 3}
            startLabel={nameStart(piece)}
            cells={piece.placeStart?.kind === 'cells' ? piece.placeStart.cells : null}
          >
            <MarkedWords piece={piece} text={content.text} mark={intersect(piece, highlight)} markRef={from + index === firstMarked ? markRef : null} />
          </TextPieceView>
        ))}
        {showLater ? <MoreButton label={t('showLater')} onPress={showLater} isAutomatic /> : null}
        {pieces.length === 0 ? <p className="py-8 text-center text-text-muted">{t('noText')}</p> : null}
      </div>
    </section>
  )
}
