import type { GeneratorPiece } from '@/lib/domain/ports/generator'

const openTag = '<think>'
const closeTag = '</think>'

type Part = Extract<GeneratorPiece, { text: string }>

/**
 * Tells a model's reasoning in `<think>…</think>` from its text, however the tags are cut into pieces. Reasoning that comes
 * before all text is passed on as it comes; a block after some text is held until it is closed, because it may be text
 * about the tag, and is given back as text when it never is. White space before the first text is left out.
 */
export class ReasoningSplitter {
  private held = ''
  private isInside = false
  private hasText = false
  private hasReasoning = false

  /** Returns what is known now. */
  push(piece: string): Part[] {
    this.held += piece
    const parts: Part[] = []
    for (;;) {
      const tag = this.isInside ? closeTag : openTag
      const at = this.held.indexOf(tag)
      if (at < 0) break
      this.emit(parts, this.held.slice(0, at))
      this.held = this.held.slice(at + tag.length)
      this.isInside = !this.isInside
    }
    if (this.isInside && this.hasText) return parts
    const keep = partialTagLength(this.held, this.isInside ? closeTag : openTag)
    this.emit(parts, this.held.slice(0, this.held.length - keep))
    this.held = this.held.slice(this.held.length - keep)
    return parts
  }

  /** Returns what was held back, at the end of the stream. */
  end(): Part[] {
    const parts: Part[] = []
    if (this.isInside && this.hasText) {
      this.isInside = false
      this.held = openTag + this.held
    }
    this.emit(parts, this.held)
    this.held = ''
    return parts
  }

  private emit(parts: Part[], text: string): void {
    const isFirst = this.isInside ? !this.hasReasoning : !this.hasText
    const shown = isFirst ? text.trimStart() : text
    if (shown === '') return
    if (this.isInside) this.hasReasoning = true
    else this.hasText = true
    parts.push({ type: this.isInside ? 'reasoning' : 'text', text: shown })
  }
}

/** How many characters at the end of `text` could be the beginning of `tag`. */
function partialTagLength(text: string, tag: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length -= 1) {
    if (tag.startsWith(text.slice(-length))) return length
  }
  return 0
}
