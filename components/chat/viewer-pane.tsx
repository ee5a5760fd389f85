'use client'

import { useTranslations } from 'next-intl'
import { Dialog } from 'radix-ui'
import { useEffect, useSyncExternalStore } from 'react'
import { DocumentViewer } from '../viewer/document-viewer'
import type { CitedPlace } from './cited-answer/resolve-citation'

/** From this width, in CSS pixels, chat and document stand side by side. */
const splitWidth = '(min-width: 1024px)'

function subscribe(onChange: () => void): () => void {
  const query = window.matchMedia(splitWidth)
  query.addEventListener('change', onChange)
  return () => query.removeEventListener('change', onChange)
}

function useHasRoom(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(splitWidth).matches,
    () => true,
  )
}

interface ViewerPaneProps {
  place: CitedPlace
  onClose: () => void
}

/** The document beside the chat; on a narrow screen it covers the chat instead. Escape closes it, and its search first. */
export function ViewerPane({ place, onClose }: ViewerPaneProps) {
  const t = useTranslations('chat')
  const hasRoom = useHasRoom()
  const viewer = <DocumentViewer documentId={place.documentId} source={place.source} highlight={{ start: place.start, end: place.end }} onClose={onClose} />

  useEffect(() => {
    if (!hasRoom) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) onClose()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [hasRoom, onClose])

  if (hasRoom) {
    return (
      <section aria-label={t('documentPanel')} className="min-w-0 flex-1 basis-1/2 animate-appear border-l border-border bg-surface-raised">
        {viewer}
      </section>
    )
  }
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onEscapeKeyDown={(event) => {
            if (event.target instanceof Element && event.target.closest('[data-keeps-escape]')) event.preventDefault()
          }}
          className="fixed inset-0 z-40 animate-appear bg-surface-raised outline-none"
        >
          <Dialog.Title className="sr-only">{t('documentPanel')}</Dialog.Title>
          {viewer}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
