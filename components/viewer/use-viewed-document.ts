'use client'

import { useCallback, useState } from 'react'
import type { DocumentRecord } from '@/lib/domain/document'
import { undeterminedLanguage } from '@/lib/domain/language'
import type { DocumentPlaces } from '@/lib/domain/page/page-rectangles'
import { useApi } from '../api/use-api'
import type { DocumentContent, TextRange } from './document-content'
import type { ViewMode } from './view-switch'

/** Why the text is shown where the page was to be expected. */
export type TextReason = 'undrawable' | 'noPlaces' | 'newVersion'

/** The formats whose pages can be shown as they are. */
function pageKind({ format }: DocumentRecord): 'pdf' | 'image' | null {
  return format === 'pdf' || format === 'image' ? format : null
}

/**
 * What the viewer shows of a document: its pages or its text, and why. Only what is shown is fetched: the text of a long
 * PDF is not needed to see its pages, and its pages are not needed to read its text.
 */
export function useViewedDocument(documentId: string, highlight: TextRange | null, needsText: boolean) {
  const path = `/api/documents/${encodeURIComponent(documentId)}`
  const { data: record, error: recordError, reload: reloadRecord } = useApi<DocumentRecord>(path)
  const [chosen, setChosen] = useState<ViewMode | null>(null)
  const [isUndrawable, setUndrawable] = useState(false)
  const kind = record ? pageKind(record) : null
  // While a newer file is being read, the text is that of the one before, and its places are not on the new pages.
  const isCurrent = record?.status === 'ready'
  const layoutPath = kind && isCurrent ? `${path}/layout` : null
  const { data: layout, error: layoutError } = useApi<DocumentPlaces>(layoutPath)
  const { data: marked, error: markedError } = useApi<DocumentPlaces>(
    layoutPath && highlight ? `${layoutPath}?start=${highlight.start}&end=${highlight.end}` : null,
  )
  const places: DocumentPlaces | null =
    layout && (marked || !highlight) ? { pages: layout.pages, rectangles: marked?.rectangles ?? [], texts: marked?.texts ?? [] } : null

  const reason = textReason()
  const mode: ViewMode = kind === null || reason === 'undrawable' || reason === 'newVersion' ? 'text' : (chosen ?? (reason ? 'text' : 'page'))
  const text = useApi<DocumentContent>(record && (mode === 'text' || needsText) ? `${path}/content` : null)
  const onFailure = useCallback(() => setUndrawable(true), [])

  function textReason(): TextReason | null {
    if (kind === null) return null
    if (!isCurrent) return 'newVersion'
    if (isUndrawable) return 'undrawable'
    return highlight && places && places.rectangles.length === 0 ? 'noPlaces' : null
  }

  return {
    record,
    kind,
    mode,
    reason,
    /** Null until it is known where the passage is; the pages wait for it. */
    places,
    content: text.data,
    isTextLoading: text.loading,
    error: recordError ?? (mode === 'text' ? text.error : (layoutError ?? markedError)),
    language: record?.language && record.language !== undeterminedLanguage ? record.language : undefined,
    canSwitch: kind !== null && reason !== 'undrawable' && reason !== 'newVersion',
    choose: setChosen,
    onFailure,
    reload: () => {
      reloadRecord()
      text.reload()
    },
  }
}
