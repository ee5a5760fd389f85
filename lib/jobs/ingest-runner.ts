import { randomUUID } from 'node:crypto'
import { type AppError, toAppError } from '@/lib/domain/app-error'
import type { DocumentRecord, DocumentStage, QueueState } from '@/lib/domain/document'
import type { DocumentLease, DocumentStore, LeasedDocument } from '@/lib/domain/ports/document-store'
import type { DocumentFeed } from './document-feed'
import { type IngestParts, ingestDocument } from './ingest-document'
import type { KeyedLocks } from './keyed-locks'
import { DocumentProgress } from './queue/document-progress'
import { isTroubleOfAll } from './queue/judge-failure'
import { noteTrouble, type PutAwayParts, putAway, removeRemains } from './queue/put-away'
import { QueueCircuit } from './queue/queue-circuit'
import { findAnsweringVersion } from './queue/remove-unfinished-version'
import { ThroughputMeter } from './queue/throughput-meter'
import { writeUntilAccepted } from './queue/write-until-accepted'
import { StageReporter } from './stage-reporter'
import { deleteUnreferencedOriginal } from './unreferenced-originals'

export interface IngestRunnerOptions {
  documents: DocumentStore
  parts: IngestParts
  feed: DocumentFeed
  /** Shared with everything that deletes originals. */
  locks: KeyedLocks
  /** Documents worked on at the same time: one is parsed while another is embedded. */
  concurrency: number
  isPaused?: boolean
  onError: (place: string, error: AppError) => void
}

/** A lease outlives two missed heartbeats, so that a busy machine does not lose its work to itself. */
export const leaseMilliseconds = 30_000
const heartbeatMilliseconds = 10_000
/** Documents put off by a transient error come back by themselves; this is how often the queue is looked at when idle. */
const pollMilliseconds = 1_000
/** A document in work each time the app went down is taken for the reason after so many times. */
const parkAfter = 3

interface RunningJob {
  controller: AbortController
  settled: Promise<void>
  progress: DocumentProgress
  isSuspect: boolean
  isCancelled: boolean
}

/**
 * Takes queued documents from the database, one lease each, until stopped. A killed app leaves its leases behind;
 * `start` lets go of them (the data directory is locked, so their owner is gone) and the work goes on where the index
 * says it stopped.
 *
 * A document that was in work when the app went down may have been the reason. It comes last and is worked on alone, so
 * that the next time only the culprit is there; after three times it is set aside (`parked`).
 */
export class IngestRunner {
  private readonly running = new Map<string, RunningJob>()
  private readonly meter = new ThroughputMeter()
  private readonly circuit = new QueueCircuit()
  private readonly putAwayParts: PutAwayParts
  private timer: NodeJS.Timeout | undefined
  private stopped = true
  private paused: boolean
  private filling = false
  private wakeAgain = false
  private holds = 0

  constructor(private readonly options: IngestRunnerOptions) {
    const { documents, parts, onError } = options
    this.paused = options.isPaused ?? false
    this.putAwayParts = { documents, index: parts.index, files: parts.files, circuit: this.circuit, onError }
  }

  async start(): Promise<void> {
    const { parked } = await this.options.documents.releaseAll(parkAfter)
    for (const document of parked) await removeRemains(this.putAwayParts, document)
    this.stopped = false
    this.timer = setInterval(() => this.wake(), pollMilliseconds)
    this.wake()
  }

  /** Looks at the queue now instead of at the next poll. */
  wake(): void {
    if (this.filling) {
      this.wakeAgain = true
      return
    }
    this.filling = true
    void this.fill().finally(() => {
      this.filling = false
      if (this.wakeAgain) {
        this.wakeAgain = false
        this.wake()
      }
    })
  }

  /** A person wants to go on: what was waiting for trouble to pass tries at once. */
  wakeAtOnce(): void {
    this.circuit.close()
    this.wake()
  }

  /** Stops work on a document, which goes back to the queue, and resolves when nothing of it runs any more. */
  async release(documentId: string): Promise<void> {
    const job = this.running.get(documentId)
    job?.controller.abort()
    await job?.settled
  }

  /** The same, but the document becomes cancelled, unless it was done in the same moment. */
  async cancel(documentId: string): Promise<void> {
    const job = this.running.get(documentId)
    if (job) job.isCancelled = true
    await this.release(documentId)
  }

  /** Takes nothing from the queue any more; documents in work go back to it, with what is written of them. */
  async pause(): Promise<void> {
    this.paused = true
    await this.releaseRunning()
  }

  /** As a pause, for the time of something that no document in work may meet; a person's own pause stays as it is. Returns what ends it. */
  async hold(): Promise<() => void> {
    this.holds += 1
    await this.releaseRunning()
    return () => {
      this.holds -= 1
      this.wake()
    }
  }

  get isBusy(): boolean {
    return this.running.size > 0
  }

  resume(): void {
    this.paused = false
    this.wakeAtOnce()
  }

  /** Stops everything; documents in work go back to the queue. */
  async stop(): Promise<void> {
    this.stopped = true
    clearInterval(this.timer)
    await this.releaseRunning()
  }

  /** The speed over the last minute, and bytes of unfinished documents that are done. */
  readPace(): { isPaused: boolean; pace: ReturnType<ThroughputMeter['read']>; bytesDone: number; trouble: QueueState['trouble'] } {
    const bytesDone = [...this.running.values()].reduce((sum, job) => sum + job.progress.bytesDone, 0)
    return { isPaused: this.paused, pace: this.meter.read(), bytesDone, trouble: this.circuit.trouble }
  }

