import type { PDFDocumentProxy } from 'pdfjs-dist'
import { type Drawing, outputScale, type PageSize, type PageSource } from './page-source'

/** Asked for at a time: few requests for a small file, and a large one is never read whole. */
const pieceBytes = 256 * 1024

/**
 * A PDF drawn by pdf.js, the engine that also read its text, so that both agree where the text stands. It is loaded only
 * when a PDF is shown; its worker, encodings and fonts come from this server (app/engine-files). The build with the wider
 * range of browsers is used: it is 60 KB more than the other.
 */
export async function openPdfPages(url: string): Promise<PageSource> {
  const pdfjs = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const files = new URL(`/engine-files/${pdfjs.version}/`, window.location.href).href
  pdfjs.GlobalWorkerOptions.workerSrc = `${files}legacy/build/pdf.worker.min.mjs`
  const task = pdfjs.getDocument({
    url,
    cMapUrl: `${files}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${files}standard_fonts/`,
    wasmUrl: `${files}wasm/`,
    iccUrl: `${files}iccs/`,
    rangeChunkSize: pieceBytes,
    disableAutoFetch: true,
    disableStream: true,
    isEvalSupported: false,
    enableXfa: false,
    verbosity: 0,
  })
  const pdf = await task.promise
  return {
    pageCount: pdf.numPages,
    readSize: (page) => readSize(pdf, page),
    draw: (page, canvas, scale) => draw(pdf, page, canvas, scale),
    layText: (page, container) => layText(pdf, pdfjs.TextLayer, page, container),
    release: (page) => void pdf.getPage(page).then((found) => found.cleanup()),
    close: () => void task.destroy(),
  }
}

async function readSize(pdf: PDFDocumentProxy, number: number): Promise<PageSize> {
  const { width, height } = (await pdf.getPage(number)).getViewport({ scale: 1 })
  return { width, height }
}

function draw(pdf: PDFDocumentProxy, number: number, canvas: HTMLCanvasElement, scale: number): Drawing {
  return startDrawing(async (onCancel) => {
    const page = await pdf.getPage(number)
    const shown = page.getViewport({ scale })
    const viewport = page.getViewport({ scale: scale * outputScale(shown.width, shown.height) })
    canvas.width = Math.max(1, Math.floor(viewport.width))
    canvas.height = Math.max(1, Math.floor(viewport.height))
    const task = page.render({ canvas, viewport })
    onCancel(() => task.cancel())
    await task.promise
  })
}

type TextLayerClass = typeof import('pdfjs-dist').TextLayer

function layText(pdf: PDFDocumentProxy, TextLayer: TextLayerClass, number: number, container: HTMLElement): Drawing {
  return startDrawing(async (onCancel) => {
    const page = await pdf.getPage(number)
    const layer = new TextLayer({ textContentSource: page.streamTextContent(), container, viewport: page.getViewport({ scale: 1 }) })
    onCancel(() => layer.cancel())
    await layer.render()
  })
}

/** Runs `work`, and ends what it registered when it is cancelled, at whatever point that happens. */
function startDrawing(work: (onCancel: (cancel: () => void) => void) => Promise<void>): Drawing {
  let isCancelled = false
  let cancelWork = () => {}
  const done = new Promise<void>((resolve, reject) => {
    const run = work((cancel) => {
      if (isCancelled) cancel()
      else cancelWork = cancel
    })
    run.then(resolve, (error: unknown) => {
      if (!isCancelled) reject(error)
    })
  })
  return {
    done,
    cancel: () => {
      isCancelled = true
      cancelWork()
    },
  }
}
