import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument, type DraftBlock } from '../../text/document-builder'
import { childElements, type XmlElement } from '../../xml/xml-tree'
import { type Slide, type SlideBlock, slideDrafts } from '../slides/slide-drafts'
import { leaveOut, type OpenDocumentReading, readOpenDocumentBlocks } from './opendocument-blocks'
import { openOpenDocument } from './opendocument-package'
import type { OpenDocumentStyles } from './opendocument-styles'

/** ODP: its pages as slides. */
export async function readOdp(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { body, title, metadata, styles } = await openOpenDocument(bytes, 'presentation')
  const slides = childElements(body)
    .filter((page) => page.name === 'page')
    .map((page) => readSlide(page, styles))
  return buildDocument(slideDrafts(slides), title ?? slides.find((slide) => slide.title !== null)?.title ?? null, {
    metadata,
    hiddenCharacters: slides.reduce((sum, slide) => sum + slide.hiddenCharacters, 0),
  })
}

/** A slide that the show leaves out keeps its number and says nothing. */
function readSlide(page: XmlElement, styles: OpenDocumentStyles): Slide {
  const file = { styles, hiddenCharacters: 0 }
  if (styles.isHidden('drawing-page', page.attributes['draw:style-name'])) {
    leaveOut({ ...page, children: childElements(page).filter((shape) => shape.name !== 'notes') }, file)
    return { title: null, blocks: [], notes: [], hiddenCharacters: file.hiddenCharacters }
  }
  const shapes = childElements(page)
  const title = shapes.find((shape) => shape.attributes['presentation:class'] === 'title')
  const notes = shapes.filter((shape) => shape.name === 'notes')
  const rest = shapes.filter((shape) => shape !== title && shape.name !== 'notes')
  return {
    title: title === undefined ? null : textOfBlocks(title, file).join(' ') || null,
    blocks: readOpenDocumentBlocks({ ...page, children: rest }, file).map(slideBlock),
    notes: notes.flatMap((note) => textOfBlocks(note, file)),
    hiddenCharacters: file.hiddenCharacters,
  }
}

function slideBlock(block: DraftBlock): SlideBlock {
  const kind = block.kind === 'list-item' || block.kind === 'table-row' ? block.kind : 'paragraph'
  return { kind, text: textOf(block) }
}

function textOfBlocks(element: XmlElement, file: OpenDocumentReading): string[] {
  return readOpenDocumentBlocks(element, file).map(textOf)
}

function textOf(block: DraftBlock): string {
  return block.parts.map((part) => part.text).join(' ')
}
