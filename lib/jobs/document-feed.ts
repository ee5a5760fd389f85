import type { DocumentRecord } from '@/lib/domain/document'

export type DocumentFeedEvent =
  | { type: 'document-changed'; document: DocumentRecord }
  | { type: 'document-deleted'; id: string; workspaceId: string }
  /** It was paused or goes on, or ran into trouble or out of it. */
  | { type: 'queue-changed' }

type Listener = (event: DocumentFeedEvent) => void

/**
 * Tells everyone who listens what happens to documents and their queue, inside this process. The database stays the truth: a listener
 * that missed events reads the list again, so nothing is queued for those who are away.
 */
export class DocumentFeed {
  private readonly listeners = new Set<Listener>()

  publish(event: DocumentFeedEvent): void {
    for (const listener of this.listeners) listener(event)
  }

  /** Returns the function that ends the subscription. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
}
