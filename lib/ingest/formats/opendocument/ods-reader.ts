import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument, draft } from '../../text/document-builder'
import { childElements } from '../../xml/xml-tree'
import { draftRow } from '../spreadsheet/cell-range'
import { leaveOut, readOpenDocumentRows } from './opendocument-blocks'
import { openOpenDocument } from './opendocument-package'

/**
 * ODS: each sheet's name is a heading, each row a line of its cells as the program that wrote the file showed them, with its range. Hidden
 * sheets, rows and columns are left out.
 */
export async function readOds(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { body, title, metadata, styles } = await openOpenDocument(bytes, 'spreadsheet')
  const tables = childElements(body).filter((child) => child.name === 'table')
  const file = { styles, hiddenCharacters: 0 }
  const drafts = tables.flatMap((table) => {
    if (styles.isHidden('table', table.attributes['table:style-name'])) {
      leaveOut(table, file)
      return []
    }
    const name = table.attributes['table:name'] ?? ''
    const rows = readOpenDocumentRows(table, file).map(({ text, ...cells }) => draftRow(text, name, cells))
    return rows.length === 0 ? [] : [draft('heading', name, 1), ...rows]
  })
  return buildDocument(drafts, title, { metadata, hiddenCharacters: file.hiddenCharacters })
}
