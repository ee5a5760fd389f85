import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { PDFParse } from 'pdf-parse'
import { z } from 'zod'
import { AppError } from '@/lib/domain/app-error'

/** A run of characters as pdf.js reports it. Lengths are in points, y upwards from the page's lower edge. */
export interface TextItem {
  text: string
  x: number
  y: number
  width: number
  /** Font size as drawn. */
  size: number
  fontName: string
  isMonospace: boolean
  /** True when the engine saw a line end after the item. */
  endsLine: boolean
}

export interface OpenPdf {
  pageCount: number
  /** As the file states it; programs often fill in nonsense. */
  title: string | null
  /** In the order of the page's content stream. `page` from 1. */
  readItems(page: number): Promise<TextItem[]>
  close(): Promise<void>
}

/** The part of pdf.js's document that is used; the shape is checked on opening. */
interface EngineDocument {
  numPages: number
  getMetadata(): Promise<{ info: unknown }>
  getPage(page: number): Promise<{ getTextContent(): Promise<{ items: unknown[]; styles: Record<string, { fontFamily?: string }> }>; cleanup(): boolean }>
}

const textItem = z.object({
  str: z.string(),
  transform: z.array(z.number()).length(6),
  width: z.number(),
  height: z.number(),
  fontName: z.string(),
  hasEOL: z.boolean(),
})

/** Errors: password_required, damaged_file. */
export async function openPdf(bytes: Uint8Array): Promise<OpenPdf> {
  const parser = new PDFParse({ data: new Uint8Array(bytes), ...engineFiles(), verbosity: 0, isEvalSupported: false })
  const document = await openDocument(parser)
  return {
    pageCount: document.numPages,
    title: await readTitle(document),
    readItems: (page) => readItems(document, page),
    close: () => parser.destroy(),
  }
}

/** Without these files Korean text in fonts that are not embedded comes out empty (KSC-UHC and UniKS encodings). */
function engineFiles() {
  const require = createRequire(import.meta.url)
  const engine = dirname(createRequire(require.resolve('pdf-parse')).resolve('pdfjs-dist/package.json'))
  return {
    cMapUrl: `${join(engine, 'cmaps')}/`,
    cMapPacked: true,
    standardFontDataUrl: `${join(engine, 'standard_fonts')}/`,
    wasmUrl: `${join(engine, 'wasm')}/`,
    iccUrl: `${join(engine, 'iccs')}/`,
  }
}

/**
 * pdf-parse keeps the pdf.js document that it opened to itself, and has no method that tells font sizes. `load` is what each of
 * its methods calls first; its version is pinned, and a test reads real files through here.
 */
async function openDocument(parser: PDFParse): Promise<EngineDocument> {
  try {
    return (await parser['load']()) as EngineDocument
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException'
    throw new AppError(isLocked ? 'password_required' : 'damaged_file', 'The PDF could not be opened', { cause: error })
  }
}

async function readTitle(document: EngineDocument): Promise<string | null> {
  // Metadata is often broken in files whose pages are fine; such a file simply has no title.
  const metadata = await document.getMetadata().catch(() => null)
  const title = z.object({ Title: z.string() }).safeParse(metadata?.info)
  return title.success ? title.data.Title : null
}

async function readItems(document: EngineDocument, pageNumber: number): Promise<TextItem[]> {
  try {
    const page = await document.getPage(pageNumber)
    const content = await page.getTextContent()
    page.cleanup()
    return content.items.flatMap((item) => toTextItem(item, content.styles))
  } catch (error) {
    throw new AppError('damaged_file', `Page ${pageNumber} of the PDF could not be read`, { cause: error })
  }
}

function toTextItem(item: unknown, styles: Record<string, { fontFamily?: string }>): TextItem[] {
  const parsed = textItem.safeParse(item)
  if (!parsed.success) return []
  const { str, transform, width, height, fontName, hasEOL } = parsed.data
  const [, , c = 0, d = 0, x = 0, y = 0] = transform
  const isMonospace = styles[fontName]?.fontFamily === 'monospace'
  return [{ text: str, x, y, width, size: height > 0 ? height : Math.hypot(c, d), fontName, isMonospace, endsLine: hasEOL }]
}
