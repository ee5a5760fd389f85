import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { declaredHtmlEncoding, decodeText } from '../../text/decode-text'
import { buildDocument, type DraftBlock, draft } from '../../text/document-builder'
import { openZip, type ZipArchive } from '../../zip/open-zip'
import { readHtmlDrafts } from '../html-reader'
import { memberAt, readEpubPackage } from './epub-package'

/** Elements that XHTML may close in one tag; by the rules of HTML they would swallow what follows. */
const closedElement = /<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)([a-z][a-z0-9]*)\b([^<>]*)\/>/gi

/**
 * EPUB: its chapters in the order of the spine, each through the HTML reader. A chapter without a heading of its own takes its
 * name in the table of contents. Unpacked here over ZIP and XML: the libraries for EPUB on npm render pages or want a browser.
 */
export async function readEpub(bytes: Uint8Array): Promise<NormalizedDocument> {
  const archive = await openZip(bytes)
  const { title, metadata, chapters, labels } = await readEpubPackage(archive)
  const sheets = await readStyleSheets(archive)
  const drafts: DraftBlock[] = []
  let hiddenCharacters = 0
  for (const chapter of chapters) {
    const page = await archive.read(chapter)
    if (page === null) continue
    const read = readChapter(page, labels.get(chapter), (address) => sheets.get(memberAt(chapter, address).toLowerCase()) ?? null)
    drafts.push(...read.drafts)
    hiddenCharacters += read.hiddenCharacters
  }
  return buildDocument(drafts, title, { metadata, hiddenCharacters })
}

function readChapter(
  page: Buffer,
  label: string | undefined,
  linkedSheet: (address: string) => string | null,
): { drafts: DraftBlock[]; hiddenCharacters: number } {
  const html = decodeText(page, declaredHtmlEncoding(page)).replace(closedElement, '<$1$2></$1>')
  const { drafts, hiddenCharacters } = readHtmlDrafts(html, { linkedSheet })
  const hasHeading = drafts.some((block) => block.kind === 'heading')
  const named = drafts.length === 0 || hasHeading || label === undefined ? drafts : [draft('heading', label, 1), ...drafts]
  return { drafts: named, hiddenCharacters }
}

/** A book with more of them has them for another reason. */
const mostSheets = 100

/** The style sheets of a book by member, in small letters. One that cannot be read says nothing, and costs the book nothing. */
async function readStyleSheets(archive: ZipArchive): Promise<Map<string, string>> {
  const sheets = new Map<string, string>()
  for (const name of archive.names.filter((member) => /\.css$/i.test(member)).slice(0, mostSheets)) {
    try {
      const bytes = await archive.read(name)
      if (bytes !== null) sheets.set(name.toLowerCase(), bytes.toString('utf8'))
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'damaged_file') throw error
    }
  }
  return sheets
}
