import { AppError } from '@/lib/domain/app-error'
import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import { describeOrigin } from '../text/document-metadata'
import { elementsNamed, readXml, textOf, type XmlElement } from '../xml/xml-tree'
import type { ZipArchive } from '../zip/open-zip'

export interface PackageProperties {
  title: string | null
  metadata: DocumentMetadata
}

/** What an Office file (`docProps/core.xml`) says of itself. A properties part that is missing or broken costs the properties alone. */
export async function readCoreProperties(archive: ZipArchive): Promise<PackageProperties> {
  const root = await readOptionalPart(archive, 'docProps/core.xml')
  const first = (name: string) => textOfFirst(root, name)
  return {
    title: first('title'),
    metadata: describeOrigin({ author: first('creator') ?? first('lastModifiedBy'), writtenAt: first('created'), modifiedAt: first('modified') }),
  }
}

/** What an OpenDocument file (`meta.xml`) says of itself: there `creator` and `date` are those of the last change. */
export async function readOpenDocumentProperties(archive: ZipArchive): Promise<PackageProperties> {
  const root = await readOptionalPart(archive, 'meta.xml')
  const first = (name: string) => textOfFirst(root, name)
  return {
    title: first('title'),
    metadata: describeOrigin({ author: first('initial-creator') ?? first('creator'), writtenAt: first('creation-date'), modifiedAt: first('date') }),
  }
}

export function textOfFirst(root: XmlElement | null, name: string): string | null {
  const element = root === null ? undefined : elementsNamed(root, name)[0]
  return element === undefined ? null : textOf(element).trim() || null
}

async function readOptionalPart(archive: ZipArchive, name: string): Promise<XmlElement | null> {
  try {
    const bytes = await archive.read(name)
    return bytes === null ? null : readXml(bytes)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'damaged_file' || error.code === 'undecodable_text')) return null
    throw error
  }
}
