import { splitSentences } from '@/lib/domain/split-sentences'

/*
 * The sentences of an answer's Markdown that claim something, with the marks that belong to them: those inside it and those that follow its
 * end. Lines are taken one by one, since models do not wrap them. Left out: headings, code, the head and the rule of a table, lines that
 * introduce what follows ("There are three:"), and what has no words.
 */

export interface Claim {
  /** Range in the text, marks included; of a table row without its last stroke. */
  start: number
  end: number
  /** The numbers of its marks in order, without repeats. */
  marks: number[]
}

const mark = /\[(\d{1,3})\]/g
/** What still belongs to the sentence before it: closing signs that touch it, then marks, then a full stop. */
const trailing = /^(?:[*_~"”’')\]」』]+(?=\s|\[|$))?(?:\s{0,2}\[\d{1,3}\])*(?:[.。](?=\s|$))?/u
const shortestClaim = 2

export interface LineState {
  fence: string
  /** Whether the line before was a row of a table, or may have been its head. */
  isInTable: boolean
}

export const firstLine: LineState = { fence: '', isInTable: false }

/** The sentences of one line, telling or not; offsets into it. Of a line that still grows, the last one may grow too. */
export function sentencesOfLine(line: string, state: LineState): Claim[] {
  if (state.fence !== '' || /^\s*(?:`{3,}|~{3,}|#{1,6}\s)/.test(line)) return []
  if (/^\s*\|/.test(line)) return state.isInTable && !isRule(line) ? [claimOf(line, 0, line.replace(/[\s|]+$/, '').length)] : []
  const lead = /^\s*(?:[-*+•]\s+|\(?\d{1,3}[.)]\s+|>\s*)*/.exec(line)?.[0].length ?? 0
  const claims: Claim[] = []
  let from = lead
  while (from < line.length) {
    // A mark that touches the full stop would hide the end from the splitter.
    const rest = line
      .slice(from)
      .replace(mark, (text, _, at: number, whole: string) => (at > 0 && /[.!?。]/.test(whole.charAt(at - 1)) ? ' '.repeat(text.length) : text))
    const sentence = splitSentences(rest)[0]
    if (sentence === undefined) break
    const plainEnd = from + sentence.end
    const end = plainEnd + (trailing.exec(line.slice(plainEnd))?.[0].length ?? 0)
    claims.push(claimOf(line, from + sentence.start, end))
    from = end
  }
  return claims
}

export function stateAfter(line: string, state: LineState): LineState {
  const run = /^\s*(`{3,}|~{3,})/.exec(line)?.[1]
  const fence = run === undefined ? state.fence : state.fence === '' ? run : run.startsWith(state.fence) ? '' : state.fence
  return { fence, isInTable: /^\s*\|/.test(line) && (state.isInTable || isRule(line)) }
}

/** The sentence as it is compared: without marks and the signs of Markdown. */
export function plainClaim(text: string): string {
  return text
    .replace(mark, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:[-*+•>|]\s+)+/, '')
    .replace(/[*_`~|]+/g, ' ')
    .replace(/\\([^\p{L}\p{N}\s])/gu, '$1')
    .replace(/\s+([.,!?])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

function claimOf(line: string, start: number, end: number): Claim {
  const marks = Array.from(line.slice(start, end).matchAll(mark), ([, number]) => Number(number))
  return { start, end, marks: [...new Set(marks)] }
}

/** Whether a sentence of the line claims something, rather than introduce what follows. */
export function isTelling(line: string, { start, end }: Pick<Claim, 'start' | 'end'>): boolean {
  const plain = plainClaim(line.slice(start, end))
  return !/[:：]$/.test(plain) && (plain.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= shortestClaim
}

function isRule(line: string): boolean {
  return /^\s*\|?[\s|:-]+\|?\s*$/.test(line) && line.includes('-')
}
