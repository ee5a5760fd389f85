import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { recogniserOfProcess } from '../../recognition/recogniser-of-process'
import { buildDocument, type DocumentFacts } from '../../text/document-builder'
import type { ReadingContext } from '../document-reader'
import { assembleBlocks } from '../pdf/assemble-blocks'
import { orderColumns } from '../pdf/order/order-columns'
import type { TextLine } from '../pdf/page-lines'
import { toTextLines } from '../pdf/recognised-text-lines'
import { openPicture } from './open-picture'

/**
 * A picture as a document of one page, or of several for TIFF: its text recognised, with lengths in the picture's own pixels. One
 * without legible text comes back empty. The lines go the same way as those of a PDF.
 */
export async function readImage(bytes: Uint8Array, { recognitionPath, onPages }: ReadingContext): Promise<NormalizedDocument> {
  const picture = await openPicture(bytes)
  const lines: TextLine[] = []
  const facts = { pages: [] as NonNullable<DocumentFacts['pages']>, recognisedPages: [] as number[] }
  onPages?.({ done: 0, total: picture.pageCount })
  for (let page = 1; page <= picture.pageCount; page += 1) {
    const { png, width, height, scale } = await picture.readPage(page)
    const recognised = recognitionPath === undefined ? [] : await recogniserOfProcess(recognitionPath).recognise(png)
    lines.push(...orderColumns(toTextLines(recognised, page, { scale, height })))
    facts.pages.push({ page, width, height, running: [] })
    if (recognised.length > 0) facts.recognisedPages.push(page)
    onPages?.({ done: page, total: picture.pageCount })
  }
  return buildDocument(assembleBlocks(lines), null, facts)
}
