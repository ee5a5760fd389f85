import type parseCss from 'css-tree/parser'

/** One condition that an element meets or not. `unknown`: it depends on more than the page as it stands (`:hover`, `:nth-child`). */
export type Condition =
  | { kind: 'tag' | 'class' | 'id'; name: string }
  | { kind: 'attribute'; name: string; matcher: string | null; value: string }
  | { kind: 'any' | 'none'; selectors: Selector[] }
  /** The selectors of the rule around this one. */
  | { kind: 'parent' }
  | { kind: 'root' }
  | { kind: 'unknown' }
  /** A part of an element (`::before`), never the element. */
  | { kind: 'never' }

export interface Selector {
  /** From left to right; `combinator` is what stands before. */
  compounds: { combinator: string; conditions: Condition[] }[]
  /** Of a browser's reckoning: ids, then classes and the like, then tags, in one number. */
  specificity: number
}

const partsOfElements = new Set(['before', 'after', 'first-line', 'first-letter'])
const weights = { id: 1_000_000, class: 1_000, tag: 1 }

export function readSelectors(list: parseCss.CssNode | null | undefined): Selector[] {
  return (list?.children?.toArray() ?? []).filter((node) => node.type === 'Selector').map(readSelector)
}

function readSelector(node: parseCss.CssNode): Selector {
  const selector: Selector = { compounds: [{ combinator: '', conditions: [] }], specificity: 0 }
  for (const part of node.children?.toArray() ?? []) {
    if (part.type === 'Combinator') selector.compounds.push({ combinator: nameOf(part), conditions: [] })
    else {
      const { condition, weight } = readCondition(part)
      if (condition !== null) selector.compounds.at(-1)?.conditions.push(condition)
      selector.specificity += weight
    }
  }
  return selector
}

function readCondition(part: parseCss.CssNode): { condition: Condition | null; weight: number } {
  const name = nameOf(part)
  if (part.type === 'TypeSelector')
    return name === '*' ? { condition: null, weight: 0 } : { condition: { kind: 'tag', name: name.toLowerCase() }, weight: weights.tag }
  if (part.type === 'ClassSelector') return { condition: { kind: 'class', name }, weight: weights.class }
  if (part.type === 'IdSelector') return { condition: { kind: 'id', name }, weight: weights.id }
  if (part.type === 'NestingSelector') return { condition: { kind: 'parent' }, weight: weights.class }
  if (part.type === 'PseudoElementSelector') return { condition: { kind: 'never' }, weight: weights.tag }
  if (part.type === 'PseudoClassSelector') return readPseudoClass(part, name.toLowerCase())
  if (part.type !== 'AttributeSelector') return { condition: { kind: 'unknown' }, weight: 0 }
  const value = typeof part.value === 'object' ? (part.value?.value ?? part.value?.name ?? '') : part.value
  return { condition: { kind: 'attribute', name: name.toLowerCase(), matcher: part.matcher ?? null, value: String(value) }, weight: weights.class }
}

function readPseudoClass(part: parseCss.CssNode, name: string): { condition: Condition; weight: number } {
  if (partsOfElements.has(name)) return { condition: { kind: 'never' }, weight: weights.tag }
  if (name === 'root') return { condition: { kind: 'root' }, weight: weights.class }
  const selectors = readSelectors(part.children?.toArray().find((child) => child.type === 'SelectorList'))
  const weight = Math.max(0, ...selectors.map(({ specificity }) => specificity))
  if (name === 'not' && selectors.length > 0) return { condition: { kind: 'none', selectors }, weight }
  if (name === 'where' && selectors.length > 0) return { condition: { kind: 'any', selectors }, weight: 0 }
  if ((name === 'is' || name === 'matches') && selectors.length > 0) return { condition: { kind: 'any', selectors }, weight }
  return { condition: { kind: 'unknown' }, weight: weights.class }
}

function nameOf(node: parseCss.CssNode): string {
  const { name } = node
  return typeof name === 'object' ? nameOf(name) : (name ?? '')
}
