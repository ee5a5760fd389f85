import { posix } from 'node:path'
import { AppError } from '@/lib/domain/app-error'
import { childElements, readXml, type XmlElement } from '../../xml/xml-tree'
import type { ZipArchive } from '../../zip/open-zip'

export interface Relationship {
  /** The last word of the relationship's type: `slide`, `notesSlide`, `diagramData`. */
  kind: string
  /** Name of a member of the archive. */
  target: string
}

/** Reads a part that must be there. Errors: damaged_file, and those of `ZipArchive.read`. */
export async function readPart(archive: ZipArchive, name: string): Promise<XmlElement> {
  const bytes = await archive.read(name)
  if (bytes === null) throw new AppError('damaged_file', 'A part that the file names is missing')
  return readXml(bytes)
}

/** What a part points to, by id; the package itself is the part with no name. Targets outside of the archive are left out: nothing is ever fetched. */
export async function readRelationships(archive: ZipArchive, part: string): Promise<Map<string, Relationship>> {
  const bytes = await archive.read(`${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`.replace(/^\.\//, ''))
  const relationships = new Map<string, Relationship>()
  if (bytes === null) return relationships
  for (const { attributes } of childElements(readXml(bytes))) {
    const { Id, Type, Target, TargetMode } = attributes
    if (Id === undefined || Type === undefined || Target === undefined || TargetMode === 'External') continue
    relationships.set(Id, { kind: Type.split('/').at(-1) ?? '', target: posix.resolve('/', posix.dirname(part), Target).slice(1) })
  }
  return relationships
}
