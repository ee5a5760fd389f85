import type { Quote } from '../select-quotes'
import { cellsOf } from '../units/table-rows'
import { writeSlice } from './write-slice'

/** A small Markdown table of the rows, under the row that names the columns; each row ends with its mark. */
export function writeTable(rows: Quote[], header: { start: number; end: number }): string {
  const [first] = rows
  if (first === undefined) return ''
  const names = cellsOf(first.scored.passage.text.slice(header.start, header.end)).map((name) => writeCell(name, null))
  return [rowOf(names), rowOf(names.map(() => '---')), ...rows.map(writeRow)].join('\n')
}

function writeRow({ scored, span }: Quote): string {
  const { passage, unit, passageRank } = scored
  const row = passage.text.slice(unit.start, unit.end)
  let from = 0
  const cells = cellsOf(row).map((cell) => {
    const start = row.indexOf(cell, from)
    from = start + cell.length
    const holdsSpan = span !== null && cell !== '' && span.start >= start && span.end <= from
    return writeCell(cell, holdsSpan ? { start: span.start - start, end: span.end - start } : null)
  })
  const marked = cells.map((cell, index) => (index === cells.length - 1 ? `${cell} [${passageRank + 1}]`.trim() : cell))
  return rowOf(marked)
}

function writeCell(cell: string, bold: { start: number; end: number } | null): string {
  return writeSlice(cell, bold).replace(/\|/g, '\\|').replace(/\n/g, ' ')
}

function rowOf(cells: string[]): string {
  return `| ${cells.join(' | ')} |`
}
