import type { DocumentRecord, DocumentStage } from '@/lib/domain/document'

interface Progress {
  done: number
  total: number
}

/** Often enough to look alive, seldom enough that a document of 10,000 chunks does not write 10,000 rows. */
const minMillisecondsBetweenReports = 250

/**
 * How long a document is in work before its progress goes to the database, and the time between two such writes. Most
 * documents are done by then, and each write is a flush to disk on the thread that also feeds the embedder: of an ingest
 * of small files such writes took a sixth of the wall time. In this time the lease, taken or asked for just before, is ours.
 */
const defaultUnwrittenMilliseconds = 2_000

/**
 * Carries a document's progress to the database and to those who watch, in order, never two writes at once, and
 * dropping what is already out of date. A failed write is kept until `settle`, so that it cannot be lost unseen.
 */
export class StageReporter {
  private pending: { stage: DocumentStage; progress: Progress } | null = null
  private writing: Promise<void> | null = null
  /** When it was known that the lease is ours. */
  private confirmedAt = Date.now()
  private lastStage: DocumentStage | null = null
  private lastWrite = 0
  private failure: { cause: unknown } | null = null

  constructor(
    private readonly document: DocumentRecord,
    private readonly write: (stage: DocumentStage, progress: Progress) => Promise<boolean>,
    private readonly publish: (document: DocumentRecord) => void,
    private readonly unwrittenMilliseconds = defaultUnwrittenMilliseconds,
  ) {}

  report(stage: DocumentStage, progress: Progress): void {
    const isNewStage = stage !== this.lastStage
    const isComplete = progress.total > 0 && progress.done === progress.total
    if (!isNewStage && !isComplete && Date.now() - this.lastWrite < minMillisecondsBetweenReports) return
    this.lastStage = stage
    this.lastWrite = Date.now()
    this.pending = { stage, progress }
    this.writing ??= this.drain()
  }

  /** Resolves when the last report is written; rejects with what a write rejected with. */
  async settle(): Promise<void> {
    await this.writing
    const failure = this.failure
    this.failure = null
    if (failure) throw failure.cause
  }

  private async drain(): Promise<void> {
    try {
      while (this.pending) {
        const { stage, progress } = this.pending
        this.pending = null
        const isFresh = Date.now() - this.confirmedAt < this.unwrittenMilliseconds
        const isOurs = await (isFresh ? true : this.write(stage, progress))
        if (!isFresh) this.confirmedAt = Date.now()
        if (isOurs)
          this.publish({
            ...this.document,
            status: 'processing',
            stage,
            progressDone: progress.done,
            progressTotal: progress.total,
            updatedAt: new Date().toISOString(),
          })
      }
    } catch (cause) {
      this.failure = { cause }
    } finally {
      this.writing = null
    }
  }
}
