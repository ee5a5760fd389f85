import { type DraftBlock, draft } from '../../text/document-builder'

/** Collects the text of an RTF file as its control words arrive: paragraphs, the cells and rows of tables, list markers, asides. */
export class RtfParagraphs {
  readonly drafts: DraftBlock[] = []
  /** From 0; null in body text. */
  outlineLevel: number | null = null
  isInTable = false
  private text = ''
  /** The number or bullet that the writing program put before a list item; null outside of lists. */
  private marker: string | null = null
  /** Footnotes and text boxes: they hang on a paragraph and follow it. */
  private aside = ''
  private cells: string[] = []

  append(text: string, place: 'body' | 'aside' | 'marker'): void {
    if (place === 'body') this.text += text
    else if (place === 'aside') this.aside += text
    else this.marker = (this.marker ?? '') + text
  }

  endParagraph(place: 'body' | 'aside' | 'marker'): void {
    if (place === 'aside') this.aside += '\n'
    else if (place === 'body' && this.isInTable) this.text += ' '
    else if (place === 'body') {
      this.endRow()
      this.emitParagraph()
    }
  }

  endCell(): void {
    this.cells.push(this.takeText())
  }

  endRow(): void {
    if (this.cells.some((cell) => cell !== '')) this.drafts.push(draft('table-row', this.cells.join(' | ')))
    if (this.cells.length > 0) this.emitAside()
    this.cells = []
  }

  private emitParagraph(): void {
    const { outlineLevel, marker } = this
    const text = this.takeText()
    if (text !== '') {
      if (outlineLevel !== null && outlineLevel < 9) this.drafts.push(draft('heading', text, Math.min(outlineLevel + 1, 6)))
      else this.drafts.push(draft(marker === null ? 'paragraph' : 'list-item', text))
    }
    this.emitAside()
  }

  /** Bullets are drawn, numbers are part of the text. */
  private takeText(): string {
    const number = /[\p{L}\p{N}]/u.test(this.marker ?? '') ? `${this.marker?.trim()} ` : ''
    const text = this.text.trim() === '' ? '' : number + this.text.trim()
    this.text = ''
    this.marker = null
    return text
  }

  private emitAside(): void {
    for (const paragraph of this.aside.split('\n')) if (paragraph.trim() !== '') this.drafts.push(draft('paragraph', paragraph))
    this.aside = ''
  }
}
