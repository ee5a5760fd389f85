import { setTimeout as delay } from 'node:timers/promises'
import { AppError, toAppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { ModelChangeStore } from '@/lib/domain/ports/stores/model-change-store'
import type { CollectionMirror } from '@/lib/domain/ports/stores/vector-collections'
import type { ModelChange } from '@/lib/domain/retrieval/model-change'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import { KeyedLocks } from '../keyed-locks'
import { ChangePace } from './change-pace'
import type { ChangedDocuments } from './changed-documents'
import { type FillParts, fillCollection } from './fill-collection'
import { syncDocument } from './sync-document'

export interface ModelChangeRunnerOptions {
  scope: WorkspaceScope
  store: ModelChangeStore
  changed: ChangedDocuments
  documents: FillParts['documents']
  files: FillParts['files']
  /** The copy of the collection of `fromModelId` is that of `toModelId`. */
  openMirror: (fromModelId: string, toModelId: string) => CollectionMirror
  embed: (modelId: string, texts: string[], signal: AbortSignal) => Promise<Float32Array[]>
  waitForTurn: (signal: AbortSignal) => Promise<void>
  onError: (place: string, error: AppError) => void
}

const firstWaitMilliseconds = 1_000
const longestWaitMilliseconds = 60_000
const minMillisecondsBetweenReports = 500
const quietMilliseconds = 100
/** Looking through everything and still finding a difference, with nothing written meanwhile. */
const mostRounds = 3
const turn = 'mirror'

/**
 * Carries a change of the model from its start until it is finished or cancelled. It fills the new collection; once that is done it
 * copies what changes in the collection that answers to the other one: to the new one before the switch, to the old one after it,
 * so that there is always a way back.
 *
 * The collection that answers is the truth and the other its copy. Rejected: writing every change to both. One of two writes can
 * fail, or the app be killed between them, and then nobody knows which is right; here the copy is looked through after every start.
 *
 * Trouble never ends a change: it waits, shows why, and tries again.
 */
export class ModelChangeRunner {
  private readonly locks = new KeyedLocks()
  private readonly pace = new ChangePace()
  private readonly progress = { done: 0, total: 0, reportedAt: 0 }
  private controller: AbortController | null = null
  private settled: Promise<void> = Promise.resolve()
  /** Ends the sleep until something is to be done, or the one after trouble as well. */
  private wakeIdle: () => void = () => undefined
  private wakeAnyway: () => void = () => undefined
  private isWanted = false
  /** True when every document has been looked at since the start; what changes later is in `changed`. */
  private isLookedThrough = false

  constructor(private readonly options: ModelChangeRunnerOptions) {
    options.changed.watch(() => this.wakeIdle())
  }

  /** Works until `halt`, whenever there is an open change with something to do. Called again it goes on at once. */
  start(): void {
    this.isWanted = true
    this.wakeAnyway()
    if (this.controller !== null) return
    this.controller = new AbortController()
    this.settled = this.loop(this.controller.signal)
  }

  /** Resolves when nothing runs any more. What is copied stays copied. */
  async halt(): Promise<void> {
    this.controller?.abort()
    this.wakeAnyway()
    await this.settled
    this.controller = null
    this.pace.reset()
  }

  /** For a change that begins: nothing is known of its collection. */
  forget(): void {
    this.isLookedThrough = false
    Object.assign(this.progress, { done: 0, total: 0, reportedAt: 0 })
  }

  chunksPerSecond(): number | null {
    return this.pace.read()
  }

  /** Makes the copy equal, and runs `whenEqual` before anything else is copied. The caller keeps everyone from writing meanwhile. */
  exclusively(change: ModelChange, signal: AbortSignal, whenEqual: () => Promise<void>): Promise<void> {
    return this.locks.hold(turn, async () => {
      await this.makeEqual(change, signal)
      await whenEqual()
    })
  }

  private async loop(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        this.isWanted = false
        const isAtWork = await this.locks.hold(turn, () => this.step(signal))
        failures = 0
        if (!this.isWanted && !(isAtWork && this.options.changed.count > 0)) await this.sleep(null, signal)
      } catch (thrown) {
        if (signal.aborted) return
        await this.noteTrouble(toAppError(thrown))
        await this.sleep(Math.min(longestWaitMilliseconds, firstWaitMilliseconds * 2 ** failures), signal)
        failures += 1
      }
    }
  }

  /** False when there is nothing to keep, or a person halted it. */
  private async step(signal: AbortSignal): Promise<boolean> {
    const change = await this.options.store.readOpen(this.options.scope)
    if (change === null || change.status === 'paused') return false
    await this.makeEqual(change, signal)
    signal.throwIfAborted()
    if (change.status === 'filling') await this.options.store.move(this.options.scope, change.id, { from: ['filling'], to: 'ready' })
    this.pace.reset()
    return true
  }

  private async makeEqual(change: ModelChange, signal: AbortSignal): Promise<void> {
    const { scope, changed } = this.options
    const parts = this.partsFor(change, signal)
    for (let round = 0; ; round += 1) {
      if (round === mostRounds) throw new AppError('qdrant_failed', 'The copy does not become equal')
      if (!this.isLookedThrough) {
        await this.reportCounts(change, parts.mirror)
        await fillCollection(parts, scope, signal)
        this.isLookedThrough = true
      }
      const before = changed.state
      await this.copyChanged(parts, signal)
      const { from, to } = await parts.mirror.count(scope)
      Object.assign(this.progress, { done: Math.min(from, to), total: from })
      const isQuiet = before !== null && before === changed.state && changed.count === 0
      if (from === to && isQuiet) break
      // Written behind our back: another program on the same server, a collection that was restored.
      if (from !== to && isQuiet) this.isLookedThrough = false
      if (!isQuiet) round = 0
      await delay(quietMilliseconds, undefined, { signal })
    }
    await this.report(change, null)
  }

  private async copyChanged(parts: FillParts, signal: AbortSignal): Promise<void> {
    const { scope, changed } = this.options
    for (let id = changed.take(); id !== null; id = changed.take()) {
      try {
        await syncDocument(parts, scope, id, signal)
      } catch (error) {
        changed.note(id)
        throw error
      }
    }
  }

  private partsFor(change: ModelChange, signal: AbortSignal): FillParts {
    const { documents, files, openMirror, embed, waitForTurn } = this.options
    const [original, copy] = change.status === 'switched' ? [change.toModelId, change.fromModelId] : [change.fromModelId, change.toModelId]
    const onCopied = (count: number) => {
      this.pace.note(count)
      this.progress.done = Math.min(this.progress.done + count, this.progress.total)
      if (Date.now() - this.progress.reportedAt < minMillisecondsBetweenReports) return
      this.progress.reportedAt = Date.now()
      // Progress that could not be written is no reason to stop; the next report comes soon.
      void this.report(change, null).catch((thrown) => this.options.onError('writing progress', toAppError(thrown, 'database_failed')))
    }
    return { mirror: openMirror(original, copy), documents, files, embed: (texts) => embed(copy, texts, signal), waitForTurn, onCopied }
  }

  private async reportCounts(change: ModelChange, mirror: CollectionMirror): Promise<void> {
    const { from, to } = await mirror.count(this.options.scope)
    Object.assign(this.progress, { done: Math.min(from, to), total: from })
    this.pace.reset()
    this.pace.note(0)
    await this.report(change, null)
  }

  private async report(change: ModelChange, errorCode: ErrorCode | null): Promise<void> {
    const { done, total } = this.progress
    await this.options.store.reportProgress(change.id, { done, total, errorCode })
  }

  private async noteTrouble(error: AppError): Promise<void> {
    this.options.onError('changing the model', error)
    this.pace.reset()
    try {
      const change = await this.options.store.readOpen(this.options.scope)
      if (change) await this.options.store.reportProgress(change.id, { done: change.done, total: change.total, errorCode: error.code })
    } catch (thrown) {
      this.options.onError('noting trouble', toAppError(thrown, 'database_failed'))
    }
  }

  /** Until something is to be done; given a time, no longer than that, and whatever happens meanwhile but for a person's word. */
  private sleep(milliseconds: number | null, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.wakeIdle = () => undefined
        this.wakeAnyway = () => undefined
        resolve()
      }
      const timer = milliseconds === null ? undefined : setTimeout(wake, milliseconds)
      this.wakeAnyway = wake
      if (milliseconds === null) this.wakeIdle = wake
    })
  }
}
