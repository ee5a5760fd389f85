import { AppError } from '@/lib/domain/app-error'

/** One at a time, first come, first served. */
export class TurnQueue {
  private readonly waiting: Array<() => void> = []
  private isTaken = false

  /** True while somebody has the turn or waits for it. */
  get isBusy(): boolean {
    return this.isTaken
  }

  /** Resolves with what gives the turn back, to be called once. Errors: cancelled when `signal` fires while it waits. */
  async take(signal?: AbortSignal): Promise<() => void> {
    if (signal?.aborted) throw stoppedError()
    if (this.isTaken) await this.wait(signal)
    this.isTaken = true
    return () => {
      const next = this.waiting.shift()
      // The turn goes from hand to hand, so that nobody who comes now is first.
      if (next) next()
      else this.isTaken = false
    }
  }

  private wait(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(begin), 1)
        reject(stoppedError())
      }
      const begin = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      this.waiting.push(begin)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }
}

function stoppedError(): AppError {
  return new AppError('cancelled', 'the request was stopped while it waited for its turn')
}
