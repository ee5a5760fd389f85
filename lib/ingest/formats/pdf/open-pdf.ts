import type { PDFParse } from 'pdf-parse'
import { AppError } from '@/lib/domain/app-error'
import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import type { EngineDocument } from './engine/engine-document'
import { engineFiles } from './engine/engine-files'
import { EndlessPage } from './engine/list-operators'
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

/** Pictures that lie over text are unpacked up to this size, of which one takes 12 MB. */
const largestCover = 4_000_000

/** Errors: password_required, damaged_file. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  // Loaded with the first such file: see `readers`.
  const { PDFParse } = await import('pdf-parse')
  const open = (options: { maxImageSize?: number; disableFontFace?: boolean }) =>
    new OpenEngine(() => new PDFParse({ data: new Uint8Array(bytes), ...engineFiles(), verbosity: 0, isEvalSupported: false, ...options }))
  const engine = open({ maxImageSize: smallestPicture, disableFontFace: false })
  const document = await engine.document()
  // Only opened for pages that are drawn, and for those with text under pictures; the text of all others does without pictures.
  const drawn = open({})
  const covered = open({ maxImageSize: largestCover, disableFontFace: false })
  // Metadata is often broken in files whose pages are fine; such a file simply says nothing of itself.
  const information = await document.getMetadata().catch(() => null)
  const endless = new EndlessPages()
  return {
    pageCount: document.numPages,
    ...readPdfMetadata(information?.info),
    readPage: (page) => damagedUnless(page, readPage(page, { engine, covered, endless })),
    readOutline: async () => readOutline(await engine.document()),
    renderPage: (page, scale) =>
      damagedUnless(
        page,
        drawn.document().then((pictured) => renderPage(pictured, page, scale)),
      ),
    close: async () => {
      for (const each of [engine, drawn, covered]) await each.close()
    },
  }
}

/** One reading of the file, opened when it is asked for the first time. */
class OpenEngine {
  private opened: { parser: PDFParse; document: Promise<EngineDocument> } | null = null

  constructor(private readonly open: () => PDFParse) {}

  document(): Promise<EngineDocument> {
    if (this.opened === null) {
      const parser = this.open()
      this.opened = { parser, document: openDocument(parser) }
    }
    return this.opened.document
  }

  /** Whatever goes on in it ends. It may be asked again. */
  async close(): Promise<void> {
    const parser = this.opened?.parser
    this.opened = null
    await parser?.destroy()
  }
}

/** Pages that never come to an end of what they paint. After a few of them no page of the file is asked for it. */
class EndlessPages {
  private readonly pages = new Set<number>()

  add(page: number): void {
    this.pages.add(page)
  }

  has(page: number): boolean {
    return this.pages.has(page) || this.pages.size >= mostEndlessPages
  }
}

const mostEndlessPages = 3

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

interface Reading {
  engine: OpenEngine
  covered: OpenEngine
  endless: EndlessPages
}

async function readPage(pageNumber: number, { engine, covered, endless }: Reading): Promise<PdfPage> {
  const page = await (await engine.document()).getPage(pageNumber)
  const viewport = page.getViewport({ scale: 1 })
  const readPictured = async () => (await covered.document()).getPage(pageNumber)
  try {
    const text = await readText(page, { readPictured, isEndless: endless.has(pageNumber) })
    page.cleanup()
    return { width: viewport.width, height: viewport.height, ...text }
  } catch (error) {
    if (!(error instanceof EndlessPage) || endless.has(pageNumber)) throw error
    endless.add(pageNumber)
    for (const each of [engine, covered]) await each.close()
    return await readPage(pageNumber, { engine, covered, endless })
  }
}

async function damagedUnless<Result>(page: number, work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    throw new AppError('damaged_file', `Page ${page} of the PDF could not be read`, { cause: error })
  }
}
