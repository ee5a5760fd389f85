'use client'

import type { DocumentPlaces } from '@/lib/domain/page/page-rectangles'
import { useApi } from '../../../api/use-api'
import type { TextRange } from '../../document-content'
import { markBoxes } from './mark-boxes'
import { PageMarks } from './page-marks'

/** As many as the API answers at once; a page with more has no room between the marks. */
const mostRanges = 200

/** The matches of a search on one page; asked for when the page is drawn. */
export function MatchMarks({ documentId, page, matches }: { documentId: string; page: number; matches: TextRange[] }) {
  const ranges = matches.slice(0, mostRanges).map(({ start, end }) => `${start}-${end}`)
  const { data } = useApi<DocumentPlaces>(ranges.length > 0 ? `/api/documents/${documentId}/layout?ranges=${ranges.join(',')}` : null)
  return <PageMarks boxes={markBoxes(data).get(page) ?? []} tone="match" />
}
