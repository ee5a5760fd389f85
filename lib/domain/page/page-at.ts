/** A page that begins inside a passage; `start` is an offset into the document's normalized text. */
export interface PageBreak {
  page: number
  start: number
}

/** The page that holds `offset`, one of the passage's own range of the normalized text. Null for formats without pages. */
export function pageAt({ page, pageBreaks }: { page: number | null; pageBreaks: PageBreak[] }, offset: number): number | null {
  return pageBreaks.findLast(({ start }) => start <= offset)?.page ?? page
}
