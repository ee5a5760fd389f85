import { AppError } from '@/lib/domain/app-error'
import { elementAt, elementsNamed, readXml, textOf, type XmlElement } from '../../xml/xml-tree'
import { openZip } from '../../zip/open-zip'

export interface OpenDocument {
  /** The element under `office:body`: text, presentation or spreadsheet. */
  body: XmlElement
  title: string | null
}

/** Opens an OpenDocument file and takes its content. Errors: damaged_file, password_required, and those of `ZipArchive.read`. */
export async function openOpenDocument(bytes: Uint8Array, kind: 'text' | 'presentation' | 'spreadsheet'): Promise<OpenDocument> {
  const archive = await openZip(bytes)
  const manifest = await archive.read('META-INF/manifest.xml')
  if (manifest !== null && elementsNamed(readXml(manifest), 'encryption-data').length > 0)
    throw new AppError('password_required', 'The OpenDocument file is encrypted')
  const content = await archive.read('content.xml')
  const body = content === null ? null : elementAt(readXml(content), 'body', kind)
  if (body === null) throw new AppError('damaged_file', 'The OpenDocument file has no content of its kind')
  const meta = await archive.read('meta.xml')
  const title = meta === null ? undefined : elementsNamed(readXml(meta), 'title')[0]
  return { body, title: title === undefined ? null : textOf(title).trim() || null }
}
