/*
 * Makes one form of the marks a language model writes, while they stream: [1, 2], [1-3], 【1】, 【1†source】, [^1], [Source 1],
 * [출처 1] become [1][2]..., and numbers that no source has are dropped. A mark may be cut over any number of pieces, so
 * the tail that could still become one is held back, at most 93 characters. Code passes through untouched:
 * `items[0]` is no mark.
 */

const lead = '\\s{0,2}\\^?\\s{0,2}(?:sources?|passages?|출처|자료|문서)?[\\s:#]{0,3}'
const numbers = '\\d{1,3}(?:\\s{0,2}(?:[,;、–~-]|and|및)\\s{0,2}(?:source |출처 )?\\d{1,3}){0,20}'
const markPattern = new RegExp(`[ \\t]{0,2}[\\[【]${lead}(${numbers})\\s{0,2}(?:†[^\\]】\\n]{0,40})?[\\]】]`, 'iu')
/** What may still become a mark, at the end of what has come so far. */
const openMark = /[ \t]{0,2}(?:[[【][^\]】\n[【]{0,90})?$/u
const widestRange = 20

/** Yields the repaired text. `sourceCount`: marks from 1 to it are valid. */
export async function* repairCitations(pieces: AsyncIterable<string>, sourceCount: number): AsyncGenerator<string> {
  const filter = new CitationFilter(sourceCount)
  for await (const piece of pieces) {
    const ready = filter.push(piece)
    if (ready !== '') yield ready
  }
  const rest = filter.finish()
  if (rest !== '') yield rest
}

/** For texts that are pushed rather than pulled: what is returned has its final form. */
export class CitationFilter {
  private waiting = ''
  /** The run of backticks that opened the code we are in; empty outside code. */
  private fence = ''
  private isAfterNewline = false

  constructor(private readonly sourceCount: number) {}

  push(piece: string): string {
    this.waiting += piece
    return this.drain(false)
  }

  finish(): string {
    return this.drain(true)
  }

  /** Takes runs of backticks and the text between them from what waits, in order. */
  private drain(isLast: boolean): string {
    let ready = ''
    for (;;) {
      const run = /`+/.exec(this.waiting)
      // A run at the very end may go on in the next piece.
      if (run === null || (!isLast && run.index + run[0].length === this.waiting.length)) {
        return ready + this.take(run?.index ?? this.waiting.length, isLast)
      }
      ready += this.take(run.index, true) + run[0]
      this.waiting = this.waiting.slice(run[0].length)
      if (this.fence === '') this.fence = run[0]
      else if (this.fence === run[0]) this.fence = ''
    }
  }

  private take(end: number, isWhole: boolean): string {
    const text = this.waiting.slice(0, end)
    // A stray backtick: inline code does not go past the end of a paragraph.
    if (this.fence.length < 3 && (text.includes('\n\n') || (this.isAfterNewline && text.startsWith('\n')))) this.fence = ''
    const held = isWhole || this.fence !== '' ? '' : (openMark.exec(text)?.[0] ?? '')
    this.waiting = held + this.waiting.slice(end)
    const ready = text.slice(0, text.length - held.length)
    if (ready !== '') this.isAfterNewline = ready.endsWith('\n')
    return this.fence === '' ? this.repair(ready) : ready
  }

  private repair(text: string): string {
    return text.replace(new RegExp(markPattern, 'giu'), (mark, list: string) => {
      const valid = [...new Set(expandNumbers(list))].filter((number) => number >= 1 && number <= this.sourceCount)
      if (valid.length === 0) return ''
      const space = /^[ \t]*/.exec(mark)?.[0] ?? ''
      return space + valid.map((number) => `[${number}]`).join('')
    })
  }
}

function expandNumbers(list: string): number[] {
  const items = list.match(/\d+\s*[–~-]\s*\d+|\d+/g) ?? []
  return items.flatMap((item) => {
    const [first = 0, last = first] = (item.match(/\d+/g) ?? []).map(Number)
    if (last < first || last - first > widestRange) return [first, last]
    return Array.from({ length: last - first + 1 }, (_, offset) => first + offset)
  })
}
