import { randomUUID } from 'node:crypto'
import { AppError } from '@/lib/domain/app-error'
import type { DocumentRecord, QueueState } from '@/lib/domain/document'
import type { ErrorCode } from '@/lib/domain/error-catalog'
import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { FileStore } from '@/lib/domain/ports/file-store'
import type { QueueSettings } from '@/lib/domain/ports/settings-store'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed } from '../document-feed'
import { type IngestRunner, leaseMilliseconds } from '../ingest-runner'
import { removeUnfinishedVersion } from './remove-unfinished-version'

export interface QueueControlParts {
  documents: DocumentStore
  index: VectorIndex
  files: FileStore
  settings: QueueSettings
  feed: DocumentFeed
  runner: IngestRunner
}

const listedOrder = 200
/** A document may go from waiting to work and back while it is being cancelled, but not for ever. */
const cancelRounds = 5

/**
 * What a person can do to the queue. The runner works on documents; this stops, sorts out and starts again.
 * Errors of every method: database_failed, database_busy, disk_full.
 */
export class QueueControl {
  constructor(
    private readonly parts: QueueControlParts,
    private readonly scope: WorkspaceScope,
  ) {}

  async readState(): Promise<QueueState> {
    const { documents, runner } = this.parts
    const [order, bytes] = await Promise.all([documents.listOrder(this.scope, listedOrder), documents.countUnfinishedBytes(this.scope)])
    const { isPaused, pace, bytesDone, trouble } = runner.readPace()
    const isMoving = pace !== null && !isPaused && bytes > 0
    const remainingSeconds = isMoving ? Math.ceil(Math.max(0, bytes - bytesDone) / pace.bytesPerSecond) : null
    return { isPaused, order, chunksPerSecond: pace?.chunksPerSecond ?? null, remainingSeconds, trouble }
  }

  /** Noted before anything stops, so that it holds over a restart. */
  async pause(): Promise<void> {
    await this.parts.settings.saveIsPaused(this.scope, true)
    await this.parts.runner.pause()
    this.parts.feed.publish({ type: 'queue-changed' })
  }

  async resume(): Promise<void> {
    await this.parts.settings.saveIsPaused(this.scope, false)
    this.parts.runner.resume()
    this.parts.feed.publish({ type: 'queue-changed' })
  }

  /**
   * Stops a document that waits or is in work. What its unfinished version left is removed before it is noted, so a kill
   * in between leaves it in the queue, never cancelled with points. An older version answers on.
   * Errors: not_found, conflict when it is neither waiting nor in work, or was done in the same moment.
   */
  async cancel(id: string): Promise<DocumentRecord> {
    const { runner, feed } = this.parts
    for (let round = 0; round < cancelRounds; round++) {
      const before = await this.read(id)
      if (before.status !== 'queued' && before.status !== 'processing') break
      if (!(await this.cancelWaiting(id))) await runner.cancel(id)
      const document = await this.read(id)
      if (document.status !== 'cancelled') continue
      feed.publish({ type: 'document-changed', document })
      return document
    }
    throw new AppError('conflict', 'Only a document that waits or is in work can be cancelled')
  }

  /** Everything that waits or is in work at this moment. */
  async cancelAll(): Promise<void> {
    const { documents, feed } = this.parts
    for (const document of await documents.cancelUntouched(this.scope)) feed.publish({ type: 'document-changed', document })
    for (const id of await documents.listUnfinished(this.scope)) {
      try {
        await this.cancel(id)
      } catch (error) {
        // Done or deleted in the meantime: then there is nothing to cancel.
        if (!(error instanceof AppError && (error.code === 'conflict' || error.code === 'not_found'))) throw error
      }
    }
    feed.publish({ type: 'queue-changed' })
  }

  /** Errors: not_found, conflict when it is neither failed nor cancelled. */
  async retry(id: string): Promise<DocumentRecord> {
    const document = await this.parts.documents.requeue(this.scope, id)
    this.goOn([document])
    return document
  }

  /** Every failed document, or those that failed for one reason. Returns how many. */
  async retryFailed(code?: ErrorCode): Promise<number> {
    const documents = await this.parts.documents.requeueFailed(this.scope, code)
    this.goOn(documents)
    return documents.length
  }

  private goOn(documents: DocumentRecord[]): void {
    for (const document of documents) this.parts.feed.publish({ type: 'document-changed', document })
    this.parts.runner.wakeAtOnce()
  }

  /** False when it does not wait. */
  private async cancelWaiting(id: string): Promise<boolean> {
    const { documents } = this.parts
    const owner = randomUUID()
    const document = await documents.claim(this.scope, id, owner, leaseMilliseconds)
    if (document === null) return false
    const lease = { documentId: id, version: document.version, owner }
    try {
      if (document.attempts > 0) await removeUnfinishedVersion(this.parts, document)
      await documents.markCancelled(lease)
      return true
    } catch (error) {
      await documents.release(lease, 0)
      throw error
    }
  }

  private async read(id: string): Promise<DocumentRecord> {
    const document = await this.parts.documents.read(this.scope, id)
    if (document === null) throw new AppError('not_found', 'The document to cancel is not there')
    return document
  }
}
