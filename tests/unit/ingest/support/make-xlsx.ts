import { openZip } from '@/lib/ingest/zip/open-zip'
import { makeZip } from '../../../fixtures/make-zip'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A workbook of sheets by name, each the inside of its `sheetData`. */
export function makeXlsx(sheets: Record<string, string>): Buffer {
  const names = Object.keys(sheets)
  const files = names.map((name, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    `<worksheet xmlns="${main}"><sheetData>${sheets[name]}</sheetData></worksheet>`,
  ])
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  const overrides = names.map((_, index) => `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${type}.worksheet+xml"/>`).join('')
  const relations = names
    .map((_, index) => `<Relationship Id="rId${index + 1}" Type="${office}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`)
    .join('')
  return makeZip({
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/>${overrides}</Types>`,
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations}</Relationships>`,
    ...Object.fromEntries(files),
  })
}

/** The same archive with its text members changed and others added. */
export async function withMembers(archive: Buffer, change: (name: string, text: string) => string, added: Record<string, string> = {}): Promise<Buffer> {
  const opened = await openZip(archive)
  const files: Record<string, string> = {}
  for (const name of opened.names) files[name] = change(name, (await opened.read(name))?.toString('utf8') ?? '')
  return makeZip({ ...files, ...added })
}
