import type { DraftPart } from '../../../text/document-builder'
import type { LineJoiner } from '../join-lines'
import type { TextLine } from '../page-lines'

/** The lines of one block as one text, or one for each page that it stands on, with the rectangles of the lines. */
export function draftParts(lines: TextLine[], isCode: boolean, joiner: LineJoiner): DraftPart[] {
  const parts: OpenPart[] = []
  let previous: TextLine | undefined
  for (const line of lines) {
    const part = parts.at(-1)
    if (part === undefined || previous === undefined) parts.push(openPart(line))
    else if (isCode) {
      if (part.page === line.page) append(part, '\n', line)
      else parts.push(openPart(line))
    } else {
      const { cut, separator } = joiner.join(previous, line)
      if (cut > 0) shorten(part, cut)
      if (part.page === line.page) append(part, separator, line)
      else parts.push({ ...openPart(line), isGlued: separator === '' })
    }
    previous = line
  }
  return parts
}

type OpenPart = DraftPart & Required<Pick<DraftPart, 'runs'>>

function openPart(line: TextLine): OpenPart {
  return { text: line.text, page: line.page, runs: [...line.runs] }
}

function append(part: OpenPart, separator: string, line: TextLine): void {
  const shift = part.text.length + separator.length
  part.text += separator + line.text
  for (const [start, end, ...rectangle] of line.runs) part.runs.push([start + shift, end + shift, ...rectangle])
}

/** The hyphen at a line's end goes from the text; its rectangle stays part of the word's. */
function shorten(part: OpenPart, cut: number): void {
  part.text = part.text.slice(0, part.text.length - cut)
  const last = part.runs.at(-1)
  if (last === undefined) return
  const [start, end, x, y, width, height, widths] = last
  part.runs.pop()
  const until = Math.min(end, part.text.length)
  if (start < until)
    part.runs.push(widths === undefined ? [start, until, x, y, width, height] : [start, until, x, y, width, height, widths.slice(0, until - start)])
}
