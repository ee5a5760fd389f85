import { AppError } from '@/lib/domain/app-error'

/** Stops a request when the next token takes too long, or when the caller's signal says so; tells afterwards which it was. */
export class TokenDeadline {
  private readonly controller = new AbortController()
  private timer: NodeJS.Timeout | null = null
  private hasExpired = false
  private readonly stop = () => this.controller.abort()

  constructor(private readonly signal: AbortSignal | undefined) {
    if (signal?.aborted) this.stop()
    else signal?.addEventListener('abort', this.stop, { once: true })
  }

  get requestController(): AbortController {
    return this.controller
  }

  /** Starts the wait for the next token anew. */
  expectWithin(milliseconds: number): void {
    this.rest()
    this.timer = setTimeout(() => {
      this.hasExpired = true
      this.stop()
    }, milliseconds)
  }

  /** No token is expected while the caller is busy with the last one. */
  rest(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }

  /** The reason for the stop, if there was one. */
  get failure(): AppError | null {
    if (this.signal?.aborted) return new AppError('cancelled', 'the request was stopped')
    if (this.hasExpired) return new AppError('llm_timed_out', 'the next token took too long')
    return null
  }

  close(): void {
    this.rest()
    this.signal?.removeEventListener('abort', this.stop)
    this.stop()
  }
}