  private async releaseRunning(): Promise<void> {
    for (const job of this.running.values()) job.controller.abort()
    await Promise.all([...this.running.values()].map((job) => job.settled))
  }

  private async fill(): Promise<void> {
    try {
      while (this.hasRoom()) {
        // An owner of its own for every lease: a lease that ran out and was taken again is another lease.
        const owner = randomUUID()
        const document = await this.options.documents.lease(owner, leaseMilliseconds, this.running.size > 0 ? { interrupted: false } : {})
        if (!document) return
        await this.release(document.id)
        this.launch(document, owner)
      }
    } catch (thrown) {
      const error = toAppError(thrown, 'database_failed')
      if (isTroubleOfAll(error.code)) this.noteTrouble('taking a document from the queue', error)
      else this.options.onError('taking a document from the queue', error)
    }
  }

  private hasRoom(): boolean {
    if (this.stopped || this.paused || this.holds > 0 || [...this.running.values()].some((job) => job.isSuspect)) return false
    return this.running.size < this.circuit.limit(this.options.concurrency)
  }

  private launch({ tries, interruptions, ...document }: LeasedDocument, owner: string): void {
    const progress = new DocumentProgress(document.byteSize, this.meter)
    const job: RunningJob = { controller: new AbortController(), settled: Promise.resolve(), progress, isSuspect: interruptions > 0, isCancelled: false }
    // A pause or an end that came while the document was being taken.
    if (this.stopped || this.paused || this.holds > 0) job.controller.abort()
    this.running.set(document.id, job)
    this.meter.setBusy(true)
    job.settled = this.run(document, { documentId: document.id, version: document.version, owner }, tries, job).finally(() => {
      this.running.delete(document.id)
      this.meter.setBusy(this.running.size > 0)
      this.wake()
    })
  }

  private async run(document: DocumentRecord, lease: DocumentLease, tries: number, job: RunningJob): Promise<void> {
    const { signal } = job.controller
    const heartbeat = setInterval(() => void this.keepLease(lease, job.controller), heartbeatMilliseconds)
    let finished: DocumentRecord | null = null
    try {
      signal.throwIfAborted()
      finished = await this.ingest(document, lease, job)
      job.progress.finish()
      if (this.circuit.close()) this.options.feed.publish({ type: 'queue-changed' })
    } catch (thrown) {
      const work = { document, lease, tries, signal, isCancelled: job.isCancelled, error: toAppError(thrown) }
      if (await putAway(this.putAwayParts, work)) job.progress.finish()
    } finally {
      clearInterval(heartbeat)
    }
    if (finished === null) await this.publishNow(document)
    else this.options.feed.publish({ type: 'document-changed', document: finished })
  }

  /** The record as it is afterwards; null when it was taken away meanwhile. */
  private async ingest(document: DocumentRecord, lease: DocumentLease, { controller, progress }: RunningJob): Promise<DocumentRecord | null> {
    const { documents, parts, feed, onError } = this.options
    const { signal } = controller
    const write = (stage: DocumentStage, done: { done: number; total: number }) => documents.reportStage(lease, stage, done)
    const reporter = new StageReporter(document, write, (changed) => feed.publish({ type: 'document-changed', document: changed }))
    const report = (stage: DocumentStage, done: { done: number; total: number }) => {
      progress.note(stage, done)
      reporter.report(stage, done)
    }
    let finished: DocumentRecord | null = null
    try {
      const result = await ingestDocument(parts, document, { signal, report })
      // Progress that could not be written is no reason to do the work again.
      await reporter.settle().catch((thrown) => onError('writing progress', toAppError(thrown, 'database_failed')))
      const onTrouble = (error: AppError) => this.noteTrouble('finishing a document', error)
      finished = await writeUntilAccepted(() => documents.markReady(lease, result), { signal, onTrouble })
    } finally {
      await reporter.settle().catch((thrown) => onError('writing progress', toAppError(thrown, 'database_failed')))
    }
    await this.deleteOlderOriginal(document)
    return finished
  }

  /** What the version before was read from was kept for as long as that answered. */
  private async deleteOlderOriginal(document: DocumentRecord): Promise<void> {
    const { documents, parts, locks, onError } = this.options
    if (document.version === 1) return
    try {
      const before = findAnsweringVersion(await documents.listVersions({ workspaceId: document.workspaceId }, document.id), document.version)
      if (before) await deleteUnreferencedOriginal({ documents, files: parts.files, locks }, before.contentHash)
    } catch (thrown) {
      onError('deleting the original of an older version', toAppError(thrown))
    }
  }

  private noteTrouble(place: string, error: AppError): void {
    noteTrouble(this.putAwayParts, place, error)
    this.options.feed.publish({ type: 'queue-changed' })
  }

  private async keepLease(lease: DocumentLease, controller: AbortController): Promise<void> {
    try {
      const isOurs = await this.options.documents.heartbeat(lease, leaseMilliseconds)
      if (!isOurs) controller.abort()
    } catch (thrown) {
      this.options.onError('keeping a lease', toAppError(thrown, 'database_failed'))
    }
  }

  private async publishNow(document: DocumentRecord): Promise<void> {
    try {
      const current = await this.options.documents.read({ workspaceId: document.workspaceId }, document.id)
      if (current) this.options.feed.publish({ type: 'document-changed', document: current })
    } catch (thrown) {
      this.options.onError('publishing a document', toAppError(thrown, 'database_failed'))
    }
  }
}
