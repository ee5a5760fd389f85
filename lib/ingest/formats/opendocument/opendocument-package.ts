import { AppError } from '@/lib/domain/app-error'
import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import { elementAt, elementsNamed, readXml, type XmlElement } from '../../xml/xml-tree'
import { openZip, type ZipArchive } from '../../zip/open-zip'
import { readOpenDocumentProperties } from '../package-properties'
import { type OpenDocumentStyles, readStyles } from './opendocument-styles'

export interface OpenDocument {
  /** The element under `office:body`: text, presentation or spreadsheet. */
  body: XmlElement
  title: string | null
  metadata: DocumentMetadata
  styles: OpenDocumentStyles
}

/** Opens an OpenDocument file and takes its content. Errors: damaged_file, password_required, and those of `ZipArchive.read`. */
export async function openOpenDocument(bytes: Uint8Array, kind: 'text' | 'presentation' | 'spreadsheet'): Promise<OpenDocument> {
  const archive = await openZip(bytes)
  const manifest = await archive.read('META-INF/manifest.xml')
  if (manifest !== null && elementsNamed(readXml(manifest), 'encryption-data').length > 0)
    throw new AppError('password_required', 'The OpenDocument file is encrypted')
  const content = await archive.read('content.xml')
  const root = content === null ? null : readXml(content)
  const body = root === null ? null : elementAt(root, 'body', kind)
  if (root === null || body === null) throw new AppError('damaged_file', 'The OpenDocument file has no content of its kind')
  return { body, styles: readStyles(root, await readSharedStyles(archive)), ...(await readOpenDocumentProperties(archive)) }
}

/** Without it the file is read all the same: it says how text looks. */
async function readSharedStyles(archive: ZipArchive): Promise<XmlElement | null> {
  try {
    const bytes = await archive.read('styles.xml')
    return bytes === null ? null : readXml(bytes)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'damaged_file' || error.code === 'undecodable_text')) return null
    throw error
  }
}
