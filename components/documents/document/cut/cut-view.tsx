'use client'

import { useTranslations } from 'next-intl'
import { type FocusEvent, type MouseEvent, useCallback, useMemo, useState } from 'react'
import { useApi } from '@/components/api/use-api'
import { ErrorNotice } from '@/components/ui/error-notice'
import { Spinner } from '@/components/ui/spinner'
import type { DocumentContent } from '@/components/viewer/document-content'
import { MoreButton } from '@/components/viewer/text/more-button'
import { splitIntoPieces } from '@/components/viewer/text/split-into-pieces'
import { TextPieceView } from '@/components/viewer/text/text-piece-view'
import { usePieceWindow } from '@/components/viewer/text/use-piece-window'
import { useStartLabel } from '@/components/viewer/text/use-start-label'
import type { DocumentRecord } from '@/lib/domain/document'
import type { StoredChunk } from '@/lib/domain/passage'
import { ChunkNote, useDescribeChunk } from './chunk-note'
import { CutSettings } from './cut-settings'
import { CutWords } from './cut-words'
import { useCutChunks } from './use-cut-chunks'

interface CutViewProps {
  document: DocumentRecord
  onChanged: (document: DocumentRecord) => void
}

/** The text of a document with its chunks in colour, so that one sees where it was cut. */
export function CutView({ document, onChanged }: CutViewProps) {
  const t = useTranslations('viewer')
  const { data: content, error, reload } = useApi<DocumentContent>(`/api/documents/${encodeURIComponent(document.id)}/content`)
  return (
    <div className="flex h-full min-h-0 flex-col">
      <CutSettings document={document} onChanged={onChanged} />
      {error ? (
        <div className="p-4">
          <ErrorNotice title={t('loadFailed')} message={error.message} onRetry={reload} />
        </div>
      ) : null}
      {!error && !content ? (
        <div className="flex justify-center py-16 text-text-muted">
          <Spinner label={t('loading')} />
        </div>
      ) : null}
      {content ? <CutText content={content} /> : null}
    </div>
  )
}

function CutText({ content }: { content: DocumentContent }) {
  const t = useTranslations('viewer')
  const pieces = useMemo(() => splitIntoPieces(content), [content])
  const { from, to, showLater } = usePieceWindow(pieces.length, 0)
  const chunks = useCutChunks(content.document.id, pieces[to - 1]?.end ?? 0)
  const byIndex = useMemo(() => new Map(chunks.items.map((chunk) => [chunk.chunkIndex, chunk])), [chunks.items])
  const [activeIndex, setActiveIndex] = useState<number | null>(null)
  const nameStart = useStartLabel()
  const nameChunk = useNameChunk(byIndex)

  function show(event: MouseEvent | FocusEvent): void {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-chunk]') : null
    if (element) setActiveIndex(Number(element.dataset.chunk))
  }

  return (
    <>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
        tabIndex={0}
        aria-label={t('document.cut.text')}
        lang={content.document.language ?? undefined}
        onMouseOver={show}
        onFocus={show}
        className="relative min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <div className="mx-auto max-w-3xl px-5 pt-5 pb-16 leading-[1.9] sm:px-8">
          {chunks.failure ? <ErrorNotice title={t('document.cut.loadFailed')} message={chunks.failure.message} onRetry={chunks.reload} /> : null}
          {pieces.slice(from, to).map((piece) => (
            <TextPieceView
              key={piece.start}
              piece={piece}
              topHeading={2}
              startLabel={nameStart(piece)}
              cells={piece.placeStart?.kind === 'cells' ? piece.placeStart.cells : null}
            >
              <CutWords piece={piece} text={content.text} chunks={chunks.items} activeIndex={activeIndex} nameChunk={nameChunk} />
            </TextPieceView>
          ))}
          {showLater ? <MoreButton label={t('showLater')} onPress={showLater} isAutomatic /> : null}
          {pieces.length === 0 ? <p className="py-8 text-center text-text-muted">{t('noText')}</p> : null}
        </div>
      </section>
      <ChunkNote chunk={activeIndex === null ? null : (byIndex.get(activeIndex) ?? null)} />
    </>
  )
}

function useNameChunk(chunks: ReadonlyMap<number, StoredChunk>): (index: number) => string {
  const t = useTranslations('viewer.document.cut')
  const describe = useDescribeChunk()
  return useCallback(
    (index) => {
      const chunk = chunks.get(index)
      const name = t('number', { number: index + 1 })
      return chunk ? `${name}: ${describe(chunk)}` : name
    },
    [chunks, t, describe],
  )
}
