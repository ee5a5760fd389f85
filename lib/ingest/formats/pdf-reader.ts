import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument } from '../text/document-builder'
import { assembleBlocks } from './pdf/assemble-blocks'
import { openPdf } from './pdf/open-pdf'
import { readPageLines, type TextLine } from './pdf/page-lines'
import { pdfTitle } from './pdf/pdf-title'
import { removeRunningLines } from './pdf/running-lines'

/**
 * PDF through pdf-parse (pdf.js). pdf-parse's own `getText` gives lines only; the blocks that chunking and reading need
 * (paragraphs, headings, list items) are put together here from the same engine's positions and font sizes.
 */
export async function readPdf(bytes: Uint8Array): Promise<NormalizedDocument> {
  const pdf = await openPdf(bytes)
  try {
    const pages: TextLine[][] = []
    for (let page = 1; page <= pdf.pageCount; page += 1) pages.push(readPageLines(await pdf.readItems(page), page))
    const drafts = assembleBlocks(removeRunningLines(pages).flat())
    return buildDocument(drafts, pdfTitle(pdf.title, drafts))
  } finally {
    await pdf.close()
  }
}
