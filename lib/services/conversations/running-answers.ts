import { answerLanguage } from '@/lib/answer/answer-language'
import type { AnswerEvent } from '@/lib/domain/answer'
import { AnswerStop } from '@/lib/domain/answer-stop'
import { AppError, toAppError } from '@/lib/domain/app-error'
import { errorCatalog } from '@/lib/domain/error-catalog'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { EventLog, type NumberedEvent } from './event-log'

/*
 * Answers that are being written, and for some minutes those that were. An answer belongs to the server and not to the request that
 * asked for it: a reader may leave and come back, or several may read along, each from the event after the last it knows. Only a
 * person's stop, or the end of the app, ends an answer early. Kept in memory on purpose: what is lost with the process is kept as a
 * partial answer in the database, and a reader who comes later than the log reads it there.
 */

export interface AnswerLimits {
  /** How long the events are kept after the end. */
  keptMilliseconds: number
  /** Of answers that have ended. The oldest go first. */
  mostKept: number
  mostKeptBytes: number
  /** An answer that grows beyond it is stopped: no honest one comes near. */
  mostBytesOfOne: number
}

const defaultLimits: AnswerLimits = { keptMilliseconds: 5 * 60_000, mostKept: 200, mostKeptBytes: 32 * 2 ** 20, mostBytesOfOne: 8 * 2 ** 20 }

interface RunningAnswer {
  workspaceId: string
  conversationId: string
  answerId: string
  log: EventLog
  controller: AbortController
  /** Resolves when the answer is kept. */
  ended: Promise<void>
}

type BeginAnswer = (signal: AbortSignal) => AsyncGenerator<AnswerEvent>

export class RunningAnswers {
  readonly #answers = new Map<string, RunningAnswer>()
  readonly #opening = new Set<string>()
  readonly #limits: AnswerLimits
  readonly #onError: (error: AppError) => void
  #isClosed = false

  constructor(onError: (error: AppError) => void, limits: Partial<AnswerLimits> = {}) {
    this.#onError = onError
    this.#limits = { ...defaultLimits, ...limits }
  }

  /**
   * Begins an answer and returns its id once its question is kept. `conversationId` null: in a new conversation.
   * Errors: conflict while another answer of the conversation is being written; those of `begin` before its first event.
   */
  async start(scope: WorkspaceScope, conversationId: string | null, begin: BeginAnswer): Promise<string> {
    if (this.#isClosed) throw new AppError('cancelled', 'The app is going down')
    if (conversationId === null) return this.#open(scope, begin)
    if (this.#opening.has(conversationId) || this.runningIn(scope, conversationId) !== null)
      throw new AppError('conflict', 'An answer of this conversation is being written')
    this.#opening.add(conversationId)
    try {
      return await this.#open(scope, begin)
    } finally {
      this.#opening.delete(conversationId)
    }
  }

  /** The events after the one numbered `after`, then those to come, until the end or until `signal`. Errors: not_found. */
  read(scope: WorkspaceScope, answerId: string, after: number, signal?: AbortSignal): AsyncGenerator<NumberedEvent> {
    return this.#find(scope, answerId).log.read(after, signal)
  }

  runningIn(scope: WorkspaceScope, conversationId: string): string | null {
    for (const { workspaceId, conversationId: its, answerId, log } of this.#answers.values())
      if (its === conversationId && workspaceId === scope.workspaceId && !log.isEnded) return answerId
    return null
  }

  /**
   * Ends the answer early; resolves when it is kept. `seenEvents`: how many of its events the person had seen who stopped it; no more
   * is kept. Does nothing to one that has ended: it is whole. Errors: not_found.
   */
  async stop(scope: WorkspaceScope, answerId: string, seenEvents?: number): Promise<void> {
    const { controller, ended } = this.#find(scope, answerId)
    controller.abort(seenEvents === undefined ? undefined : new AnswerStop(seenEvents))
    await ended
  }

  /** Stops all; resolves when they are kept. */
  async close(): Promise<void> {
    this.#isClosed = true
    const answers = [...this.#answers.values()]
    for (const { controller } of answers) controller.abort()
    await Promise.all(answers.map(({ ended }) => ended))
  }

  #find(scope: WorkspaceScope, answerId: string): RunningAnswer {
    const answer = this.#answers.get(answerId)
    if (answer?.workspaceId !== scope.workspaceId) throw new AppError('not_found', 'No such answer is being written')
    return answer
  }

  async #open({ workspaceId }: WorkspaceScope, begin: BeginAnswer): Promise<string> {
    const controller = new AbortController()
    const events = begin(controller.signal)
    const first = await events.next()
    if (first.done || first.value.type !== 'answer-start') throw new AppError('internal_error', 'The answer began without a start')
    const { answerId, conversationId } = first.value
    const log = new EventLog()
    log.add(first.value)
    const language = answerLanguage(first.value.question.text)
    const ended = this.#follow(events, log, controller).catch((thrown) => {
      const error = toAppError(thrown)
      this.#onError(error)
      log.add({ type: 'answer-error', answerId, code: error.code, message: errorCatalog[error.code][language] })
    })
    this.#answers.set(answerId, { workspaceId, conversationId, answerId, log, controller, ended: ended.then(() => this.#end(answerId, log)) })
    // The app may have begun to go down while the question was kept.
    if (this.#isClosed) controller.abort()
    return answerId
  }

  async #follow(events: AsyncGenerator<AnswerEvent>, log: EventLog, controller: AbortController): Promise<void> {
    for await (const event of events) {
      log.add(event)
      if (log.bytes > this.#limits.mostBytesOfOne) controller.abort()
    }
  }

  #end(answerId: string, log: EventLog): void {
    log.end()
    setTimeout(() => this.#answers.delete(answerId), this.#limits.keptMilliseconds).unref()
    // The map is in the order of the beginnings, near enough to that of the ends.
    const endedAnswers = [...this.#answers.values()].filter((answer) => answer.log.isEnded)
    let bytes = endedAnswers.reduce((sum, answer) => sum + answer.log.bytes, 0)
    let count = endedAnswers.length
    for (const answer of endedAnswers) {
      if (count <= this.#limits.mostKept && bytes <= this.#limits.mostKeptBytes) return
      this.#answers.delete(answer.answerId)
      count -= 1
      bytes -= answer.log.bytes
    }
  }
}
