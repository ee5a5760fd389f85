import type { DocumentCounts, DocumentRecord, DocumentStatus, FailureGroup, QueueState } from '@/lib/domain/document'

/**
 * The documents page's picture of the library: what the list answered, kept fresh by the event stream.
 *
 * Records are kept by id and every tab is a view of the same map, so a document that changes its status changes its tab
 * without another request. A list kept per tab was rejected: each event would have to be replayed into each of them.
 */
export type StatusFilter = 'all' | DocumentStatus

export interface PageState {
  nextCursor: string | null
  isLoaded: boolean
}

export interface LibraryState {
  records: ReadonlyMap<string, DocumentRecord>
  /** Ids seen deleted, so that a list answer that was under way cannot bring them back. */
  deletedIds: ReadonlySet<string>
  counts: DocumentCounts | null
  points: number | null
  queue: QueueState | null
  failures: FailureGroup[]
  /** Documents that were finished when the present run of work began; null while nothing is in work. */
  finishedBeforeRun: number | null
  pages: Readonly<Partial<Record<StatusFilter, PageState>>>
  /** What finished in the latest batch of events in which anything did, for screen readers. */
  finished: { ready: DocumentRecord[]; failed: DocumentRecord[] }
}

/** What the server tells about the library as a whole. */
export interface LibraryStatus {
  documents: DocumentCounts
  points: number
  queue: QueueState
  failures: FailureGroup[]
}

export type LibraryEvent =
  | ({ type: 'status-changed' } & LibraryStatus)
  | { type: 'document-changed'; document: DocumentRecord }
  | { type: 'document-deleted'; id: string }

export type LibraryAction =
  | { type: 'events-received'; events: LibraryEvent[] }
  | { type: 'page-loaded'; filter: StatusFilter; documents: DocumentRecord[]; nextCursor: string | null }
  /** The list was read anew from its start: what it does not hold is gone. */
  | { type: 'list-reloaded'; filter: StatusFilter; documents: DocumentRecord[]; nextCursor: string | null }
  | { type: 'documents-added'; documents: DocumentRecord[] }
  | { type: 'queue-changed'; queue: QueueState }

export const emptyLibraryState: LibraryState = {
  records: new Map(),
  deletedIds: new Set(),
  counts: null,
  points: null,
  queue: null,
  failures: [],
  finishedBeforeRun: null,
  pages: {},
  finished: { ready: [], failed: [] },
}

export function reduceLibrary(state: LibraryState, action: LibraryAction): LibraryState {
  switch (action.type) {
    case 'events-received':
      return applyEvents(state, action.events)
    case 'documents-added':
      return { ...state, records: mergeRecords(state.records, action.documents, state.deletedIds) }
    case 'queue-changed':
      return { ...state, queue: action.queue }
    case 'page-loaded':
      return {
        ...state,
        records: mergeRecords(state.records, action.documents, state.deletedIds),
        pages: { ...state.pages, [action.filter]: { nextCursor: action.nextCursor, isLoaded: true } },
      }
    case 'list-reloaded':
      return {
        ...state,
        records: mergeRecords(keepListed(state.records, action.documents), action.documents, state.deletedIds),
        pages: { [action.filter]: { nextCursor: action.nextCursor, isLoaded: true } },
      }
  }
}

/** The records of one tab, newest first. */
export function listRecords(state: LibraryState, filter: StatusFilter): DocumentRecord[] {
  const records = [...state.records.values()].filter((record) => filter === 'all' || record.status === filter)
  return records.sort((left, right) => compareText(right.createdAt, left.createdAt) || compareText(right.id, left.id))
}

/** How many documents there are, whatever their status. */
export function countAll({ queued, processing, ready, failed, cancelled }: DocumentCounts): number {
  return queued + processing + ready + failed + cancelled
}

/** How far the present run of work is, or null when nothing is in work. */
export function readRunProgress(state: LibraryState): { done: number; total: number } | null {
  if (!state.counts || state.finishedBeforeRun === null) return null
  const done = Math.max(0, countFinished(state.counts) - state.finishedBeforeRun)
  return { done, total: done + state.counts.queued + state.counts.processing }
}

function applyEvents(state: LibraryState, events: LibraryEvent[]): LibraryState {
  const records = new Map(state.records)
  const deletedIds = new Set(state.deletedIds)
  const finished: LibraryState['finished'] = { ready: [], failed: [] }
  let { counts, points, queue, failures, finishedBeforeRun } = state
  for (const event of events) {
    if (event.type === 'status-changed') {
      finishedBeforeRun = followRun(finishedBeforeRun, counts, event.documents)
      counts = event.documents
      points = event.points
      queue = event.queue
      failures = event.failures
    } else if (event.type === 'document-deleted') {
      records.delete(event.id)
      deletedIds.add(event.id)
    } else if (!deletedIds.has(event.document.id)) {
      noteFinished(finished, records.get(event.document.id), event.document)
      records.set(event.document.id, event.document)
    }
  }
  const hasFinished = finished.ready.length + finished.failed.length > 0
  return { ...state, records, deletedIds, counts, points, queue, failures, finishedBeforeRun, finished: hasFinished ? finished : state.finished }
}

function followRun(finishedBeforeRun: number | null, before: DocumentCounts | null, now: DocumentCounts): number | null {
  if (now.queued + now.processing === 0) return null
  return finishedBeforeRun ?? countFinished(before ?? now)
}

function countFinished(counts: DocumentCounts): number {
  return counts.ready + counts.failed + counts.cancelled
}

function noteFinished(finished: LibraryState['finished'], before: DocumentRecord | undefined, now: DocumentRecord): void {
  if (before?.status === now.status && before.version === now.version) return
  if (now.status === 'ready') finished.ready.push(now)
  if (now.status === 'failed') finished.failed.push(now)
}

/** An event that came while the list was under way is newer than the list. */
function mergeRecords(records: ReadonlyMap<string, DocumentRecord>, documents: DocumentRecord[], deletedIds: ReadonlySet<string>): Map<string, DocumentRecord> {
  const merged = new Map(records)
  for (const document of documents) {
    const known = merged.get(document.id)
    if (!deletedIds.has(document.id) && !(known && known.updatedAt > document.updatedAt)) merged.set(document.id, document)
  }
  return merged
}

function keepListed(records: ReadonlyMap<string, DocumentRecord>, documents: DocumentRecord[]): Map<string, DocumentRecord> {
  const listed = new Set(documents.map((document) => document.id))
  return new Map([...records].filter(([id]) => listed.has(id)))
}

function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
