import { childElements, elementAt, elementsNamed, textOf, type XmlElement } from '../../xml/xml-tree'
import type { SlideBlock } from './slide-drafts'

export interface SlideShapes {
  title: string | null
  blocks: SlideBlock[]
  /** Relationship ids of the diagrams (SmartArt) whose text lies in parts of their own. */
  diagrams: string[]
}

const titleKinds = new Set(['title', 'ctrTitle'])
/** The same words on every slide: date, footer, header, slide number, and the picture of the slide on its notes page. */
const repeatedKinds = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg'])

/** The text of a slide or of a notes page in the order in which its shapes lie, which is the order screen readers use. */
export function readShapes(slide: XmlElement): SlideShapes {
  const shapes: SlideShapes = { title: null, blocks: [], diagrams: [] }
  const tree = elementAt(slide, 'cSld', 'spTree')
  if (tree !== null) for (const shape of childElements(tree)) readShape(shape, shapes)
  return shapes
}

function readShape(shape: XmlElement, shapes: SlideShapes): void {
  if (shape.name === 'grpSp') for (const child of childElements(shape)) readShape(child, shapes)
  // A choice offers the same content twice: for programs that know a newer feature, and for the others.
  else if (shape.name === 'AlternateContent') for (const child of childElements(elementAt(shape, 'Choice') ?? shape)) readShape(child, shapes)
  else if (shape.name === 'graphicFrame') readGraphic(shape, shapes)
  else if (shape.name === 'sp') readTextShape(shape, shapes)
}

function readTextShape(shape: XmlElement, shapes: SlideShapes): void {
  const body = elementAt(shape, 'txBody')
  const placeholder = elementAt(shape, 'nvSpPr', 'nvPr', 'ph')
  const kind = placeholder?.attributes.type ?? (placeholder === null ? '' : 'body')
  if (body === null || repeatedKinds.has(kind)) return
  const paragraphs = childElements(body).filter((child) => child.name === 'p')
  if (titleKinds.has(kind) && shapes.title === null) {
    const title = paragraphs.map(paragraphText).join(' ').trim()
    shapes.title = title === '' ? null : title
  } else shapes.blocks.push(...paragraphs.map((paragraph) => ({ kind: paragraphKind(paragraph, kind), text: paragraphText(paragraph) })))
}

/** The body of a slide is a list unless it says otherwise; free text is a list where it has bullets of its own. */
function paragraphKind(paragraph: XmlElement, placeholder: string): SlideBlock['kind'] {
  const properties = elementAt(paragraph, 'pPr')
  const names = new Set(properties === null ? [] : childElements(properties).map((child) => child.name))
  if (names.has('buChar') || names.has('buAutoNum')) return 'list-item'
  return (placeholder === 'body' || placeholder === 'obj') && !names.has('buNone') ? 'list-item' : 'paragraph'
}

function paragraphText(paragraph: XmlElement): string {
  return childElements(paragraph)
    .map((child) => {
      if (child.name === 'br') return '\n'
      if (child.name === 'r' || child.name === 'fld') return textOf(elementAt(child, 't') ?? { ...child, children: [] })
      // A formula: its letters in order.
      return child.name === 'm' || child.name === 'AlternateContent' ? elementsNamed(child, 't').map(textOf).join('') : ''
    })
    .join('')
}

function readGraphic(frame: XmlElement, shapes: SlideShapes): void {
  const data = elementAt(frame, 'graphic', 'graphicData')
  if (data === null) return
  for (const row of elementsNamed(data, 'tr')) {
    const cells = childElements(row).filter((cell) => cell.name === 'tc' && cell.attributes.hMerge !== '1' && cell.attributes.vMerge !== '1')
    const texts = cells.map((cell) => elementsNamed(cell, 'p').map(paragraphText).join(' ').trim())
    if (texts.some((text) => text !== '')) shapes.blocks.push({ kind: 'table-row', text: texts.join(' | ') })
  }
  const diagram = elementAt(data, 'relIds')?.attributes['r:dm']
  if (diagram !== undefined) shapes.diagrams.push(diagram)
}

/** The words of a diagram's points. */
export function readDiagram(data: XmlElement): SlideBlock[] {
  return elementsNamed(data, 'pt').flatMap((point) =>
    elementsNamed(point, 'p').map((paragraph) => ({ kind: 'list-item' as const, text: paragraphText(paragraph) })),
  )
}
