import type { EngineDocument } from './engine-document'

/** A page of A4 at 300 dots an inch has 8.7 million; one pixel takes 4 bytes. */
const mostPixels = 16_000_000

/** Draws a page as PNG. Scale 1 is 72 pixels an inch; it is lowered for pages that would have more than 16 million pixels. */
export async function renderPage(document: EngineDocument, pageNumber: number, scale: number): Promise<Uint8Array> {
  const page = await document.getPage(pageNumber)
  const { width, height } = page.getViewport({ scale: 1 })
  const viewport = page.getViewport({ scale: Math.min(scale, Math.sqrt(mostPixels / (width * height))) })
  const canvas = document.canvasFactory.create(Math.max(1, Math.floor(viewport.width)), Math.max(1, Math.floor(viewport.height)))
  try {
    await page.render({ canvasContext: canvas.context, canvas: canvas.canvas, viewport }).promise
    return canvas.canvas.toBuffer('image/png')
  } finally {
    document.canvasFactory.destroy(canvas)
    page.cleanup()
  }
}
