import { childElements, elementAt, elementsNamed, type XmlElement } from '../../xml/xml-tree'

export interface OpenDocumentStyles {
  /** Names of the paragraph styles of captions: the built-in ones and those made from them in this file. */
  captions: ReadonlySet<string>
  /** Whether a style, or the nearest of those it is made from that says so, keeps what it is used for from sight. */
  isHidden(family: StyleFamily, name: string | undefined): boolean
}

export type StyleFamily = 'text' | 'paragraph' | 'table' | 'drawing-page'

/** LibreOffice captions figures, tables and drawings in these styles. */
const builtInCaptions = ['Caption', 'Illustration', 'Figure', 'Table', 'Drawing']
/** In points. */
const smallestType = 1
const deepest = 20

/** The styles of a file: those of its content and, where they can be read, those of `styles.xml`. */
export function readStyles(content: XmlElement, shared: XmlElement | null): OpenDocumentStyles {
  const roots = shared === null ? [content] : [content, shared]
  const styles = roots.flatMap((root) => ['automatic-styles', 'styles'].flatMap((part) => childElements(elementAt(root, part) ?? nothing)))
  const byName = new Map<string, XmlElement>()
  for (const style of styles.toReversed()) byName.set(`${style.attributes['style:family']} ${style.attributes['style:name']}`, style)
  const derived = childElements(elementAt(content, 'automatic-styles') ?? nothing)
    .filter(({ attributes }) => builtInCaptions.includes(attributes['style:parent-style-name'] ?? ''))
    .map(({ attributes }) => attributes['style:name'] ?? '')
  const isPaper = !roots.some(hasGround)
  const isHidden = (family: StyleFamily, name: string | undefined, depth = 0): boolean => {
    const style = byName.get(`${family} ${name}`)
    if (style === undefined || depth > deepest) return false
    return hides(style, isPaper) ?? isHidden(family, style.attributes['style:parent-style-name'], depth + 1)
  }
  return { captions: new Set([...builtInCaptions, ...derived]), isHidden }
}

const nothing: XmlElement = { name: '', attributes: {}, children: [] }

/** Null: the style says nothing of it. */
function hides(style: XmlElement, isPaper: boolean): boolean | null {
  const text = elementAt(style, 'text-properties')?.attributes ?? {}
  const table = elementAt(style, 'table-properties')?.attributes ?? {}
  const page = elementAt(style, 'drawing-page-properties')?.attributes ?? {}
  if (text['text:display'] === 'none' || table['table:display'] === 'false' || page['presentation:visibility'] === 'hidden') return true
  const size = /^([\d.]+)pt$/.exec(text['fo:font-size'] ?? '')?.[1]
  if (size !== undefined && Number(size) <= smallestType) return true
  if (isPaper && /^#f{6}$/i.test(text['fo:color'] ?? '')) return true
  const says = text['text:display'] ?? table['table:display'] ?? page['presentation:visibility'] ?? text['fo:color']
  return says === undefined ? null : false
}

/** Pictures, shapes, and colours behind text: white letters may stand on them. */
function hasGround(root: XmlElement): boolean {
  if (elementsNamed(root, 'frame').length + elementsNamed(root, 'custom-shape').length + elementsNamed(root, 'background-image').length > 0) return true
  const isColored = ({ attributes, children }: XmlElement): boolean =>
    /^#/.test(attributes['fo:background-color'] ?? '') || children.some((child) => typeof child !== 'string' && isColored(child))
  return isColored(root)
}
