import parseCss from 'css-tree/parser'
import { readSelectors, type Selector } from './selector'
import { readDeclarations, type Style } from './style-declarations'

export interface StyleRule {
  selectors: Selector[]
  /** Selectors of the rule that this one is written in. */
  parents: Selector[]
  style: Style
  /** Holds only on some screens, on paper, or where a browser knows a feature. */
  isConditional: boolean
  isLayered: boolean
  /** The number of its sheet in the page. */
  sheet: number
}

export interface StyleSheet {
  rules: StyleRule[]
  /** It asks for another sheet, which is not fetched. */
  asksForOthers: boolean
}

/** What screens show by default. */
const everyScreen = /^\s*(?:(?:only\s+)?(?:screen|all))?\s*$/i
const conditionalRules = new Set(['supports', 'container', 'scope', 'document', '-moz-document'])
const mostRules = 20_000
const deepest = 20

/** Reads a style sheet; `isConditional`: the whole sheet is for some cases only. Rules that say nothing of what can be seen are kept too: they are cheap. */
export function readStyleSheet(text: string, sheet: number, isConditional: boolean): StyleSheet {
  const result: StyleSheet = { rules: [], asksForOthers: false }
  read(parseSheet(text), { isConditional, isLayered: false, parents: [], depth: 0 })
  return result

  function read(block: parseCss.CssNode, context: { isConditional: boolean; isLayered: boolean; parents: Selector[]; depth: number }): void {
    if (context.depth > deepest) return
    for (const node of block.children?.toArray() ?? []) {
      if (result.rules.length >= mostRules) return
      const inner = node.block ?? null
      if (node.type === 'Rule' && inner !== null) {
        const selectors = readSelectors(node.prelude).map((selector) => (context.parents.length > 0 ? underParent(selector) : selector))
        const { parents, isLayered } = context
        result.rules.push({ selectors, parents, style: readDeclarations(inner), isConditional: context.isConditional, isLayered, sheet })
        // Of rules in rules in rules only the innermost two are brought together; more may match.
        read(inner, { ...context, isConditional: context.isConditional || parents.length > 0, parents: selectors, depth: context.depth + 1 })
      } else if (node.type === 'Atrule') readAtRule(node, context)
      // The parser takes a rule in a rule for a broken declaration, unless it begins with &.
      else if (node.type === 'Raw' && context.parents.length > 0 && typeof node.value === 'string' && node.value.includes('{'))
        read(parseSheet(node.value), { ...context, depth: context.depth + 1 })
    }
  }

  function readAtRule(node: parseCss.CssNode, context: Parameters<typeof read>[1]): void {
    const name = typeof node.name === 'string' ? node.name.toLowerCase() : ''
    if (name === 'import') result.asksForOthers = true
    if (node.block === null || node.block === undefined) return
    const query = name === 'media' && typeof node.prelude?.value === 'string' ? node.prelude.value : ''
    const isConditional = context.isConditional || conditionalRules.has(name) || !everyScreen.test(query)
    const deeper = { ...context, depth: context.depth + 1, isConditional, isLayered: context.isLayered || name === 'layer' }
    if (name !== 'media' && name !== 'layer' && !conditionalRules.has(name)) return
    const style = readDeclarations(node.block)
    if (style.size > 0) result.rules.push({ selectors: context.parents, parents: [], style, isConditional, isLayered: deeper.isLayered, sheet })
    read(node.block, deeper)
  }
}

function parseSheet(text: string): parseCss.CssNode {
  return parseCss(text, { context: 'stylesheet', parseValue: false, parseAtrulePrelude: false })
}

export function holdsOnEveryScreen(media: string): boolean {
  return everyScreen.test(media)
}

/** A rule inside another one is about what stands below that one's elements, unless it says where they come in. */
function underParent(selector: Selector): Selector {
  if (selector.compounds.some(({ conditions }) => conditions.some(({ kind }) => kind === 'parent'))) return selector
  const [first, ...rest] = selector.compounds
  const below = { combinator: first?.combinator || ' ', conditions: first?.conditions ?? [] }
  return { ...selector, compounds: [{ combinator: '', conditions: [{ kind: 'parent' }] }, below, ...rest] }
}
