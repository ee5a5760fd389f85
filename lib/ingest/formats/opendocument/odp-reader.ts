import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument, type DraftBlock } from '../../text/document-builder'
import { childElements, type XmlElement } from '../../xml/xml-tree'
import { type Slide, type SlideBlock, slideDrafts } from '../slides/slide-drafts'
import { readOpenDocumentBlocks } from './opendocument-blocks'
import { openOpenDocument } from './opendocument-package'

/** ODP: its pages as slides. */
export async function readOdp(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { body, title, metadata } = await openOpenDocument(bytes, 'presentation')
  const slides = childElements(body)
    .filter((page) => page.name === 'page')
    .map(readSlide)
  return buildDocument(slideDrafts(slides), title ?? slides.find((slide) => slide.title !== null)?.title ?? null, { metadata })
}

function readSlide(page: XmlElement): Slide {
  const shapes = childElements(page)
  const title = shapes.find((shape) => shape.attributes['presentation:class'] === 'title')
  const notes = shapes.filter((shape) => shape.name === 'notes')
  const rest = shapes.filter((shape) => shape !== title && shape.name !== 'notes')
  return {
    title: title === undefined ? null : textOfBlocks(title).join(' ') || null,
    blocks: readOpenDocumentBlocks({ ...page, children: rest }).map(slideBlock),
    notes: notes.flatMap(textOfBlocks),
  }
}

function slideBlock(block: DraftBlock): SlideBlock {
  const kind = block.kind === 'list-item' || block.kind === 'table-row' ? block.kind : 'paragraph'
  return { kind, text: textOf(block) }
}

function textOfBlocks(element: XmlElement): string[] {
  return readOpenDocumentBlocks(element).map(textOf)
}

function textOf(block: DraftBlock): string {
  return block.parts.map((part) => part.text).join(' ')
}
