import type { Element } from 'hast'
import type { Condition, Selector } from './selector'

/** An element and where it stands. */
export interface Place {
  element: Element
  above: Place | null
  /** The elements beside it, itself included. */
  siblings: Element[]
}

/** 2: the selector matches the page as it stands; 1: it may, by what a reader does or by what is not followed here; 0: never. */
export type Match = 0 | 1 | 2

/** Steps of matching for a whole page: a hostile one makes the elements above count for each of its selectors, over and over. */
export class MatchBudget {
  constructor(public left: number) {}
}

export function matchSelector(selector: Selector, place: Place, parents: Selector[], budget: MatchBudget): Match {
  return matchUpTo(selector.compounds.length - 1)(place)

  function matchUpTo(index: number): (candidate: Place) => Match {
    return (candidate) => {
      budget.left -= 1
      const compound = selector.compounds[index]
      if (compound === undefined || budget.left < 0) return 1
      const own = all(compound.conditions, (condition) => matchCondition(condition, candidate, parents, budget))
      return index === 0 || own === 0 ? own : lower(own, some(candidatesOf(compound.combinator, candidate), matchUpTo(index - 1)))
    }
  }
}

function matchCondition(condition: Condition, place: Place, parents: Selector[], budget: MatchBudget): Match {
  const { tagName, properties } = place.element
  switch (condition.kind) {
    case 'tag':
      return sure(tagName.toLowerCase() === condition.name)
    case 'class':
      return sure(classesOf(place.element).includes(condition.name))
    case 'id':
      return sure(properties.id === condition.name)
    case 'attribute':
      return sure(hasAttribute(place.element, condition))
    case 'root':
      return sure(place.above === null)
    case 'any':
      return some(condition.selectors, (selector) => matchSelector(selector, place, parents, budget))
    case 'none':
      return (2 - some(condition.selectors, (selector) => matchSelector(selector, place, parents, budget))) as Match
    case 'parent':
      return some(parents, (selector) => matchSelector(selector, place, [], budget))
    case 'unknown':
      return 1
    case 'never':
      return 0
  }
}

export function classesOf({ properties }: Element): string[] {
  return Array.isArray(properties.className) ? properties.className.map(String) : []
}

/** The tree names attributes as scripts do: `data-state` is `dataState`, `class` is `className`. */
function hasAttribute({ properties }: Element, { name, matcher, value }: { name: string; matcher: string | null; value: string }): boolean {
  const plainName = name === 'class' ? 'classname' : name.replace(/-/g, '')
  const key = Object.keys(properties).find((known) => known.toLowerCase() === plainName)
  const held = key === undefined ? undefined : properties[key]
  if (held === undefined || held === null || held === false) return false
  const text = held === true ? '' : Array.isArray(held) ? held.join(' ') : String(held)
  if (matcher === '=') return text === value
  if (matcher === '~=') return text.split(/\s+/).includes(value)
  if (matcher === '|=') return text === value || text.startsWith(`${value}-`)
  if (matcher === '^=') return value !== '' && text.startsWith(value)
  if (matcher === '$=') return value !== '' && text.endsWith(value)
  return matcher === '*=' ? value !== '' && text.includes(value) : true
}

function* candidatesOf(combinator: string, place: Place): Generator<Place> {
  if (combinator === '>' && place.above !== null) yield place.above
  if (combinator === ' ') for (let above = place.above; above !== null; above = above.above) yield above
  const before = combinator === '+' || combinator === '~' ? place.siblings.slice(0, place.siblings.indexOf(place.element)) : []
  for (const element of combinator === '+' ? before.slice(-1) : before) yield { ...place, element }
}

function sure(holds: boolean): Match {
  return holds ? 2 : 0
}

function lower(first: Match, second: Match): Match {
  return first < second ? first : second
}

function all<Item>(items: Iterable<Item>, match: (item: Item) => Match): Match {
  let worst: Match = 2
  for (const item of items) {
    worst = lower(worst, match(item))
    if (worst === 0) break
  }
  return worst
}

function some<Item>(items: Iterable<Item>, match: (item: Item) => Match): Match {
  let best: Match = 0
  for (const item of items) {
    const found = match(item)
    if (found > best) best = found
    if (best === 2) break
  }
  return best
}
