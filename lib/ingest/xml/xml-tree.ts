import { XmlElement as ParsedElement, parseXml, XmlText } from '@rgrove/parse-xml'
import { AppError } from '@/lib/domain/app-error'
import { declaredHtmlEncoding, decodeText } from '../text/decode-text'

/** An element of an office document. Names are without their prefix, which producers choose freely; attributes keep theirs. */
export interface XmlElement {
  name: string
  attributes: Record<string, string>
  children: (XmlElement | string)[]
}

/** XML 1.0 has no place for these, some producers write them all the same. */
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

/**
 * Reads XML strictly. The parser knows no document type definitions: external entities are never fetched, and entities of the
 * document's own stay the text they are, so neither can expand. Errors: damaged_file, undecodable_text.
 */
export function readXml(bytes: Uint8Array): XmlElement {
  const text = decodeText(bytes, declaredHtmlEncoding(bytes)).replace(forbidden, '')
  try {
    const { root } = parseXml(text, { ignoreUndefinedEntities: true })
    if (root !== null) return toElement(root)
  } catch (error) {
    throw new AppError('damaged_file', 'An XML part is not well formed', { cause: error })
  }
  throw new AppError('damaged_file', 'An XML part has no element')
}

function toElement(element: ParsedElement): XmlElement {
  const children: XmlElement['children'] = []
  for (const child of element.children) {
    if (child instanceof ParsedElement) children.push(toElement(child))
    else if (child instanceof XmlText) children.push(child.text)
  }
  return { name: element.name.slice(element.name.indexOf(':') + 1), attributes: element.attributes, children }
}

export function childElements(parent: XmlElement): XmlElement[] {
  return parent.children.filter((child) => typeof child !== 'string')
}

/** The element at a path of names below `parent`, the first of each name, or null. */
export function elementAt(parent: XmlElement, ...path: string[]): XmlElement | null {
  let element: XmlElement | undefined = parent
  for (const name of path) element = element === undefined ? undefined : childElements(element).find((child) => child.name === name)
  return element ?? null
}

/** All elements of a name in document order; does not look inside a match. */
export function elementsNamed(parent: XmlElement, name: string): XmlElement[] {
  return childElements(parent).flatMap((child) => (child.name === name ? [child] : elementsNamed(child, name)))
}

export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('')
}
