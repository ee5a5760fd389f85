import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument } from '../../text/document-builder'
import { childElements, elementAt, readXml, type XmlElement } from '../../xml/xml-tree'
import { openZip, type ZipArchive } from '../../zip/open-zip'
import { readCoreProperties } from '../package-properties'
import { isHiddenSlide, type SlideSize, shapesOutside, slideSize } from './hidden-shapes'
import { type Relationship, readPart, readRelationships } from './pptx-package'
import { readDiagram, readShapes } from './pptx-shapes'
import { type Slide, slideDrafts } from './slide-drafts'

/** Names that PowerPoint itself gives to a presentation nobody has named. */
const emptyTitle = /^(?:powerpoint\b.*|presentation\d*|slide \d+|프레젠테이션\d*|슬라이드 \d+)$/i

/**
 * PPTX from its own parts, in the order of the show, through yauzl and parse-xml. The libraries that read presentations give one
 * text without slide numbers or bring an OCR engine with them; what is left to do over ZIP and XML is the order of the slides.
 */
export async function readPptx(bytes: Uint8Array): Promise<NormalizedDocument> {
  const archive = await openZip(bytes)
  const main = [...(await readRelationships(archive, '')).values()].find((relationship) => relationship.kind === 'officeDocument')?.target
  const part = main ?? 'ppt/presentation.xml'
  const presentation = await readPart(archive, part)
  const relationships = await readRelationships(archive, part)
  const slides: Slide[] = []
  const list = elementAt(presentation, 'sldIdLst')
  for (const entry of list === null ? [] : childElements(list)) {
    const target = relationships.get(entry.attributes['r:id'] ?? '')?.target
    if (target !== undefined) slides.push(await readSlide(archive, target, slideSize(presentation)))
  }
  const { title, metadata } = await readCoreProperties(archive)
  const declared = title === null || emptyTitle.test(title) ? null : title
  return buildDocument(slideDrafts(slides), declared ?? slides.find((slide) => slide.title !== null)?.title ?? null, {
    metadata,
    hiddenCharacters: slides.reduce((sum, slide) => sum + slide.hiddenCharacters, 0),
  })
}

/** A slide that the show leaves out keeps its number and says nothing. */
async function readSlide(archive: ZipArchive, part: string, size: SlideSize): Promise<Slide> {
  const slide = await readPart(archive, part)
  const { title, blocks, diagrams, hiddenCharacters } = readShapes(slide, isHiddenSlide(slide) ? () => true : shapesOutside(slide, size))
  if (isHiddenSlide(slide)) return { title: null, blocks: [], notes: [], hiddenCharacters }
  const relationships = await readRelationships(archive, part)
  for (const id of diagrams) {
    const data = await readRelated(archive, relationships.get(id))
    if (data !== null) blocks.push(...readDiagram(data))
  }
  const notes = await readRelated(
    archive,
    [...relationships.values()].find((relationship) => relationship.kind === 'notesSlide'),
  )
  return { title, blocks, notes: notes === null ? [] : readShapes(notes).blocks.map((block) => block.text), hiddenCharacters }
}

/** A diagram or a notes page that is named but missing costs its own words only. */
async function readRelated(archive: ZipArchive, relationship: Relationship | undefined): Promise<XmlElement | null> {
  const bytes = relationship === undefined ? null : await archive.read(relationship.target)
  return bytes === null ? null : readXml(bytes)
}
