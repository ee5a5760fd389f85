import type { Element, Root } from 'hast'
import { childrenOf, type HtmlNode, textOf } from '../html-tree'
import { classesOf, type Match, MatchBudget, matchSelector, type Place } from './match-selector'
import type { Selector } from './selector'
import { type Declared, readInlineStyle, type Style } from './style-declarations'
import { holdsOnEveryScreen, readStyleSheet, type StyleRule } from './style-sheet'

export interface StyleSources {
  /** The text of a linked style sheet, where there is one at hand; null: it lies elsewhere and is not known. */
  linkedSheet?: (address: string) => string | null
  /** Programs that show mails run no scripts. */
  runsScripts?: boolean
}

/** What the style sheets of a page and an element's own attribute say of it. */
export interface ElementStyle {
  /** As the page stands. */
  certain: Style
  /** What further rules may say, by the screen, by what a reader points at, or by what is not followed; each by itself. */
  possible: Style[]
  /** A style sheet that is not known comes after what `certain` was taken from. */
  mayBeOverruled: boolean
}

/** About a second of work. */
const mostSteps = 4_000_000
const overlay = /position\s*:\s*(?:absolute|fixed|sticky)|margin[^;:{}]*:\s*[^;{}]*-\d|grid-(?:area|row|column)/i

interface OrderedRule {
  rule: StyleRule
  selector: Selector
  order: number
}

/** The style sheets of one page, in its order, ready to be asked for one element after the other. */
export class PageStyles {
  /** A script may show what is not shown now. */
  readonly runsScripts: boolean
  /** The colours of all grounds are known: no sheet lies elsewhere. */
  readonly knowsColors: boolean
  /** Something on the page may lie over or under something else. */
  readonly hasOverlays: boolean
  /** Something lies under all the rest. */
  readonly hasUnderlays: boolean
  private readonly byKey = new Map<string, OrderedRule[]>()
  private readonly budget = new MatchBudget(mostSteps)
  private lastUnknownSheet = -1
  private order = 0

  constructor(tree: Root, { linkedSheet = () => null, runsScripts = true }: StyleSources) {
    const found = collect(tree)
    this.runsScripts = runsScripts && found.hasScripts
    const texts = found.sheets.map((sheet) => ('address' in sheet ? linkedSheet(sheet.address) : sheet.text))
    for (const [index, text] of texts.entries()) {
      const read = text === null ? null : readStyleSheet(text, index, found.sheets[index]?.isConditional ?? true)
      if (read === null || read.asksForOthers) this.lastUnknownSheet = index
      for (const rule of read?.rules ?? []) this.add(rule)
    }
    this.knowsColors = this.lastUnknownSheet === -1
    const everything = [...texts, ...found.inline].join('\n')
    this.hasOverlays = !this.knowsColors || overlay.test(everything)
    this.hasUnderlays = /z-index\s*:\s*-/i.test(everything)
  }

  styleOf(place: Place): ElementStyle {
    const { style } = place.element.properties
    const inline: Style = typeof style === 'string' ? readInlineStyle(style) : new Map()
    const winners = new Map<string, { declared: Declared; rank: number[]; sheet: number }>()
    const possible: Style[] = []
    for (const { rule, selector, order } of this.candidates(place.element)) {
      const match: Match = this.budget.left < 0 ? 1 : matchSelector(selector, place, rule.parents, this.budget)
      if (match === 0) continue
      if (match === 1 || rule.isConditional) possible.push(rule.style)
      else {
        for (const [name, declared] of rule.style) {
          const rank = [declared.isImportant ? 1 : 0, rule.isLayered ? 0 : 1, selector.specificity, order]
          if (isHigher(rank, winners.get(name)?.rank)) winners.set(name, { declared, rank, sheet: rule.sheet })
        }
      }
    }
    for (const [name, declared] of inline) {
      if (declared.isImportant || winners.get(name)?.declared.isImportant !== true) winners.set(name, { declared, rank: [], sheet: Number.POSITIVE_INFINITY })
    }
    const certain = new Map([...winners].map(([name, { declared }]) => [name, declared]))
    const mayBeOverruled = [...winners.values()].some(({ sheet }) => sheet < this.lastUnknownSheet)
    return { certain, possible: possible.map((style) => withoutOverruled(style, inline)), mayBeOverruled }
  }

  private add(rule: StyleRule): void {
    for (const selector of rule.selectors) {
      const key = keyOf(selector)
      const list = this.byKey.get(key) ?? []
      list.push({ rule, selector, order: this.order++ })
      this.byKey.set(key, list)
    }
  }

  private *candidates(element: Element): Generator<OrderedRule> {
    const keys = [...classesOf(element).map((name) => `.${name}`), `#${element.properties.id}`, element.tagName.toLowerCase(), '*']
    for (const key of new Set(keys)) yield* this.byKey.get(key) ?? []
  }
}

/** The rarest thing that an element must have to be the selector's. */
function keyOf({ compounds }: Selector): string {
  const conditions = compounds.at(-1)?.conditions ?? []
  for (const kind of ['id', 'class', 'tag'] as const) {
    const found = conditions.find((condition) => condition.kind === kind)
    if (found !== undefined && 'name' in found) return `${{ id: '#', class: '.', tag: '' }[kind]}${found.name}`
  }
  return '*'
}

function isHigher(rank: number[], than: number[] | undefined): boolean {
  if (than === undefined) return true
  const difference = rank.findIndex((part, index) => part !== than[index])
  return difference === -1 || (rank[difference] ?? 0) > (than[difference] ?? 0)
}

/** An element's own attribute is stronger than any rule that is not marked as important. */
function withoutOverruled(style: Style, inline: Style): Style {
  if (inline.size === 0) return style
  return new Map([...style].filter(([name, { isImportant }]) => isImportant || !inline.has(name)))
}

type FoundSheet = { isConditional: boolean } & ({ text: string } | { address: string })

interface Found {
  sheets: FoundSheet[]
  inline: string[]
  hasScripts: boolean
}

/** Data in script elements is no script. */
const scriptType = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma|j)script)$/i

function collect(root: Root): Found {
  const found: Found = { sheets: [], inline: [], hasScripts: false }
  visit(root, false)
  return found

  function visit(node: HtmlNode, isConditional: boolean): void {
    if (node.type === 'element') look(node, isConditional)
    for (const child of childrenOf(node)) visit(child, isConditional || (node.type === 'element' && node.tagName === 'noscript'))
  }

  function look(element: Element, isConditional: boolean): void {
    const { tagName, properties } = element
    if (typeof properties.style === 'string') found.inline.push(properties.style)
    if (Object.keys(properties).some((name) => /^on[A-Z]/.test(name))) found.hasScripts = true
    const isForSome = isConditional || !holdsOnEveryScreen(String(properties.media ?? ''))
    if (tagName === 'script')
      found.hasScripts ||= scriptType.test(String(properties.type ?? '')) && (properties.src !== undefined || textOf(element).trim() !== '')
    else if (tagName === 'style') found.sheets.push({ isConditional: isForSome, text: textOf(element) })
    else if (tagName === 'link') {
      const relations = [properties.rel].flat().map((name) => String(name).toLowerCase())
      if (relations.includes('stylesheet') && !relations.includes('alternate'))
        found.sheets.push({ isConditional: isForSome, address: String(properties.href ?? '') })
    }
  }
}
