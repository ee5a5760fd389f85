import { AppError } from '@/lib/domain/app-error'
import type { TextRecogniser } from '../../recognition/text-recogniser'
import type { OpenPdf } from './open-pdf'
import { orderColumns } from './order/order-columns'
import type { TextLine } from './page-lines'
import { toTextLines } from './recognised-text-lines'

/** 300 dots an inch, what scanners take: .003 to .010 more 4-grams of Korean pages than 200, in the same time. */
const scanScale = 300 / 72

export type PageRecogniser = (pdf: Pick<OpenPdf, 'readPage' | 'renderPage'>, page: number) => Promise<TextLine[]>

/** Reads a page that holds no text from its picture. Large pages are drawn smaller, so the scale is taken from what was drawn. */
export function createPageRecogniser(recogniser: TextRecogniser): PageRecogniser {
  return async (pdf, page) => {
    const picture = await pdf.renderPage(page, scanScale)
    const { width, height } = await pdf.readPage(page)
    const lines = await recogniser.recognise(picture).catch((error: unknown) => {
      // One such page does not cost the others.
      if (error instanceof AppError && error.code === 'parse_time_exceeded')
        throw new AppError('damaged_file', `Page ${page} could not be recognised in time`, { cause: error })
      throw error
    })
    return orderColumns(toTextLines(lines, page, { scale: widthOfPng(picture) / width, height }))
  }
}

/** The first chunk of every PNG, at a fixed place, begins with the width. */
function widthOfPng(png: Uint8Array): number {
  return new DataView(png.buffer, png.byteOffset).getUint32(16)
}
