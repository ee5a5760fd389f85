/**
 * Documents whose points were written, published, renamed or deleted since they were last copied. In memory only: after a start every
 * document is looked at, so nothing is lost with it. It grows only while there is a copy to keep.
 */
export class ChangedDocuments {
  private readonly ids = new Set<string>()
  private underWay = 0
  private begun = 0
  private isOn = false
  private onChange: () => void = () => undefined

  /** `onChange` is called for every note. */
  watch(onChange: () => void): void {
    this.onChange = onChange
  }

  start(): void {
    this.isOn = true
  }

  stop(): void {
    this.isOn = false
    this.ids.clear()
  }

  /** Runs a write and notes its document, also when it failed: half of it may have been done. */
  async during<Result>(documentId: string, write: () => Promise<Result>): Promise<Result> {
    this.underWay += 1
    this.begun += 1
    try {
      return await write()
    } finally {
      this.underWay -= 1
      this.note(documentId)
    }
  }

  note(documentId: string): void {
    if (!this.isOn) return
    this.ids.add(documentId)
    this.onChange()
  }

  get count(): number {
    return this.ids.size
  }

  /** A number that differs when anything was written between two looks at it, and null while something is being written. */
  get state(): number | null {
    return this.underWay > 0 ? null : this.begun
  }

  /** Takes one out; whoever fails to copy it notes it again. */
  take(): string | null {
    for (const id of this.ids) {
      this.ids.delete(id)
      return id
    }
    return null
  }
}
