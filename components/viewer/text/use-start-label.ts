'use client'

import { useTranslations } from 'next-intl'
import type { TextPiece } from './split-into-pieces'

/** Says in words what begins with a piece: a slide, a sheet or a page. */
export function useStartLabel(): (piece: TextPiece) => string | null {
  const t = useTranslations('viewer')
  return ({ pageStart, placeStart, isNewSheet }) => {
    if (placeStart?.kind === 'slide') return t('slide', { number: placeStart.number })
    if (placeStart?.kind === 'cells' && isNewSheet) return t('sheet', { name: placeStart.sheet })
    return pageStart === null ? null : t('page', { page: pageStart })
  }
}
