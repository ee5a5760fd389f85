/*
 * Text of a document as Markdown that shows just its words, with some of them in bold. A heading, list item or quotation inside keeps its
 * words and loses its role; bracketed numbers of the document ("[12]"), which would pass for marks, are escaped.
 */

interface Range {
  start: number
  end: number
}

/** Stand where bold begins and ends while the text is escaped. Texts that hold them get no bold. */
const [opening, closing] = ['\uE002', '\uE003']

/** `bold`: a range of `text`. */
export function writeSlice(text: string, bold: Range | null): string {
  const range = bold === null || /[\uE002\uE003]/.test(text) ? null : boldRange(text, bold)
  if (range === null) return escapeMarkdown(text)
  const marked = `${text.slice(0, range.start)}${opening}${text.slice(range.start, range.end)}${closing}${text.slice(range.end)}`
  return escapeMarkdown(marked).replace(opening, '**').replace(closing, '**')
}

function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*<~]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/\[(\d{1,3})\]/g, '\\[$1\\]')
    .replace(/\](?=\uE003?[(:])/g, '\\]')
    .replace(/(?<=\n[ \t]*)(?=\uE002?(?:[-+>]|#{1,6}\s))|^(?=\uE002?(?:#{1,6}\s|>))/g, '\\')
}

/**
 * Where `**` opens and closes: Markdown takes no asterisks for bold between a sign and a letter, as in 50%**를. The range is moved over signs at
 * its beginning, and over letters that follow a sign at its end; null where nothing is left.
 */
function boldRange(text: string, { start, end }: Range): Range | null {
  let [from, to] = [start, end]
  while (from < to && !isOpening(text, from)) from += 1
  while (to > from && to < text.length && !isClosing(text, to) && isWord(text.charAt(to))) to += 1
  while (to > from && !isClosing(text, to)) to -= 1
  return from < to ? { start: from, end: to } : null
}

function isOpening(text: string, at: number): boolean {
  return isWord(text.charAt(at)) || (isSign(text.charAt(at)) && !isWord(text.charAt(at - 1)))
}

function isClosing(text: string, at: number): boolean {
  return isWord(text.charAt(at - 1)) || (isSign(text.charAt(at - 1)) && !isWord(text.charAt(at)))
}

/** A letter, digit or half of a pair. */
function isWord(character: string): boolean {
  return /[\p{L}\p{N}\p{M}\ud800-\udfff]/u.test(character)
}

function isSign(character: string): boolean {
  return character !== '' && !/\s/u.test(character)
}
