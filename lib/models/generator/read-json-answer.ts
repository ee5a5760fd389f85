import type { JsonShape, PromptMessage } from '@/lib/domain/ports/generator'

/*
 * Reads the JSON in what a model wrote. Models that were asked for JSON and not held to it put it into a code fence, say a
 * sentence before or after it, leave a comma at the end of a list, or are cut off by a limit. Each is tried in turn, the
 * strict reading first; nothing is guessed beyond closing what is open.
 */

/** What any model is told, also where its server is asked to keep to the shape. */
export function jsonOrder(shape: Pick<JsonShape<unknown>, 'toJSONSchema'>): PromptMessage {
  return { role: 'system', content: `Answer with JSON of this schema, and nothing else:\n${JSON.stringify(shape.toJSONSchema())}` }
}

/** The first value in the text that has the shape, or undefined when there is none. */
export function readJsonAnswer<Value>(text: string, shape: Pick<JsonShape<Value>, 'safeParse'>): { value: Value } | undefined {
  for (const candidate of candidates(text)) {
    for (const variant of [candidate, withoutTrailingCommas(candidate)]) {
      const read = shape.safeParse(parse(variant))
      if (read.success) return { value: read.data }
    }
  }
  return undefined
}

function* candidates(text: string): Iterable<string> {
  yield text
  const fenced = /```(?:json)?\s*\n?([\s\S]*?)```/iu.exec(text)?.[1]
  if (fenced !== undefined) yield fenced
  for (const start of openings(text)) {
    const { end, open } = measure(text, start)
    if (end !== null) yield text.slice(start, end)
    else yield* closed(text.slice(start), open)
  }
}

const triedOpenings = 8

function openings(text: string): number[] {
  return Array.from(text.matchAll(/[{[]/g), ({ index }) => index).slice(0, triedOpenings)
}

/** Where the value that begins at `start` ends; null, with the brackets that are still open, when it is cut off. */
function measure(text: string, start: number): { end: number | null; open: string[] } {
  const open: string[] = []
  let isText = false
  for (let at = start; at < text.length; at += 1) {
    const character = text[at]
    if (isText) {
      if (character === '\\') at += 1
      else if (character === '"') isText = false
    } else if (character === '"') isText = true
    else if (character === '{' || character === '[') open.push(character === '{' ? '}' : ']')
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return { end: null, open: [] }
      if (open.length === 0) return { end: at + 1, open }
    }
  }
  return { end: null, open: isText ? [...open, '"'] : open }
}

/** A cut-off value: with what is open closed, else without the last member, which was cut. */
function* closed(text: string, open: string[]): Iterable<string> {
  if (open.length === 0) return
  yield text + open.toReversed().join('')
  const lastComma = text.lastIndexOf(',')
  if (lastComma < 0) return
  const shorter = text.slice(0, lastComma)
  yield shorter + measure(shorter, 0).open.toReversed().join('')
}

function withoutTrailingCommas(text: string): string {
  return text.replace(/,(\s*[}\]])/g, '$1')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
