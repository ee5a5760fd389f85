/** Lets writes through while it is open. Closing it waits for those under way; later ones wait until it is opened again. */
export class WriteGate {
  private underWay = 0
  private opened: Promise<void> | null = null
  private open: () => void = () => undefined
  private whenIdle: () => void = () => undefined

  async pass<Result>(write: () => Promise<Result>): Promise<Result> {
    while (this.opened !== null) await this.opened
    this.underWay += 1
    try {
      return await write()
    } finally {
      this.underWay -= 1
      if (this.underWay === 0) this.whenIdle()
    }
  }

  /** Runs `work` while nothing is written. */
  async whileClosed<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.opened !== null) await this.opened
    this.opened = new Promise((resolve) => {
      this.open = resolve
    })
    try {
      if (this.underWay > 0) {
        await new Promise<void>((resolve) => {
          this.whenIdle = resolve
        })
      }
      return await work()
    } finally {
      this.whenIdle = () => undefined
      this.opened = null
      this.open()
    }
  }
}
