'use client'

import { useLocale, useTranslations } from 'next-intl'
import { errorCatalog, type InterfaceLanguage } from '@/lib/domain/error-catalog'
import type { LibraryState } from './library-state'

/** Past this many at once, names are replaced by a count: nobody wants forty file names read out. */
const namesAtMost = 2

/** Tells screen readers which documents became ready or failed; draws nothing. */
export function FinishedAnnouncer({ finished }: { finished: LibraryState['finished'] }) {
  const t = useTranslations('documents.announce')
  const locale = useLocale() as InterfaceLanguage
  const ready =
    finished.ready.length > namesAtMost ? [t('readyMany', { count: finished.ready.length })] : finished.ready.map(({ source }) => t('ready', { name: source }))
  const failed =
    finished.failed.length > namesAtMost
      ? [t('failedMany', { count: finished.failed.length })]
      : finished.failed.map(({ source, errorCode }) => t('failed', { name: source, reason: errorCatalog[errorCode ?? 'internal_error'][locale] }))
  return (
    <p aria-live="polite" className="sr-only">
      {[...ready, ...failed].join(' ')}
    </p>
  )
}
