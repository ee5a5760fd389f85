import { childElements, elementAt, elementsNamed, type XmlElement } from '../../xml/xml-tree'

/** Of a slide, in the units of its places (914,400 an inch). */
export interface SlideSize {
  width: number
  height: number
}

/** PowerPoint's own; a presentation that states none has it. */
const usualSize: SlideSize = { width: 9_144_000, height: 6_858_000 }
/** In hundredths of a point: a point. */
const smallestType = 100
/** In thousandths of a per cent. */
const leastOpacity = 5_000

export function slideSize(presentation: XmlElement): SlideSize {
  const stated = elementAt(presentation, 'sldSz')?.attributes
  const [width, height] = [Number(stated?.cx), Number(stated?.cy)]
  return width > 0 && height > 0 ? { width, height } : usualSize
}

/** A slide that the show leaves out. */
export function isHiddenSlide(slide: XmlElement): boolean {
  return /^(?:0|false)$/.test(slide.attributes.show ?? '')
}

/** Switched off in the list of a slide's objects. */
export function isMarkedHidden(shape: XmlElement): boolean {
  const properties = childElements(shape).find(({ name }) => /^nv\w*Pr$/.test(name))
  return /^(?:1|true)$/.test((properties === undefined ? null : elementAt(properties, 'cNvPr'))?.attributes.hidden ?? '')
}

/**
 * Tells which shapes of a slide lie outside of it. None where something on the slide moves along a path: it may come in from there.
 * Shapes without a place of their own take it from the layout.
 */
export function shapesOutside(slide: XmlElement, { width, height }: SlideSize): (shape: XmlElement) => boolean {
  const isMoving = elementsNamed(slide, 'animMotion').length > 0
  return (shape) => {
    const place = elementAt(shape, 'spPr', 'xfrm') ?? elementAt(shape, 'grpSpPr', 'xfrm') ?? elementAt(shape, 'xfrm')
    const [offset, extent] = place === null ? [null, null] : [elementAt(place, 'off')?.attributes, elementAt(place, 'ext')?.attributes]
    // Of a turned shape more may lie on the slide than its place tells.
    if (isMoving || offset == null || extent == null || Number(place?.attributes.rot ?? 0) !== 0) return false
    const [x, y, across, down] = [offset.x, offset.y, extent.cx, extent.cy].map(Number) as [number, number, number, number]
    return x + across <= 0 || y + down <= 0 || x >= width || y >= height
  }
}

/** A run in type of a point or less, without ink, or in ink that lets everything through. */
export function isUnseenRun(run: XmlElement): boolean {
  const properties = elementAt(run, 'rPr')
  if (properties === null) return false
  const size = properties.attributes.sz
  if (size !== undefined && Number(size) <= smallestType) return true
  if (elementAt(properties, 'ln') !== null) return false
  const ink = elementAt(properties, 'solidFill')
  const alpha = ink === null ? undefined : elementsNamed(ink, 'alpha')[0]?.attributes.val
  return elementAt(properties, 'noFill') !== null || (alpha !== undefined && Number.parseFloat(alpha) * (alpha.endsWith('%') ? 1000 : 1) < leastOpacity)
}
