export const blockKinds = ['heading', 'paragraph', 'list-item', 'table-row', 'code', 'quote', 'figure-caption'] as const
export type BlockKind = (typeof blockKinds)[number]

/** A run of the normalized text with one role. `start` and `end` are UTF-16 offsets, end exclusive. */
export interface Block {
  kind: BlockKind
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

/** The part of the normalized text that came from one slide (`number` from 1) or from a range of cells such as "B2:F9". */
export type PlaceSpan =
  | { kind: 'slide'; number: number; start: number; end: number }
  | { kind: 'cells'; sheet: string; cells: string; start: number; end: number }

/**
 * A run of text on a page: range in the normalized text, then the rectangle in points at scale 1, measured from the
 * upper left corner of the page as it is shown (rotation applied): [start, end, x, y, width, height]. Where the file tells
 * how wide each letter is, the seventh says it, one character for each unit of the text (`letter-widths.ts`).
 */
export type LayoutRun = [start: number, end: number, x: number, y: number, width: number, height: number, widths?: string]

/** A running header, footer or page number: taken out of the text, kept in the map. Rectangle as in `LayoutRun`. */
export interface RunningText {
  text: string
  x: number
  y: number
  width: number
  height: number
}

/** Where the text of one page stands on it. Runs in the order of the text. `width` and `height` in points. */
export interface PageLayout {
  page: number
  width: number
  height: number
  runs: LayoutRun[]
  running: RunningText[]
}

/** What the file says of itself; dates are ISO 8601 in UTC. */
export interface DocumentMetadata {
  author: string | null
  writtenAt: string | null
  modifiedAt: string | null
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
  /** Slides and cells; empty for other formats. Sorted. */
  places: PlaceSpan[]
  /** Only for formats whose pages can be shown as they are (PDF, images). One for each page, also the empty ones. */
  layout: PageLayout[]
  title: string | null
  metadata: DocumentMetadata
  /** Of a file with pages, those that could not be read, and those whose text was recognised from a picture. */
  unreadablePages: number[]
  recognisedPages: number[]
  /** Characters that were in the file and that nobody sees in it: left out of `text`. */
  hiddenCharacters: number
}

/** What a reader need not say: nothing known of places, layout and metadata. */
export const plainDocumentMap = {
  places: [],
  layout: [],
  metadata: { author: null, writtenAt: null, modifiedAt: null },
  unreadablePages: [],
  recognisedPages: [],
  hiddenCharacters: 0,
} satisfies Partial<NormalizedDocument>
