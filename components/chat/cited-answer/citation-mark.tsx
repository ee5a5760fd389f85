'use client'

import { useTranslations } from 'next-intl'
import { HoverCard } from 'radix-ui'
import { useRef, useState } from 'react'
import type { AnswerSource } from '@/lib/domain/answer'
import { languageOf } from '../../i18n/language-of'
import { fileName } from '../../viewer/file-name'
import { useAnswer } from './answer-context'
import { resolveCitation } from './resolve-citation'

/** One numbered mark: shows its source on hover and focus, opens the document at the cited place when pressed. */
export function CitationMark({ ordinal, number }: { ordinal: number; number: number }) {
  const t = useTranslations('chat')
  const { answer, openPlace } = useAnswer()
  const [isOpen, setIsOpen] = useState(false)
  // From a press until the pointer or the focus comes anew: a card that opened late would lie over the document and take the first Escape.
  const isPressed = useRef(false)
  const citation = resolveCitation(answer, ordinal, number)
  if (!citation) return `[${number}]`
  const { source, place } = citation
  const where = place.page === null ? '' : `, ${t('page', { page: place.page })}`

  function release() {
    isPressed.current = false
  }

  return (
    <HoverCard.Root open={isOpen} onOpenChange={(next) => setIsOpen(next && !isPressed.current)} openDelay={150} closeDelay={120}>
      <HoverCard.Trigger asChild>
        <button
          type="button"
          aria-label={`${t('sourceNumber', { number })}: ${fileName(source.source)}${where}`}
          data-citation={number}
          onFocus={(event) => {
            if (event.currentTarget.dataset.returning) event.preventDefault()
            else release()
          }}
          onPointerEnter={release}
          onClick={(event) => {
            isPressed.current = true
            setIsOpen(false)
            openPlace(place, event.currentTarget)
          }}
          className="relative mx-0.5 inline-flex h-[1.15rem] min-w-5 translate-y-[-0.18em] items-center justify-center rounded-[5px] bg-accent-soft px-1 align-baseline text-[0.6875rem] leading-none font-semibold text-accent tabular-nums transition-colors after:absolute after:-inset-x-0.5 after:-inset-y-[3px] hover:bg-accent hover:text-accent-contrast"
        >
          {number}
        </button>
      </HoverCard.Trigger>
      <HoverCard.Portal container={isOpen ? document.getElementById('content') : null}>
        <HoverCard.Content
          side="top"
          sideOffset={6}
          collisionPadding={12}
          className="z-50 w-88 max-w-[calc(100vw-1.5rem)] animate-appear rounded-xl border border-border bg-surface-raised p-4 shadow-lg"
        >
          <SourceCard source={source} page={place.page} />
        </HoverCard.Content>
      </HoverCard.Portal>
    </HoverCard.Root>
  )
}

/** `page` is that of the cited place, which in a passage over several pages need not be the source's. */
function SourceCard({ source, page }: { source: AnswerSource; page: number | null }) {
  const t = useTranslations('chat')
  return (
    <div className="text-sm">
      <p dir="auto" className="font-semibold break-words">
        {fileName(source.source)}
      </p>
      <p className="text-text-muted">{[page === null ? '' : t('page', { page }), source.section].filter(Boolean).join(' · ')}</p>
      <p
        dir="auto"
        lang={languageOf(source.snippet)}
        className="mt-2 line-clamp-6 border-s-2 border-accent ps-3 leading-relaxed break-words whitespace-pre-line"
      >
        {source.snippet}
      </p>
      <p className="mt-2 text-xs text-text-muted">{t('openHint')}</p>
    </div>
  )
}
