import { z } from 'zod'
import type { RecognisedLine, RecognisedWord } from './recognised-line'

/** The part of tesseract's answer that is used. */
const box = z.object({ x0: z.number(), y0: z.number(), x1: z.number(), y1: z.number() })
const line = z.object({
  text: z.string(),
  bbox: box,
  baseline: box,
  rowAttributes: z.object({ rowHeight: z.number() }),
  words: z.array(z.object({ text: z.string(), confidence: z.number(), bbox: box })),
})
const answer = z.object({ blocks: z.array(z.object({ paragraphs: z.array(z.object({ lines: z.array(line) })) })).nullable() })

/** Tesseract's answer as lines, in its order. Which words follow a space is told by the line's text alone. */
export function readLines(data: unknown): RecognisedLine[] {
  const blocks = answer.parse(data).blocks ?? []
  return blocks.flatMap(({ paragraphs }) => paragraphs.flatMap(({ lines }) => lines.map(toLine))).filter(({ words }) => words.length > 0)
}

function toLine({ text, words, bbox, baseline, rowAttributes }: z.infer<typeof line>): RecognisedLine {
  return {
    words: toWords(text, words),
    baseline: (baseline.y0 + baseline.y1) / 2,
    size: rowAttributes.rowHeight > 0 ? rowAttributes.rowHeight : bbox.y1 - bbox.y0,
  }
}

function toWords(lineText: string, words: z.infer<typeof line>['words']): RecognisedWord[] {
  let position = 0
  return words
    .map((word) => {
      const found = lineText.indexOf(word.text, position)
      const followsSpace = found === -1 || /\s/.test(lineText.slice(position, found))
      if (found !== -1) position = found + word.text.length
      const { x0, y0, x1, y1 } = word.bbox
      return { text: word.text.trim(), confidence: word.confidence, followsSpace, x: x0, y: y0, width: x1 - x0, height: y1 - y0 }
    })
    .filter((word) => word.text !== '')
}
