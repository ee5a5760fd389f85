import type { Block, NormalizedDocument, PlaceSpan } from '@/lib/domain/normalized-document'
import type { TextRange } from '../document-content'

/**
 * Makes the list of pieces the viewer shows from a document's text and its map. Pieces are blocks, cut where a page,
 * slide or range of cells begins, and whatever text lies between blocks, so that every character that is not space is shown exactly once and
 * offsets stay those of the text. A flat list lets the viewer show any window of a long document.
 */
export interface TextPiece {
  kind: Block['kind']
  level: number | null
  start: number
  end: number
  /** The page that begins with this piece, null when none does. */
  pageStart: number | null
  /** The slide or the range of cells that begins with this piece, null when none does. */
  placeStart: PlaceSpan | null
  /** True where that place is the first of its sheet: the others need not name it again. */
  isNewSheet: boolean
}

type Uncut = Pick<TextPiece, 'kind' | 'level' | 'start' | 'end'>

/** The text as paragraphs, runs of lines that are not blank, where no block covers it. */
function fillGap(text: string, start: number, end: number): Uncut[] {
  const pieces: Uncut[] = []
  for (const match of text.slice(start, end).matchAll(/\S.*(?:\n.*\S.*)*/g)) {
    const from = start + match.index
    pieces.push({ kind: 'paragraph', level: null, start: from, end: from + match[0].trimEnd().length })
  }
  return pieces
}

function coverText({ text, blocks }: Pick<NormalizedDocument, 'text' | 'blocks'>): Uncut[] {
  const pieces: Uncut[] = []
  let end = 0
  for (const block of blocks) {
    const start = Math.max(block.start, end)
    if (block.end <= start) continue
    pieces.push(...fillGap(text, end, start), { kind: block.kind, level: block.level, start, end: block.end })
    end = block.end
  }
  return [...pieces, ...fillGap(text, end, text.length)]
}

type Mapped = Pick<NormalizedDocument, 'text' | 'blocks' | 'pages' | 'places'>

export function splitIntoPieces(content: Mapped): TextPiece[] {
  const pieces: TextPiece[] = []
  const pages = new SpanWalk(content.pages)
  const places = new SpanWalk(content.places)
  let sheet: string | null = null
  for (const uncut of coverText(content)) {
    let start = uncut.start
    while (start < uncut.end) {
      const pageStart = pages.takeUpTo(start)?.page ?? null
      const placeStart = places.takeUpTo(start)
      const nextSheet: string | null = placeStart?.kind === 'cells' ? placeStart.sheet : sheet
      const end = Math.min(pages.nextStart(), places.nextStart(), uncut.end)
      pieces.push({ ...uncut, start, end, pageStart, placeStart, isNewSheet: nextSheet !== sheet })
      sheet = nextSheet
      start = end
    }
  }
  return pieces
}

/** Goes through sorted spans beside the pieces. */
class SpanWalk<Span extends { start: number }> {
  private position = 0

  constructor(private readonly spans: Span[]) {}

  /** The last span that begins at `offset` or before it and was not taken yet. */
  takeUpTo(offset: number): Span | null {
    let taken: Span | null = null
    for (let span = this.spans[this.position]; span && span.start <= offset; span = this.spans[this.position]) {
      taken = span
      this.position += 1
    }
    return taken
  }

  nextStart(): number {
    return this.spans[this.position]?.start ?? Number.POSITIVE_INFINITY
  }
}

/** Index of the first piece that ends after `offset`; the last piece when there is none. */
export function findPiece(pieces: TextPiece[], offset: number): number {
  let low = 0
  let high = Math.max(pieces.length - 1, 0)
  while (low < high) {
    const middle = (low + high) >> 1
    if ((pieces[middle]?.end ?? 0) > offset) high = middle
    else low = middle + 1
  }
  return low
}

/** The part of `range` inside the piece, or null when they do not meet. */
export function intersect(piece: TextRange, range: TextRange | null): TextRange | null {
  if (!range) return null
  const start = Math.max(piece.start, range.start)
  const end = Math.min(piece.end, range.end)
  return start < end ? { start, end } : null
}
