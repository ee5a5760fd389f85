import { randomUUID } from 'node:crypto'
import { type AppError, toAppError } from '@/lib/domain/app-error'
import type { DocumentRecord, DocumentStage } from '@/lib/domain/document'
import type { DocumentLease, DocumentStore } from '@/lib/domain/ports/document-store'
import type { DocumentFeed } from './document-feed'
import { type IngestParts, ingestDocument } from './ingest-document'
import { StageReporter } from './stage-reporter'

export interface IngestRunnerOptions {
  documents: DocumentStore
  parts: IngestParts
  feed: DocumentFeed
  /** Documents worked on at the same time: one is parsed while another is embedded. */
  concurrency: number
  onError: (place: string, error: AppError) => void
}

/** A lease outlives two missed heartbeats, so that a busy machine does not lose its work to itself. */
const leaseMilliseconds = 30_000
const heartbeatMilliseconds = 10_000
/** Documents put off by a transient error come back by themselves; this is how often the queue is looked at when idle. */
const pollMilliseconds = 2_000
/** 1 + 2 + 4 + ... seconds: about two minutes of an unreachable Qdrant before a person has to press retry. */
const maxAttempts = 7

interface RunningJob {
  controller: AbortController
  settled: Promise<void>
}

/**
 * Takes queued documents from the database, one lease each, until stopped. A killed app leaves its leases behind;
 * `start` lets go of them (the data directory is locked, so their owner is gone) and the work goes on where the index
 * says it stopped.
 */
export class IngestRunner {
  private readonly running = new Map<string, RunningJob>()
  private timer: NodeJS.Timeout | undefined
  private stopped = true
  private filling = false
  private wakeAgain = false

  constructor(private readonly options: IngestRunnerOptions) {}

  async start(): Promise<void> {
    await this.options.documents.releaseAll()
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

  /** Stops work on a document and resolves when nothing of it runs any more. */
  async cancel(documentId: string): Promise<void> {
    const job = this.running.get(documentId)
    job?.controller.abort()
    await job?.settled
  }

  /** Stops everything; documents in work go back to the queue. */
  async stop(): Promise<void> {
    this.stopped = true
    clearInterval(this.timer)
    for (const job of this.running.values()) job.controller.abort()
    await Promise.all([...this.running.values()].map((job) => job.settled))
  }

  private async fill(): Promise<void> {
    try {
      while (!this.stopped && this.running.size < this.options.concurrency) {
        // An owner of its own for every lease: a lease that ran out and was taken again is another lease.
        const owner = randomUUID()
        const document = await this.options.documents.lease(owner, leaseMilliseconds)
        if (!document) return
        await this.cancel(document.id)
        this.launch(document, owner)
      }
    } catch (thrown) {
      this.options.onError('taking a document from the queue', toAppError(thrown, 'database_failed'))
    }
  }

  private launch(document: DocumentRecord, owner: string): void {
    const controller = new AbortController()
    const settled = this.run(document, owner, controller).finally(() => {
      this.running.delete(document.id)
      this.wake()
    })
    this.running.set(document.id, { controller, settled })
  }

  private async run(document: DocumentRecord, owner: string, controller: AbortController): Promise<void> {
    const { documents, parts, feed } = this.options
    const lease: DocumentLease = { documentId: document.id, version: document.version, owner }
    const report = (stage: DocumentStage, progress: { done: number; total: number }) => documents.reportStage(lease, stage, progress)
    const reporter = new StageReporter(document, report, (changed) => feed.publish({ type: 'document-changed', document: changed }))
    const heartbeat = setInterval(() => void this.keepLease(lease, controller), heartbeatMilliseconds)
    try {
      const result = await ingestDocument(parts, document, { signal: controller.signal, report: (stage, progress) => reporter.report(stage, progress) })
      await reporter.settle()
      await documents.markReady(lease, result)
    } catch (thrown) {
      await this.putAway(document, lease, controller.signal.aborted, toAppError(thrown))
    } finally {
      clearInterval(heartbeat)
    }
    await this.publishNow(document)
  }

  private async keepLease(lease: DocumentLease, controller: AbortController): Promise<void> {
    try {
      const isOurs = await this.options.documents.heartbeat(lease, leaseMilliseconds)
      if (!isOurs) controller.abort()
    } catch (thrown) {
      this.options.onError('keeping a lease', toAppError(thrown, 'database_failed'))
    }
  }

  /** Decides what becomes of a document that did not get through: back in the queue, or failed for a person to see. */
  private async putAway(document: DocumentRecord, lease: DocumentLease, wasAborted: boolean, error: AppError): Promise<void> {
    const { documents, onError } = this.options
    try {
      if (wasAborted) {
        await documents.release(lease, 0)
        return
      }
      onError(`ingesting document ${document.id}`, error)
      if (error.isRetryable && document.attempts < maxAttempts) await documents.release(lease, 1000 * 2 ** (document.attempts - 1))
      else await documents.markFailed(lease, error.code)
    } catch (thrown) {
      onError(`putting away document ${document.id}`, toAppError(thrown, 'database_failed'))
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
