import type { DraftBlock } from '../../text/document-builder'

export interface SlideBlock {
  kind: 'paragraph' | 'list-item' | 'table-row'
  text: string
}

export interface Slide {
  title: string | null
  blocks: SlideBlock[]
  /** What the speaker wrote below the slide, one entry a paragraph. */
  notes: string[]
  /** Letters and digits that nobody sees, left out. */
  hiddenCharacters: number
}

/** A first line up to this long stands for a missing title: it is what a reader takes for one. */
const longestTitle = 120

/**
 * The slides of a presentation as blocks: each begins with its title as a heading, and its number is the page and the place.
 * A slide without a title takes its first short line, so that its text never stands under the title of the slide before.
 */
export function slideDrafts(slides: Slide[]): DraftBlock[] {
  return slides.flatMap((slide, index) => draftSlide(slide, index + 1))
}

function draftSlide(slide: Slide, page: number): DraftBlock[] {
  const blocks = slide.blocks.filter((block) => block.text.trim() !== '')
  const notes = slide.notes.filter((note) => note.trim() !== '')
  if (slide.title === null && blocks.length + notes.length === 0) return []
  const title = slide.title ?? takeTitle(blocks) ?? `Slide ${page}`
  const draftOf = (kind: DraftBlock['kind'], text: string, level: number | null = null): DraftBlock => ({
    kind,
    level,
    parts: [{ text, page, place: { kind: 'slide', number: page } }],
  })
  return [draftOf('heading', title, 1), ...blocks.map((block) => draftOf(block.kind, block.text)), ...notes.map((note) => draftOf('paragraph', note))]
}

function takeTitle(blocks: SlideBlock[]): string | null {
  const [first] = blocks
  if (first === undefined || first.kind === 'table-row' || first.text.trim().length > longestTitle) return null
  blocks.shift()
  return first.text
}
