import { posix } from 'node:path'
import { AppError } from '@/lib/domain/app-error'
import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import { declaredHtmlEncoding, decodeText } from '../../text/decode-text'
import { describeOrigin } from '../../text/document-metadata'
import { childElements, elementAt, elementsNamed, readXml, textOf, type XmlElement } from '../../xml/xml-tree'
import type { ZipArchive } from '../../zip/open-zip'
import { textOfFirst } from '../package-properties'

export interface EpubPackage {
  title: string | null
  metadata: DocumentMetadata
  /** Members of the archive in reading order. */
  chapters: string[]
  /** What the table of contents calls a chapter, by member. */
  labels: Map<string, string>
}

/** Fonts are often scrambled with these, which hides no text. */
const fontScrambling = new Set(['http://www.idpf.org/2008/embedding', 'http://ns.adobe.com/pdf/enc#RC'])

/** Reads the package file of an EPUB: its title, its spine and its table of contents. Errors: damaged_file, password_required. */
export async function readEpubPackage(archive: ZipArchive): Promise<EpubPackage> {
  await expectReadable(archive)
  const container = await readRequired(archive, 'META-INF/container.xml')
  const part = elementsNamed(container, 'rootfile')[0]?.attributes['full-path']
  if (part === undefined) throw new AppError('damaged_file', 'The EPUB names no package file')
  const opf = await readRequired(archive, part)
  const items = new Map((elementAt(opf, 'manifest') ? childElements(elementAt(opf, 'manifest') ?? opf) : []).map((item) => [item.attributes.id ?? '', item]))
  const spine = elementAt(opf, 'spine')
  const navigation = [...items.values()].find((item) => (item.attributes.properties ?? '').split(' ').includes('nav'))
  const chapters = (spine === null ? [] : childElements(spine))
    .map((reference) => items.get(reference.attributes.idref ?? ''))
    .filter((item) => item !== undefined && item !== navigation && /html|xml/.test(item.attributes['media-type'] ?? ''))
    .map((item) => memberAt(part, item?.attributes.href))
  const contents = navigation ?? items.get(spine?.attributes.toc ?? '')
  const labels = contents === undefined ? new Map<string, string>() : await readLabels(archive, memberAt(part, contents.attributes.href))
  return { title: textOfFirst(opf, 'title'), metadata: metadataOf(opf), chapters, labels }
}

function metadataOf(opf: XmlElement): DocumentMetadata {
  const modified = elementsNamed(opf, 'meta').find((meta) => meta.attributes.property === 'dcterms:modified')
  const authors = elementsNamed(opf, 'creator').map((creator) => textOf(creator).trim())
  return describeOrigin({
    author: authors.join(', '),
    writtenAt: textOfFirst(opf, 'date'),
    modifiedAt: modified === undefined ? null : textOf(modified),
  })
}

/** A link inside a part, as the name of a member. */
export function memberAt(part: string, link = ''): string {
  const [path = ''] = link.split('#')
  return posix.resolve('/', posix.dirname(part), decodeLink(path)).slice(1)
}

function decodeLink(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    // A per cent sign that is no escape.
    if (error instanceof URIError) return path
    throw error
  }
}

async function expectReadable(archive: ZipArchive): Promise<void> {
  const bytes = await archive.read('META-INF/encryption.xml')
  const methods = bytes === null ? [] : elementsNamed(readXml(bytes), 'EncryptionMethod')
  if (methods.some((method) => !fontScrambling.has(method.attributes.Algorithm ?? ''))) throw new AppError('password_required', 'The EPUB is encrypted')
}

async function readRequired(archive: ZipArchive, name: string): Promise<XmlElement> {
  const bytes = await archive.read(name)
  if (bytes === null) throw new AppError('damaged_file', 'The EPUB lacks a part it needs')
  return readXml(bytes)
}

/** Labels of EPUB 3 (links in a page) and EPUB 2 (`navPoint`); the first that points into a chapter names it. */
async function readLabels(archive: ZipArchive, part: string): Promise<Map<string, string>> {
  const labels = new Map<string, string>()
  const bytes = await archive.read(part)
  if (bytes === null) return labels
  const text = decodeText(bytes, declaredHtmlEncoding(bytes))
  const links = /<ncx[\s:>]|:ncx[\s>]/.test(text)
    ? ncxLinks(readXml(bytes))
    : elementsNamed(readXml(bytes), 'a').map((link) => [link.attributes.href, textOf(link)])
  for (const [link, label] of links) {
    const member = memberAt(part, link)
    if (link !== undefined && label !== undefined && label.trim() !== '' && !labels.has(member)) labels.set(member, label.trim())
  }
  return labels
}

function ncxLinks(parent: XmlElement): (string | undefined)[][] {
  return childElements(parent).flatMap((child) => {
    if (child.name !== 'navPoint') return ncxLinks(child)
    const label = elementAt(child, 'navLabel', 'text')
    return [[elementAt(child, 'content')?.attributes.src, label === null ? undefined : textOf(label)], ...ncxLinks(child)]
  })
}
