import type { Passage } from '@/lib/domain/passage'
import { type PassageLine, passageLines } from '../passage-lines'

/*
 * The rows of tables, as every reader writes them: cells with " | " between them, a line for each row. A row means little without
 * the row above all that names its columns. A passage that begins in the middle of a table does not hold that one.
 */

export interface TableRow {
  /** Offsets into the passage's text. */
  start: number
  end: number
  /** The row that names the columns; null where the passage does not hold it. */
  header: { start: number; end: number } | null
}

const separator = ' | '

/** In reading order; the rows that name columns are not among them. */
export function tableRows({ text, chunkIndex = 0 }: Pick<Passage, 'text'> & Partial<Pick<Passage, 'chunkIndex'>>): TableRow[] {
  return runsOfRows(text).flatMap((run) => {
    const [first, ...others] = run
    if (first === undefined || others.length === 0) return []
    const header = (first.start === 0 && chunkIndex > 0) || !namesColumns(text.slice(first.start, first.end)) ? null : rangeOf(first)
    return (header === null ? run : others).map((line) => ({ ...rangeOf(line), header }))
  })
}

export function cellsOf(row: string): string[] {
  return row.split(separator).map((cell) => cell.trim())
}

/** Lines of as many cells, one right after the other. */
function runsOfRows(text: string): PassageLine[][] {
  const runs: PassageLine[][] = []
  let previous: { line: PassageLine; cells: number } | null = null
  for (const line of passageLines(text)) {
    const cells = cellsOf(text.slice(line.start, line.end)).length
    if (line.isBlank || cells < 2) {
      previous = null
      continue
    }
    const isNext = previous !== null && previous.cells === cells && !text.slice(previous.line.end, line.start).trim().includes('\n')
    if (isNext) runs.at(-1)?.push(line)
    else runs.push([line])
    previous = { line, cells }
  }
  return runs
}

/** Names of columns are words; where most cells hold digits, it is a row like the others (years name columns too). */
function namesColumns(row: string): boolean {
  const cells = cellsOf(row)
  return cells.filter((cell) => /\d/.test(cell) && !/^(?:19|20)\d{2}년?$/.test(cell)).length * 2 < cells.length
}

function rangeOf({ start, end }: PassageLine): { start: number; end: number } {
  return { start, end }
}
