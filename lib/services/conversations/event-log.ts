import type { AnswerEvent } from '@/lib/domain/answer'

/** `eventId` counts from 1 within an answer. */
export type NumberedEvent = AnswerEvent & { eventId: number }

/** The events of one answer, which any number of readers follow, each at its own pace. */
export class EventLog {
  readonly #events: NumberedEvent[] = []
  readonly #waiting = new Set<() => void>()
  #bytes = 0
  #isEnded = false

  get isEnded(): boolean {
    return this.#isEnded
  }

  /** About what the events take in memory. */
  get bytes(): number {
    return this.#bytes
  }

  add(event: AnswerEvent): void {
    this.#events.push({ ...event, eventId: this.#events.length + 1 })
    this.#bytes += JSON.stringify(event).length * 2
    this.#wake()
  }

  end(): void {
    this.#isEnded = true
    this.#wake()
  }

  /** The events after `after`, until the end or until `signal`. */
  async *read(after: number, signal?: AbortSignal): AsyncGenerator<NumberedEvent> {
    for (let next = Math.max(0, after); !signal?.aborted; next += 1) {
      while (next >= this.#events.length && !this.#isEnded && !signal?.aborted) await this.#arrival(signal)
      const event = this.#events[next]
      if (event === undefined) return
      yield event
    }
  }

  #arrival(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      this.#waiting.add(wake)
      signal?.addEventListener('abort', wake, { once: true })
    })
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake()
  }
}
