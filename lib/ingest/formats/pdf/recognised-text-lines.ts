import type { RecognisedLine, RecognisedWord } from '../../recognition/recognised-line'
import { joinPieces, type LinePiece, type TextLine } from './page-lines'

/** From this gap on, in type sizes, pieces of a line stand apart, so that columns can be told. As in lines that a file states. */
const pieceGap = 0.7
const cellGap = 2
/** Heights of recognised lines vary with the letters in them; only a clear difference is another size of type. */
const sameSize = 0.25

/**
 * Recognised lines in the form in which a PDF states its own, to go the same way from there: columns, paragraphs, headings.
 * `scale`: pixels of the picture for one point of the page; `height` of the page in points.
 */
export function toTextLines(lines: RecognisedLine[], page: number, { scale, height }: { scale: number; height: number }): TextLine[] {
  const usualSize = median(lines.map((line) => line.size))
  return lines.map((line) => {
    const size = Math.abs(line.size - usualSize) <= usualSize * sameSize ? usualSize : line.size
    const pieces = toPieces(line.words, size)
    const isRow = pieces.some(({ gap }) => gap > cellGap * size)
    return {
      page,
      ...joinPieces(
        pieces.map((piece) => scalePiece(piece, scale)),
        (index) => (isRow && (pieces[index]?.gap ?? 0) > cellGap * size ? ' | ' : ' '),
      ),
      x: Math.min(...line.words.map((word) => word.x)) / scale,
      right: Math.max(...line.words.map((word) => word.x + word.width)) / scale,
      y: height - line.baseline / scale,
      size: size / scale,
      fontName: 'recognised',
      isMonospace: false,
      isRow,
      endsWithSpace: false,
    }
  })
}

interface Piece extends LinePiece {
  /** Pixels to the piece before. */
  gap: number
}

function toPieces(words: RecognisedWord[], size: number): Piece[] {
  const pieces: Piece[] = []
  for (const word of words) {
    const piece = pieces.at(-1)
    const gap = piece === undefined || word.followsOmission ? 0 : word.x - (piece.box.x + piece.box.width)
    if (piece === undefined || (word.followsSpace && gap > pieceGap * size)) pieces.push({ text: word.text, box: boxOf(word), gap })
    else {
      piece.text += (word.followsSpace ? ' ' : '') + word.text
      piece.box = surround(piece.box, word)
    }
  }
  return pieces
}

function boxOf({ x, y, width, height }: LinePiece['box']): LinePiece['box'] {
  return { x, y, width, height }
}

function surround(first: LinePiece['box'], second: LinePiece['box']): LinePiece['box'] {
  const x = Math.min(first.x, second.x)
  const y = Math.min(first.y, second.y)
  return { x, y, width: Math.max(first.x + first.width, second.x + second.width) - x, height: Math.max(first.y + first.height, second.y + second.height) - y }
}

function scalePiece({ text, box }: Piece, scale: number): LinePiece {
  return { text, box: { x: box.x / scale, y: box.y / scale, width: box.width / scale, height: box.height / scale } }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
