const openTag = '<think>'
const closeTag = '</think>'

/**
 * Takes the `<think>…</think>` blocks out of a stream of text, however the tags are cut into pieces, and the white
 * space before the first visible character. A block that is never closed is dropped when nothing came before it
 * (reasoning cut off by a limit), else given back at the end: it was text about the tag.
 */
export class ReasoningFilter {
  private held = ''
  private isInside = false
  private hasShown = false

  /** Returns what may be shown now. */
  push(piece: string): string {
    this.held += piece
    let shown = ''
    for (;;) {
      const tag = this.isInside ? closeTag : openTag
      const at = this.held.indexOf(tag)
      if (at < 0) break
      if (!this.isInside) shown += this.held.slice(0, at)
      this.held = this.held.slice(at + tag.length)
      this.isInside = !this.isInside
    }
    if (!this.isInside) {
      const keep = partialTagLength(this.held)
      shown += this.held.slice(0, this.held.length - keep)
      this.held = this.held.slice(this.held.length - keep)
    }
    return this.show(shown)
  }

  /** Returns what was held back, at the end of the stream. */
  end(): string {
    const rest = this.isInside ? (this.hasShown ? openTag + this.held : '') : this.held
    this.held = ''
    return this.show(rest)
  }

  private show(text: string): string {
    const shown = this.hasShown ? text : text.trimStart()
    if (shown) this.hasShown = true
    return shown
  }
}

/** How many characters at the end of `text` could be the beginning of an opening tag. */
function partialTagLength(text: string): number {
  for (let length = Math.min(openTag.length - 1, text.length); length > 0; length -= 1) {
    if (openTag.startsWith(text.slice(-length))) return length
  }
  return 0
}
