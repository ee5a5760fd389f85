import { AppError } from '@/lib/domain/app-error'
import type { NormalizedDocument, PageLayout, RunningText } from '@/lib/domain/normalized-document'
import { buildDocument } from '../text/document-builder'
import { assembleBlocks } from './pdf/assemble-blocks'
import { findTables } from './pdf/blocks/find-tables'
import { type OpenPdf, openPdf } from './pdf/open-pdf'
import { markBookmarks } from './pdf/order/mark-bookmarks'
import { orderColumns } from './pdf/order/order-columns'
import { readPageLines, type TextLine } from './pdf/page-lines'
import { pdfTitle } from './pdf/pdf-title'
import { separateRunningLines } from './pdf/running-lines'

export interface PdfReadingContext {
  /** Reads a page without a text layer from its picture; empty where nothing is recognised. Missing: such pages stay empty. */
  recognisePage?: (pdf: OpenPdf, page: number) => Promise<TextLine[]>
  onPages?: (pages: { done: number; total: number }) => void
}

interface ReadPages {
  lines: TextLine[][]
  frames: Omit<PageLayout, 'runs' | 'running'>[]
  unreadablePages: number[]
  recognisedPages: number[]
  hiddenCharacters: number
}

/** A page that cannot be read has no size either; it is shown as A4. */
const unknownSize = { width: 595, height: 842 }

/**
 * PDF through pdf-parse (pdf.js). pdf-parse's own `getText` gives lines only; the blocks that chunking and reading need
 * (paragraphs, headings, list items, tables) and the places of the text on its pages are put together here from the same
 * engine's positions and font sizes. A page that cannot be read is left out and named; a file whose pages are all like that is
 * still one that opens, with no text. The layout has every page, also the empty ones. Errors: password_required, damaged_file.
 */
export async function readPdf(bytes: Uint8Array, context: PdfReadingContext = {}): Promise<NormalizedDocument> {
  const pdf = await openPdf(bytes)
  try {
    const { lines, frames, ...found } = await readPages(pdf, context)
    markBookmarks(lines, await pdf.readOutline())
    const { kept, running } = separateRunningLines(lines)
    const drafts = assembleBlocks(kept.flatMap(findTables))
    const pages = frames.map((frame, index) => ({ ...frame, running: (running[index] ?? []).map(toRunningText) }))
    return buildDocument(drafts, pdfTitle(pdf.title, drafts), { metadata: pdf.metadata, pages, ...found })
  } finally {
    await pdf.close()
  }
}

async function readPages(pdf: OpenPdf, { recognisePage, onPages }: PdfReadingContext): Promise<ReadPages> {
  const read: ReadPages = { lines: [], frames: [], unreadablePages: [], recognisedPages: [], hiddenCharacters: 0 }
  for (let page = 1; page <= pdf.pageCount; page += 1) {
    onPages?.({ done: page - 1, total: pdf.pageCount })
    try {
      const { items, width, height, hiddenCharacters } = await pdf.readPage(page)
      read.hiddenCharacters += hiddenCharacters
      const written = orderColumns(readPageLines(items, page))
      const recognised = hasText(written) || recognisePage === undefined ? [] : await recognisePage(pdf, page)
      if (recognised.length > 0) read.recognisedPages.push(page)
      read.lines.push(recognised.length > 0 ? recognised : written)
      read.frames.push({ page, width, height })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'damaged_file') throw error
      read.unreadablePages.push(page)
      read.lines.push([])
      read.frames.push({ page, ...unknownSize })
    }
  }
  onPages?.({ done: pdf.pageCount, total: pdf.pageCount })
  return read
}

/** Scanned pages have no text layer, or one with nothing but a page number or a stamp of signs. */
function hasText(lines: TextLine[]): boolean {
  return lines.some((line) => /\p{L}/u.test(line.text))
}

function toRunningText({ text, runs }: TextLine): RunningText {
  const x = Math.min(...runs.map(([, , left]) => left))
  const y = Math.min(...runs.map(([, , , top]) => top))
  const right = Math.max(...runs.map(([, , left, , width]) => left + width))
  const bottom = Math.max(...runs.map(([, , , top, , height]) => top + height))
  return { text, x, y, width: right - x, height: bottom - y }
}
