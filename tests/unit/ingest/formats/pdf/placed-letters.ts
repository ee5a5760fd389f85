import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { engineFiles } from '@/lib/ingest/formats/pdf/engine/engine-files'

/** A letter and its centre, in points from the upper left corner of the page. */
export interface PlacedLetter {
  text: string
  x: number
  y: number
}

interface Glyph {
  unicode: string
  width: number
  isSpace: boolean
}

type Matrix = [number, number, number, number, number, number]

function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f]
}

/** Where pdf.js paints each letter of pages with horizontal text: worked out here once more, to check what the reader makes of it. */
export async function readPlacedLetters(bytes: Uint8Array, pages: number[]): Promise<Map<number, PlacedLetter[]>> {
  const { wasmUrl, iccUrl, ...files } = engineFiles()
  const document = await getDocument({ data: new Uint8Array(bytes), ...files, wasmUrl, iccUrl, verbosity: 0, isEvalSupported: false }).promise
  const placed = new Map<number, PlacedLetter[]>()
  for (const number of pages) {
    const page = await document.getPage(number)
    const { fnArray, argsArray } = await page.getOperatorList({ annotationMode: 0 })
    const viewport = page.getViewport({ scale: 1 }).transform as Matrix
    const letters: PlacedLetter[] = []
    const stack: object[] = []
    let now = { page: viewport, text: [1, 0, 0, 1, 0, 0] as Matrix, x: 0, y: 0, size: 0, unit: 0.001, spacing: 0, words: 0, wide: 1, leading: 0 }
    let line = { x: 0, y: 0 }
    const move = (x: number, y: number) => {
      line = { x: line.x + x, y: line.y + y }
      now.x = line.x
      now.y = line.y
    }
    fnArray.forEach((code, index) => {
      const args = argsArray[index] as never[]
      if (code === OPS.save) stack.push({ ...now })
      else if (code === OPS.restore) now = (stack.pop() as typeof now) ?? now
      else if (code === OPS.transform) now.page = times(now.page, args as unknown as Matrix)
      else if (code === OPS.paintFormXObjectBegin) {
        stack.push({ ...now })
        if (args[0]) now.page = times(now.page, Array.from(args[0] as unknown as Float32Array) as Matrix)
      } else if (code === OPS.paintFormXObjectEnd) now = (stack.pop() as typeof now) ?? now
      else if (code === OPS.beginText || code === OPS.setTextMatrix) {
        now.text = code === OPS.beginText ? [1, 0, 0, 1, 0, 0] : (Array.from(args[0] as unknown as Float32Array) as Matrix)
        line = { x: 0, y: 0 }
        move(0, 0)
      } else if (code === OPS.moveText) move(args[0] ?? 0, args[1] ?? 0)
      else if (code === OPS.setLeadingMoveText) {
        now.leading = args[1] ?? 0
        move(args[0] ?? 0, args[1] ?? 0)
      } else if (code === OPS.setLeading) now.leading = -(args[0] ?? 0)
      else if (code === OPS.nextLine) move(0, now.leading)
      else if (code === OPS.setCharSpacing) now.spacing = args[0] ?? 0
      else if (code === OPS.setWordSpacing) now.words = args[0] ?? 0
      else if (code === OPS.setHScale) now.wide = (args[0] ?? 100) / 100
      else if (code === OPS.setFont) {
        now.size = args[1] ?? 0
        now.unit = (page.commonObjs.get(args[0] ?? '') as { fontMatrix?: number[] }).fontMatrix?.[0] ?? 0.001
      } else if (code === OPS.showText) {
        for (const glyph of args[0] as unknown as (Glyph | number)[]) {
          if (typeof glyph === 'number') {
            now.x -= (glyph / 1000) * now.size * now.wide
            continue
          }
          const width = glyph.width * now.unit * now.size
          const [a, b, c, d, e, f] = times(now.page, now.text)
          const [x, y] = [now.x + (width * now.wide) / 2, now.y + now.size * 0.25]
          letters.push({ text: glyph.unicode, x: a * x + c * y + e, y: b * x + d * y + f })
          now.x += (width + now.spacing + (glyph.isSpace ? now.words : 0)) * now.wide
        }
      }
    })
    placed.set(number, letters)
  }
  return placed
}
