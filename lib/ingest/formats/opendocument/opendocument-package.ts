import { AppError } from '@/lib/domain/app-error'
import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import { childElements, elementAt, elementsNamed, readXml, type XmlElement } from '../../xml/xml-tree'
import { openZip } from '../../zip/open-zip'
import { readOpenDocumentProperties } from '../package-properties'

export interface OpenDocument {
  /** The element under `office:body`: text, presentation or spreadsheet. */
  body: XmlElement
  title: string | null
  metadata: DocumentMetadata
  /** Names of the paragraph styles of captions: the built-in ones and those made from them in this file. */
  captionStyles: ReadonlySet<string>
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
  return { body, captionStyles: findCaptionStyles(root), ...(await readOpenDocumentProperties(archive)) }
}

/** LibreOffice captions figures, tables and drawings in these styles. */
const builtInCaptions = ['Caption', 'Illustration', 'Figure', 'Table', 'Drawing']

function findCaptionStyles(root: XmlElement): Set<string> {
  const automatic = elementAt(root, 'automatic-styles')
  const derived = (automatic === null ? [] : childElements(automatic))
    .filter(({ attributes }) => builtInCaptions.includes(attributes['style:parent-style-name'] ?? ''))
    .map(({ attributes }) => attributes['style:name'] ?? '')
  return new Set([...builtInCaptions, ...derived])
}
