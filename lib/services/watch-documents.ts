import type { DocumentCounts, DocumentRecord, FailureGroup, QueueState } from '@/lib/domain/document'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { DocumentFeed, DocumentFeedEvent } from '@/lib/jobs/document-feed'

export interface LibraryStatus {
  documents: DocumentCounts
  points: number
  queue: QueueState
  failures: FailureGroup[]
}

export type WatchEvent =
  | ({ type: 'status-changed' } & LibraryStatus)
  | ({ type: 'document-changed' } & DocumentRecord)
  | { type: 'document-deleted'; id: string }

/** The counts and the queue cost a few queries; with 100 files going in they would be asked for at every step of every file. */
const minMillisecondsBetweenCounts = 1_000

/**
 * What the documents page listens to: the counts at once, then every change. Changes of one document that nobody has
 * read yet are merged into the last, so a slow reader holds at most one event per document in memory.
 */
export async function* watchDocuments(
  feed: DocumentFeed,
  scope: WorkspaceScope,
  readStatus: () => Promise<LibraryStatus>,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const inbox = new WatchInbox(scope, signal)
  const unsubscribe = feed.subscribe((event) => inbox.add(event))
  try {
    let countsAreStale = true
    let countedAt = 0
    while (!signal.aborted) {
      const change = inbox.take()
      if (change) {
        countsAreStale = true
        yield change
        continue
      }
      if (inbox.takeQueueChange()) countsAreStale = true
      const waited = Date.now() - countedAt
      if (countsAreStale && waited >= minMillisecondsBetweenCounts) {
        countsAreStale = false
        countedAt = Date.now()
        yield { type: 'status-changed', ...(await readStatus()) }
        continue
      }
      await inbox.arrival(countsAreStale ? minMillisecondsBetweenCounts - waited : null)
    }
  } finally {
    unsubscribe()
  }
}

class WatchInbox {
  private readonly changes = new Map<string, WatchEvent>()
  private hasQueueChanged = false
  private wake: () => void = () => {}

  constructor(
    private readonly scope: WorkspaceScope,
    signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.wake(), { once: true })
  }

  add(event: DocumentFeedEvent): void {
    if (event.type === 'queue-changed') {
      this.hasQueueChanged = true
      this.wake()
      return
    }
    const isDeletion = event.type === 'document-deleted'
    const workspaceId = isDeletion ? event.workspaceId : event.document.workspaceId
    if (workspaceId !== this.scope.workspaceId) return
    const id = isDeletion ? event.id : event.document.id
    this.changes.delete(id)
    this.changes.set(id, isDeletion ? { type: 'document-deleted', id } : { type: 'document-changed', ...event.document })
    this.wake()
  }

  take(): WatchEvent | null {
    for (const [id, change] of this.changes) {
      this.changes.delete(id)
      return change
    }
    return null
  }

  takeQueueChange(): boolean {
    const hasChanged = this.hasQueueChanged
    this.hasQueueChanged = false
    return hasChanged
  }

  /** Resolves when something comes, the reader leaves, or the time is over. */
  arrival(milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === null ? undefined : setTimeout(() => this.wake(), milliseconds)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
