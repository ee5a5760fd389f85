import type { TextLine } from '../page-lines'

/**
 * Footnotes stand between the two halves of a paragraph that runs over the end of a page or column. They are told by smaller type
 * at the foot, below the text, with a mark at the beginning; what follows them in the stream is higher up or on another page.
 */
export interface SetApart {
  body: TextLine[]
  /** Footnotes by the last line of the text above them. */
  notes: Map<TextLine, TextLine[]>
}

const smaller = 0.93
const noteMark = /^(?:\(?(?:\d{1,3}|[a-z])[.)]?\s?|[*†‡§¶※])\s*[\p{L}\p{N}"'“‘(<[「『]/u

export function setNotesApart(lines: TextLine[], bodySize: number): SetApart {
  const body: TextLine[] = []
  const notes = new Map<TextLine, TextLine[]>()
  let index = 0
  while (index < lines.length) {
    const length = noteLength(lines, index, bodySize)
    const above = body.at(-1)
    if (length === 0 || above === undefined) {
      const line = lines[index]
      if (line !== undefined) body.push(line)
      index += 1
    } else {
      notes.set(above, lines.slice(index, index + length))
      index += length
    }
  }
  return { body, notes }
}

/** How many lines of footnotes begin here; 0 for none. */
function noteLength(lines: TextLine[], start: number, bodySize: number): number {
  const above = lines[start - 1]
  const first = lines[start]
  if (above === undefined || first === undefined || above.size < bodySize * smaller) return 0
  if (!isSmall(first, bodySize) || !noteMark.test(first.text) || above.page !== first.page || above.y <= first.y) return 0
  let end = start + 1
  for (; end < lines.length; end += 1) {
    const line = lines[end]
    if (line === undefined || line.page !== first.page || line.y > first.y || !isSmall(line, bodySize)) break
  }
  const next = lines[end]
  return next === undefined || next.page !== first.page || next.y > first.y ? end - start : 0
}

function isSmall(line: TextLine, bodySize: number): boolean {
  return line.size < bodySize * smaller && line.angle === undefined && !line.isRow
}
