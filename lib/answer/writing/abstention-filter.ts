import { notFoundSentinel } from './build-prompt'

/*
 * Reads the two fixed forms by which a language model says that something is not in the passages, while its text streams: the sentinel alone
 * (nothing is there) and a line "MISSING: ..." (a part is not there), which becomes a sentence in the reader's language. Models write them
 * with signs of Markdown around them, or in lower case. Text is held only while it may still become one of them.
 */

const missingLine = /^[\s>*_#-]*missing[\s*_]*[:：][\s*_]*(.*?)[\s*_]*$/iu
const mayBecomeMissing = /^[\s>*_#-]*(?:m(?:i(?:s(?:s(?:i(?:n(?:g[\s*_]*(?:[:：].*)?)?)?)?)?)?)?)?$/iu
/** What a model writes in the line when nothing is missing. */
const nothing = /^[^\p{L}\p{N}]*(?:none|nothing|n\/a|no|없음|없습니다)?[^\p{L}\p{N}]*$/iu

export class AbstentionFilter {
  /** The model said that the passages hold nothing. What is pushed from then on is dropped. */
  isNotFound = false
  private beginning: string | null = ''
  private line = ''
  /** The beginning of the line has been passed on: the rest of it is too. */
  private isPassing = false
  private hasText = false
  private missing: string[] = []

  /** `labelled` makes a missing part a line of the answer. */
  constructor(private readonly labelled: (part: string) => string) {}

  push(text: string): string {
    if (this.isNotFound) return ''
    const ready = this.readBeginning(text)
    if (ready === '') return ''
    const lines = ready.split('\n')
    return lines.map((part, index) => this.growLine(part, index < lines.length - 1)).join('')
  }

  finish(): string {
    if (this.isNotFound) return ''
    const held = this.beginning ?? ''
    this.beginning = null
    const rest = this.growLine(held, true).replace(/\n$/, '')
    // A missing part and nothing else: there is no answer.
    if (!this.hasText && this.missing.length > 0) this.isNotFound = true
    if (this.isNotFound) return ''
    return rest + this.missing.map((part) => `\n\n${this.labelled(part)}`).join('')
  }

  private readBeginning(text: string): string {
    if (this.beginning === null) return text
    this.beginning += text
    const letters = this.beginning.replace(/^[\s"'`*[(]+/u, '')
    if (letters.startsWith(notFoundSentinel)) this.isNotFound = true
    if (this.isNotFound || notFoundSentinel.startsWith(letters)) return ''
    const ready = this.beginning
    this.beginning = null
    return ready
  }

  private growLine(part: string, isWhole: boolean): string {
    const end = isWhole ? '\n' : ''
    if (this.isPassing) {
      this.isPassing = !isWhole
      return this.pass(part + end)
    }
    this.line += part
    if (!isWhole && mayBecomeMissing.test(this.line)) return ''
    const line = this.line
    this.line = ''
    const said = isWhole ? missingLine.exec(line)?.[1] : undefined
    if (said === undefined) {
      this.isPassing = !isWhole
      return this.pass(line + end)
    }
    if (!nothing.test(said)) this.missing.push(said)
    return ''
  }

  private pass(text: string): string {
    this.hasText ||= text.trim() !== ''
    return text
  }
}
