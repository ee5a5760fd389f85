import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { gfm } from 'micromark-extension-gfm'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { decodeText } from '../text/decode-text'
import { buildDocument } from '../text/document-builder'
import { splitFrontMatter } from './markdown/front-matter'
import { readMarkdownBlocks } from './markdown/markdown-blocks'

/** Markdown (CommonMark with GitHub's tables, task lists, strikethrough, footnotes) as the text a reader of the page would see. */
export async function readMarkdown(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { title, metadata, body } = splitFrontMatter(decodeText(bytes).replace(/\r\n?/g, '\n'))
  const tree = fromMarkdown(body, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })
  const drafts = readMarkdownBlocks(tree)
  const firstHeading = drafts.find((block) => block.level === 1)?.parts[0]?.text
  return buildDocument(drafts, title ?? firstHeading ?? null, { metadata })
}
