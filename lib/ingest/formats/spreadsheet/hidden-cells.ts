/** Rows and columns of a sheet that nobody sees, from 0. */
export interface HiddenCells {
  rows: ReadonlySet<number>
  isHiddenColumn(column: number): boolean
}

export const nothingHidden: HiddenCells = { rows: new Set(), isHiddenColumn: () => false }

const rowTag = /<(?:\w+:)?row\b([^>]*)>/g
const columnTag = /<(?:\w+:)?col\b([^>]*)>/g
const activeFilter = /<(?:\w+:)?(?:filterColumn|sortState)\b|\bfilterMode="(?:1|true)"/

/**
 * Hidden rows and columns of a worksheet's XML. SheetJS tells of them only when it keeps every empty cell with a format as well, which
 * some workbooks have by the million. Folded groups and rows that a filter leaves out are not hidden: the sheet shows a sign for each,
 * and one press brings them back. `isFiltered`: a table of the workbook has a filter; its rows cannot be told from hidden ones.
 */
export function readHiddenCells(xml: string, isFiltered: boolean): HiddenCells {
  const cells = xml.search(/<(?:\w+:)?sheetData\b/)
  const head = cells === -1 ? xml : xml.slice(0, cells)
  const columns = [...head.matchAll(columnTag)].map(([, attributes = '']) => attributes).filter((attributes) => isHidden(attributes, 'width'))
  const ranges = columns.map((attributes) => ({ first: Number(attributeOf(attributes, 'min')) - 1, last: Number(attributeOf(attributes, 'max')) - 1 }))
  const isHiddenColumn = (column: number) => ranges.some(({ first, last }) => column >= first && column <= last)
  const hasTables = /<(?:\w+:)?tablePart\b/.test(xml)
  if (activeFilter.test(xml) || (isFiltered && hasTables)) return { rows: new Set(), isHiddenColumn }
  const rows = new Set<number>()
  for (const [, attributes = ''] of xml.matchAll(rowTag)) if (isHidden(attributes, 'ht')) rows.add(Number(attributeOf(attributes, 'r')) - 1)
  return { rows, isHiddenColumn }
}

function isHidden(attributes: string, extent: 'ht' | 'width'): boolean {
  if (Number(attributeOf(attributes, 'outlineLevel') || 0) > 0) return false
  const size = attributeOf(attributes, extent)
  return /^(?:1|true)$/.test(attributeOf(attributes, 'hidden')) || (size !== '' && Number(size) === 0)
}

function attributeOf(attributes: string, name: string): string {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1] ?? ''
}
