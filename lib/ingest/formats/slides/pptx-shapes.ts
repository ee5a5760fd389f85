import { countReadable } from '../../text/count-readable'
import { childElements, elementAt, elementsNamed, textOf, type XmlElement } from '../../xml/xml-tree'
import { isMarkedHidden, isUnseenRun } from './hidden-shapes'
import type { SlideBlock } from './slide-drafts'

export interface SlideShapes {
  title: string | null
  blocks: SlideBlock[]
  /** Relationship ids of the diagrams (SmartArt) whose text lies in parts of their own. */
  diagrams: string[]
  hiddenCharacters: number
}

const titleKinds = new Set(['title', 'ctrTitle'])
/** The same words on every slide: date, footer, header, slide number, and the picture of the slide on its notes page. */
const repeatedKinds = new Set(['dt', 'ftr', 'hdr', 'sldNum', 'sldImg'])

/** The text of a slide or of a notes page in the order in which its shapes lie, which is the order screen readers use. */
export function readShapes(slide: XmlElement, isHiddenShape: (shape: XmlElement) => boolean = () => false): SlideShapes {
  const shapes: SlideShapes = { title: null, blocks: [], diagrams: [], hiddenCharacters: 0 }
  const tree = elementAt(slide, 'cSld', 'spTree')
  for (const shape of tree === null ? [] : childElements(tree)) {
    if (isHiddenShape(shape)) shapes.hiddenCharacters += countText(shape)
    else readShape(shape, shapes)
  }
  return shapes
}

function countText(element: XmlElement): number {
  return elementsNamed(element, 't').reduce((sum, text) => sum + countReadable(textOf(text)), 0)
}

function readShape(shape: XmlElement, shapes: SlideShapes): void {
  if (isMarkedHidden(shape)) shapes.hiddenCharacters += countText(shape)
  else if (shape.name === 'grpSp') for (const child of childElements(shape)) readShape(child, shapes)
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
    const title = paragraphs
      .map((paragraph) => paragraphText(paragraph, shapes))
      .join(' ')
      .trim()
    shapes.title = title === '' ? null : title
  } else shapes.blocks.push(...paragraphs.map((paragraph) => ({ kind: paragraphKind(paragraph, kind), text: paragraphText(paragraph, shapes) })))
}

/** The body of a slide is a list unless it says otherwise; free text is a list where it has bullets of its own. */
function paragraphKind(paragraph: XmlElement, placeholder: string): SlideBlock['kind'] {
  const properties = elementAt(paragraph, 'pPr')
  const names = new Set(properties === null ? [] : childElements(properties).map((child) => child.name))
  if (names.has('buChar') || names.has('buAutoNum')) return 'list-item'
  return (placeholder === 'body' || placeholder === 'obj') && !names.has('buNone') ? 'list-item' : 'paragraph'
}

function paragraphText(paragraph: XmlElement, shapes?: SlideShapes): string {
  return childElements(paragraph)
    .map((child) => {
      if (shapes !== undefined && isUnseenRun(child)) {
        shapes.hiddenCharacters += countText(child)
        return ''
      }
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
    const texts = cells.map((cell) =>
      elementsNamed(cell, 'p')
        .map((paragraph) => paragraphText(paragraph, shapes))
        .join(' ')
        .trim(),
    )
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
