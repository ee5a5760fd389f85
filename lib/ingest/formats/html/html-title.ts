import type { Root } from 'hast'
import { findElements, textOf } from './html-tree'

/** The page's `<title>`, or null. */
export function htmlTitle(tree: Root): string | null {
  const head = findElements(tree, (element) => element.tagName === 'head')[0]
  const title = head === undefined ? undefined : findElements(head, (element) => element.tagName === 'title')[0]
  const text = title === undefined ? '' : textOf(title).trim()
  return text === '' ? null : text
}
