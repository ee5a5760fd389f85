import { type DraftBlock, draft } from '../../text/document-builder'

export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** Levels that become headings; below them an object is one record, its keys joined by dots. */
const headingDepth = 3
/** Nesting past this is left out: no person reads it, and it could exhaust the stack. */
const deepest = 64

/** A list of things is a paragraph for each; an object is its own plain values, then a heading for each part that has parts. */
export function* jsonBlocks(value: JsonValue, depth = 1): Generator<DraftBlock> {
  if (Array.isArray(value)) for (const item of value) yield record(item)
  else if (!isObject(value) || depth > headingDepth) yield record(value)
  else {
    const entries = Object.entries(value)
    yield draft('paragraph', entries.flatMap(([key, item]) => (hasParts(item) ? [] : recordLines(item, key, depth))).join('\n'))
    for (const [key, item] of entries.filter(([, part]) => hasParts(part))) {
      yield draft('heading', key, depth)
      yield* jsonBlocks(item, depth + 1)
    }
  }
}

function record(value: JsonValue): DraftBlock {
  return draft('paragraph', recordLines(value, '', 1).join('\n'))
}

function recordLines(value: JsonValue, path: string, depth: number): string[] {
  if (value === null || value === '' || depth > deepest) return []
  if (Array.isArray(value)) {
    if (!hasParts(value)) return [labelled(path, value.map(String).join(', '))]
    return value.flatMap((item, index) => recordLines(item, path === '' ? String(index + 1) : `${path}.${index + 1}`, depth + 1))
  }
  if (isObject(value)) return Object.entries(value).flatMap(([key, item]) => recordLines(item, path === '' ? key : `${path}.${key}`, depth + 1))
  return [labelled(path, String(value))]
}

function labelled(path: string, value: string): string {
  return path === '' ? value : `${path}: ${value}`
}

/** True for objects and for lists that hold any; a list of plain values is itself one value. */
function hasParts(value: JsonValue): boolean {
  return Array.isArray(value) ? value.some((item) => item !== null && typeof item === 'object') : isObject(value)
}

function isObject(value: JsonValue): value is { [key: string]: JsonValue } {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}
