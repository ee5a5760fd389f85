import { fromHtml } from 'hast-util-from-html'
import type { DocumentMetadata, NormalizedDocument } from '@/lib/domain/normalized-document'
import { declaredHtmlEncoding, decodeText } from '../text/decode-text'
import { buildDocument, type DraftBlock } from '../text/document-builder'
import type { StyleSources } from './html/hidden/page-styles'
import { removeHidden } from './html/hidden/remove-hidden'
import { readHtmlBlocks } from './html/html-blocks'
import { htmlMetadata } from './html/html-metadata'
import { htmlTitle } from './html/html-title'
import { selectMainContent } from './html/main-content'

/** HTML by the browser's own parsing rules (parse5), its main content as blocks. Nothing is run or fetched. */
export async function readHtml(bytes: Uint8Array): Promise<NormalizedDocument> {
  return readHtmlText(decodeText(bytes, declaredHtmlEncoding(bytes)))
}

export function readHtmlText(html: string): NormalizedDocument {
  const { drafts, title, metadata, hiddenCharacters } = readHtmlDrafts(html)
  const firstHeading = drafts.find((block) => block.level === 1)?.parts[0]?.text
  return buildDocument(drafts, title ?? firstHeading ?? null, { metadata, hiddenCharacters })
}

/** The blocks of a page, for formats that hold pages (books, mail). */
export function readHtmlDrafts(
  html: string,
  sources: StyleSources = {},
): { drafts: DraftBlock[]; title: string | null; metadata: DocumentMetadata; hiddenCharacters: number } {
  const { tree, hiddenCharacters } = removeHidden(fromHtml(html), sources)
  const blocks = readHtmlBlocks(selectMainContent(tree))
  return { drafts: blocks.length > 0 ? blocks : readHtmlBlocks(tree), title: htmlTitle(tree), metadata: htmlMetadata(tree), hiddenCharacters }
}
