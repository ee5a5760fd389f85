import type { GeneratorPiece } from '@/lib/domain/ports/generator'

/*
 * Keeps a model that was talked into it from reciting its instructions. They hold no secret, but a reader must not take them for an answer,
 * and who learns their wording learns what to write into a document. Letters alone are compared, so that case, spaces and Markdown
 * make no difference; what a model says of its instructions in its own words passes. Text is held back only while it agrees with
 * the instructions word for word, some ten words at most.
 */

/** Letters in a row that may agree by chance: "the passages do not hold the answer" has 29. */
const mostInCommon = 44
/** Fewer than this go straight on. */
const heldFrom = 16
const leftOut = '…'

/** What is written, and what is thought, without what stands in `instructions` word for word. */
export async function* guardPrompt(pieces: AsyncIterable<GeneratorPiece>, instructions: string): AsyncGenerator<GeneratorPiece> {
  const guards = { text: new RecitalFilter(instructions), reasoning: new RecitalFilter(instructions) }
  for await (const piece of pieces) {
    if (piece.type === 'usage' || piece.type === 'text-was-reasoning') {
      yield* rest(guards)
      yield piece
      continue
    }
    const text = guards[piece.type].push(piece.text)
    if (text !== '') yield { type: piece.type, text }
  }
  yield* rest(guards)
}

function* rest(guards: Record<'text' | 'reasoning', RecitalFilter>): Iterable<GeneratorPiece> {
  for (const type of ['reasoning', 'text'] as const) {
    const text = guards[type].finish()
    if (text !== '') yield { type, text }
  }
}

class RecitalFilter {
  private readonly instructions: string
  /** The letters at the end of what came that stand in the instructions in a row. */
  private run = ''
  /** Their text from the letter at which it is held back. */
  private held = ''

  constructor(instructions: string) {
    this.instructions = lettersOf(instructions)
  }

  push(text: string): string {
    let ready = ''
    for (const character of text) ready += this.take(character)
    return ready
  }

  finish(): string {
    return this.endRun()
  }

  private take(character: string): string {
    const letter = lettersOf(character)
    if (letter === '') return this.hold(character)
    const longer = this.run + letter
    if (this.instructions.includes(longer)) {
      this.run = longer
      return this.hold(character)
    }
    const ended = this.endRun()
    this.run = this.instructions.includes(letter) ? letter : ''
    return ended + character
  }

  private hold(character: string): string {
    if (this.run.length < heldFrom) return character
    // What is dropped in the end need not be kept.
    if (this.run.length <= mostInCommon) this.held += character
    return ''
  }

  private endRun(): string {
    const text = this.run.length > mostInCommon ? leftOut : this.held
    this.run = ''
    this.held = ''
    return text
  }
}

function lettersOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}
