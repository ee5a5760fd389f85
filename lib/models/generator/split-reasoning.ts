import type { GeneratorPiece } from '@/lib/domain/ports/generator'

const openTag = '<think>'
const closeTag = '</think>'
/** Before a tag that is spoken of. */
const quotes = /[`"'“‘«]$/

type Part = Exclude<GeneratorPiece, { type: 'usage' }>

/**
 * Tells a model's reasoning in `<think>…</think>` from its text, however the tags are cut into pieces. Reasoning that comes
 * before all text is passed on as it comes; a block after some text is held until it is closed, because it may be text
 * about the tag, and is given back as text when it never is. White space before the first text is left out.
 *
 * Where the server's template writes the opening tag into the prompt, only the closing one comes: all before it was reasoning,
 * which is known too late for what has been passed on, so that is taken back by `text-was-reasoning`. Holding it until then
 * would hold every answer of every model.
 */
export class ReasoningSplitter {
  private held = ''
  private isInside = false
  private hasText = false
  private hasReasoning = false
  private lastShown = ''

  /** The server tells reasoning apart itself: a closing tag is text about the tag. */
  noteReasoning(): void {
    this.hasReasoning = true
  }

  /** Returns what is known now. */
  push(piece: string): Part[] {
    this.held += piece
    const parts: Part[] = []
    for (let tag = this.nextTag(); tag !== null; tag = this.nextTag()) {
      const before = this.held.slice(0, tag.at)
      this.held = this.held.slice(tag.at + tag.name.length)
      if (tag.name === openTag || this.isInside) {
        this.emit(parts, before)
        this.isInside = !this.isInside
      } else if (quotes.test(this.lastShown + before)) this.emit(parts, before + tag.name)
      else this.takeBack(parts, before)
    }
    if (this.isInside && this.hasText) return parts
    const keep = Math.max(...this.expectedTags().map((tag) => partialTagLength(this.held, tag)))
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

  private expectedTags(): string[] {
    if (this.isInside) return [closeTag]
    return this.hasReasoning ? [openTag] : [openTag, closeTag]
  }

  private nextTag(): { name: string; at: number } | null {
    const found = this.expectedTags().flatMap((name) => {
      const at = this.held.indexOf(name)
      return at < 0 ? [] : [{ name, at }]
    })
    return found.sort((left, right) => left.at - right.at)[0] ?? null
  }

  private takeBack(parts: Part[], before: string): void {
    const isTakenBack = this.hasText || parts.some(({ type }) => type === 'text')
    if (isTakenBack) parts.push({ type: 'text-was-reasoning' })
    const reasoning = isTakenBack ? before : before.trimStart()
    if (reasoning !== '') parts.push({ type: 'reasoning', text: reasoning })
    this.hasReasoning = true
    this.hasText = false
  }

  private emit(parts: Part[], text: string): void {
    const isFirst = this.isInside ? !this.hasReasoning : !this.hasText
    const shown = isFirst ? text.trimStart() : text
    if (shown === '') return
    if (this.isInside) this.hasReasoning = true
    else this.hasText = true
    this.lastShown = shown.slice(-1)
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
