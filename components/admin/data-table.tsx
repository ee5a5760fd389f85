import type { ReactNode } from 'react'

export interface Column<Row> {
  heading: string
  cell: (row: Row) => ReactNode
  align?: 'start' | 'end'
  /** Left out where the screen is narrow. */
  isWideOnly?: boolean
}

interface DataTableProps<Row> {
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  keyOf: (row: Row) => string
}

export function DataTable<Row>({ caption, columns, rows, keyOf }: DataTableProps<Row>) {
  return (
    <div className="relative overflow-x-auto rounded-xl border border-border bg-surface-raised">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead className="bg-surface text-text-muted">
          <tr>
            {columns.map((column) => (
              <th key={column.heading} scope="col" className={`px-3 py-2 font-medium whitespace-nowrap sm:px-4 ${classesOf(column)}`}>
                {column.heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className="border-t border-border hover:bg-surface">
              {columns.map((column) => (
                <td key={column.heading} className={`px-3 py-2.5 sm:px-4 ${classesOf(column)}`}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function classesOf(column: { align?: 'start' | 'end'; isWideOnly?: boolean }): string {
  return `${column.align === 'end' ? 'text-right' : 'text-left'} ${column.isWideOnly ? 'hidden sm:table-cell' : ''}`
}
