import type { GeneratorPiece } from '@/lib/domain/ports/generator'

/** The text of a whole stream, without what the model thought. */
export async function collectText(pieces: AsyncIterable<GeneratorPiece>): Promise<string> {
  let text = ''
  for await (const piece of pieces) {
    if (piece.type === 'text') text += piece.text
    else if (piece.type === 'text-was-reasoning') text = ''
  }
  return text.trimEnd()
}
