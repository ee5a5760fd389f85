import type { Nodes, Parents, Root } from 'mdast'
import { findCitationMarks } from '@/lib/domain/find-citation-marks'

/**
 * Carries the marks `[n]` of an answer through Markdown. The k-th mark of the raw text belongs to `citations[k]`, so
 * marks are numbered before parsing: each becomes a placeholder of two private-use characters around "k:n", which
 * Markdown leaves alone. Matching `[n]` in the parsed tree was rejected: there `[1](url)`, `[1]: url` and marks in code
 * have already become something else, and every later mark would point to the wrong place.
 */
const opening = '\uE000'
const closing = '\uE001'
const placeholderPattern = /\uE000(?:(?<ordinal>\d+):(?<number>\d+)|v(?<check>\d+))\uE001/g

/** The properties the element of a mark, or of a sentence's end, carries after the plugin has run. */
export type MarkProperties = { 'data-ordinal': string; 'data-number': string } | { 'data-check': string }

/**
 * Puts a placeholder in place of every mark, and one at each of `ends`, offsets in the text at which a checked sentence ends. Placeholder
 * characters in the text itself are dropped; where there were some the offsets do not hold, and no ends are marked.
 */
export function numberMarks(text: string, ends: number[] = []): string {
  const clean = text.replace(/[\uE000\uE001]/g, '')
  const pieces = findCitationMarks(clean).map(({ number, start, end }, ordinal) => ({ start, end, body: `${ordinal}:${number}` }))
  if (clean.length === text.length) pieces.push(...ends.flatMap((end, index) => (end <= clean.length ? [{ start: end, end, body: `v${index}` }] : [])))
  pieces.sort((left, right) => left.start - right.start || left.end - right.end)
  let numbered = ''
  let end = 0
  for (const piece of pieces) {
    const before = clean.slice(end, Math.max(end, piece.start))
    // A bare address would take the placeholder of an end for its own.
    const gap = piece.body.startsWith('v') && /(?:https?:|www\.)\S*$/i.test(before) ? ' ' : ''
    numbered += `${before}${gap}${opening}${piece.body}${closing}`
    end = Math.max(end, piece.end)
  }
  return numbered + clean.slice(end)
}

function restoreMarks(text: string): string {
  return text.replace(placeholderPattern, (_, __, number?: string) => (number === undefined ? '' : `[${number}]`))
}

/** Cuts a text with placeholders into text nodes and mark nodes. The mark becomes a `sup` element with the two numbers. */
function splitAtMarks(text: string): Nodes[] {
  const nodes: Nodes[] = []
  let end = 0
  for (const match of text.matchAll(placeholderPattern)) {
    if (match.index > end) nodes.push({ type: 'text', value: text.slice(end, match.index) })
    const { ordinal = '', number = '', check } = match.groups ?? {}
    const properties: MarkProperties = check === undefined ? { 'data-ordinal': ordinal, 'data-number': number } : { 'data-check': check }
    nodes.push({ type: 'emphasis', children: [], data: { hName: 'sup', hProperties: { ...properties } } } as Nodes)
    end = match.index + match[0].length
  }
  if (end < text.length) nodes.push({ type: 'text', value: text.slice(end) })
  return nodes
}

function visit(node: Nodes): void {
  if ('url' in node) node.url = restoreMarks(decodePlaceholders(node.url))
  if ('alt' in node && node.alt) node.alt = restoreMarks(node.alt)
  if (node.type === 'code' || node.type === 'inlineCode') node.value = restoreMarks(node.value)
  if (!('children' in node)) return
  const parent = node as Parents
  parent.children = parent.children.flatMap((child): Nodes[] => {
    if (child.type === 'text') return splitAtMarks(child.value)
    visit(child)
    return [child]
  }) as Parents['children']
}

/** Addresses found by the bare-link rule may hold the placeholder characters percent-encoded. */
function decodePlaceholders(url: string): string {
  return url.replaceAll('%EE%80%80', opening).replaceAll('%EE%80%81', closing)
}

/** The remark plugin: turns the placeholders in text into marks and gives them back as `[n]` everywhere else. */
export function remarkCitationMarks() {
  return (tree: Root): void => visit(tree)
}
