/** Width and height of a page as it is shown, in points. */
export interface PageSize {
  width: number
  height: number
}

export interface Drawing {
  /** Rejects when the page cannot be drawn; stays open for good once it was cancelled. */
  done: Promise<void>
  cancel: () => void
}

/** A file whose pages can be drawn: a PDF or a picture. Pages count from 1. */
export interface PageSource {
  pageCount: number
  readSize(page: number): Promise<PageSize>
  /** Draws a page at `scale` CSS pixels per point, sharp at the screen's own resolution. */
  draw(page: number, canvas: HTMLCanvasElement, scale: number): Drawing
  /** Lays the page's selectable text into `container`, in units of its custom property `--total-scale-factor`. */
  layText?(page: number, container: HTMLElement): Drawing
  /** Lets go of what was kept for a page that is no longer shown. */
  release(page: number): void
  close(): void
}

/** A canvas of more pixels than this is refused by phones; a page drawn with fewer is only less sharp. */
const mostPixels = 16_000_000

/** Device pixels per CSS pixel for a canvas of this size in CSS pixels. */
export function outputScale(width: number, height: number): number {
  const wanted = window.devicePixelRatio || 1
  return Math.min(wanted, Math.sqrt(mostPixels / Math.max(1, width * height)))
}
