/** A line without the spaces around it. */
export interface PassageLine {
  /** Offsets into the passage's text. */
  start: number
  end: number
  isBlank: boolean
  /** `key: value`, perhaps as a list item. */
  isKeyed: boolean
}

const keyedLine = /^\s*(?:[-*•]\s+)?\p{L}[^:：\n.!?\d]{0,24}[:：](?!\/\/)\s*\S/u

/** In reading order; blank lines stand between paragraphs. */
export function passageLines(text: string): PassageLine[] {
  return Array.from(text.matchAll(/[^\n]+|(?<=\n)(?=\n)/g), (match) => {
    const leading = match[0].length - match[0].trimStart().length
    const start = match.index + leading
    return { start, end: start + match[0].trim().length, isBlank: match[0].trim() === '', isKeyed: keyedLine.test(match[0]) }
  })
}
