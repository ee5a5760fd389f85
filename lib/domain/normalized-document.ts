/** A run of the normalized text with one role. `start` and `end` are UTF-16 offsets, end exclusive. */
export interface Block {
  kind: 'heading' | 'paragraph' | 'list-item' | 'table-row' | 'code' | 'quote'
  start: number
  end: number
  /** 1 to 6 for headings, else null. */
  level: number | null
  /** Titles of the headings this block stands under, outermost first; a heading's own title is not in its path. */
  headingPath: string[]
}

/** The part of the normalized text that came from one page. `page` counts from 1. */
export interface PageSpan {
  page: number
  start: number
  end: number
}

/**
 * Every format becomes this: one NFC text and a map over it. All offsets stored anywhere in Docent (chunks, citations,
 * highlights) are offsets into `text`.
 */
export interface NormalizedDocument {
  text: string
  blocks: Block[]
  /** Empty for formats without pages. Sorted, not overlapping. */
  pages: PageSpan[]
  title: string | null
}
