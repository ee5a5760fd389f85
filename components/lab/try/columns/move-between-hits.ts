/**
 * The arrow keys on a hit's mark: up and down within its column, left and right to the same passage in the next column, or to the hit
 * of the same place where it is not found there. True when the focus has moved.
 */
export function moveBetweenHits(grid: HTMLElement, key: string, target: EventTarget): boolean {
  if (!(target instanceof HTMLElement) || target.dataset.mark === undefined) return false
  const columns = Array.from(grid.querySelectorAll<HTMLElement>('[data-column]'), (column) => Array.from(column.querySelectorAll<HTMLElement>('[data-mark]')))
  const column = columns.findIndex((marks) => marks.includes(target))
  const row = columns[column]?.indexOf(target) ?? -1
  const next = nextMark(columns, { column, row, passage: target.dataset.mark }, key)
  if (!next) return false
  next.focus()
  return true
}

function nextMark(columns: HTMLElement[][], { column, row, passage }: { column: number; row: number; passage: string }, key: string): HTMLElement | undefined {
  if (key === 'ArrowDown') return columns[column]?.[row + 1]
  if (key === 'ArrowUp') return row > 0 ? columns[column]?.[row - 1] : undefined
  const beside = key === 'ArrowRight' ? columns[column + 1] : key === 'ArrowLeft' && column > 0 ? columns[column - 1] : undefined
  return beside?.find((mark) => mark.dataset.mark === passage) ?? beside?.[Math.min(row, beside.length - 1)]
}
