/** One mark `[n]` in an answer's text. `start` and `end` are its place in that text. */
export interface CitationMark {
  number: number
  start: number
  end: number
}

/** Code, where brackets are not marks (inline code ends with its paragraph, an open block with the text), or a mark that is not escaped. */
const codeOrMark = /(`{3,})[\s\S]*?(?:\1|$)|(?<![`\\])(`{1,2})(?!`)(?:(?!\n\n)[\s\S])*?(?<!`)\2(?!`)|(?<!\\)\[(?<number>\d{1,3})\]/g

/**
 * The marks of an answer in order of appearance; brackets in code and escaped ones are not marks. The writer and the
 * reader of `citations` count by this one rule, because the k-th mark belongs to `citations[k]`.
 */
export function findCitationMarks(text: string): CitationMark[] {
  return Array.from(text.matchAll(codeOrMark))
    .filter((match) => match.groups?.number !== undefined)
    .map((match) => ({ number: Number(match.groups?.number), start: match.index, end: match.index + match[0].length }))
}
