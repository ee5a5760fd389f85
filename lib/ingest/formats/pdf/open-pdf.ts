import type { PDFParse } from 'pdf-parse'
import { AppError } from '@/lib/domain/app-error'
import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import type { EngineDocument } from './engine/engine-document'
import { engineFiles } from './engine/engine-files'
import { readPdfMetadata } from './engine/pdf-metadata'
import { type OutlineEntry, readOutline } from './engine/read-outline'
import { renderPage } from './engine/render-page'
import type { TextItem } from './engine/text-items'
import { readText } from './hidden/read-text'

export interface OpenPdf {
  pageCount: number
  /** As the file states it; programs often fill in nonsense. */
  title: string | null
  metadata: DocumentMetadata
  /** Pages count from 1. Errors: damaged_file. */
  readPage(page: number): Promise<PdfPage>
  /** Bookmarks that lead to a page, in order. */
  readOutline(): Promise<OutlineEntry[]>
  /** The page as PNG; scale 1 is 72 pixels an inch, lowered for pages of more than 16 million pixels. Errors: damaged_file. */
  renderPage(page: number, scale: number): Promise<Uint8Array>
  close(): Promise<void>
}

export interface PdfPage {
  /** In points, as the page is shown. */
  width: number
  height: number
  /** In the order of the page's content stream; without what cannot be seen. */
  items: TextItem[]
  hiddenCharacters: number
}

/** Pictures of more pixels are not unpacked while text is read: some take all memory there is. */
const smallestPicture = 1

/** Errors: password_required, damaged_file. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  // Loaded with the first such file: see `readers`.
  const { PDFParse } = await import('pdf-parse')
  const open = (options: { maxImageSize?: number }) =>
    new PDFParse({ data: new Uint8Array(bytes), ...engineFiles(), verbosity: 0, isEvalSupported: false, ...options })
  const parser = open({ maxImageSize: smallestPicture, disableFontFace: false } as { maxImageSize: number })
  const document = await openDocument(parser)
  // With its pictures, which the text does without: only opened for pages that are drawn.
  let drawn: { parser: PDFParse; document: Promise<EngineDocument> } | null = null
  const openDrawn = () => {
    if (drawn === null) {
      const withPictures = open({})
      drawn = { parser: withPictures, document: openDocument(withPictures) }
    }
    return drawn.document
  }
  // Metadata is often broken in files whose pages are fine; such a file simply says nothing of itself.
  const information = await document.getMetadata().catch(() => null)
  return {
    pageCount: document.numPages,
    ...readPdfMetadata(information?.info),
    readPage: (page) => damagedUnless(page, readPage(document, page)),
    readOutline: () => readOutline(document),
    renderPage: (page, scale) =>
      damagedUnless(
        page,
        openDrawn().then((pictured) => renderPage(pictured, page, scale)),
      ),
    close: async () => {
      await parser.destroy()
      await drawn?.parser.destroy()
    },
  }
}

/**
 * pdf-parse keeps the pdf.js document that it opened to itself, and has no method that tells font sizes. `load` is what each of
 * its methods calls first; its version is pinned, and a test reads real files through here.
 */
async function openDocument(parser: PDFParse): Promise<EngineDocument> {
  try {
    return (await parser['load']()) as unknown as EngineDocument
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw new AppError(isLocked ? 'password_required' : 'damaged_file', 'The PDF could not be opened', { cause: error })
  }
}

async function readPage(document: EngineDocument, pageNumber: number): Promise<PdfPage> {
  const page = await document.getPage(pageNumber)
  const viewport = page.getViewport({ scale: 1 })
  const text = await readText(page)
  page.cleanup()
  return { width: viewport.width, height: viewport.height, ...text }
}

async function damagedUnless<Result>(page: number, work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    throw new AppError('damaged_file', `Page ${page} of the PDF could not be read`, { cause: error })
  }
}
