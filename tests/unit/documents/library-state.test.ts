import { describe, expect, it } from 'vitest'
import {
  emptyLibraryState,
  type LibraryAction,
  type LibraryState,
  listRecords,
  readRunProgress,
  reduceLibrary,
} from '@/components/documents/library/library-state'
import type { DocumentCounts, DocumentRecord } from '@/lib/domain/document'
import { plainRecord } from '../../support/document-record'

function makeRecord(id: string, part: Partial<DocumentRecord> = {}): DocumentRecord {
  return { ...plainRecord, id, source: `${id}.md`, format: 'markdown', createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z', ...part }
}

function apply(...actions: LibraryAction[]): LibraryState {
  return actions.reduce(reduceLibrary, emptyLibraryState)
}

function loaded(documents: DocumentRecord[], nextCursor: string | null = null): LibraryAction {
  return { type: 'list-reloaded', filter: 'all', documents, nextCursor }
}

function changed(document: DocumentRecord): LibraryAction {
  return { type: 'events-received', events: [{ type: 'document-changed', document }] }
}

const queue = { isPaused: false, trouble: null, order: [], chunksPerSecond: null, remainingSeconds: null }

function counted(documents: DocumentCounts): LibraryAction {
  return { type: 'events-received', events: [{ type: 'status-changed', documents, points: 7, queue, failures: [] }] }
}

const idsOf = (state: LibraryState, filter: Parameters<typeof listRecords>[1] = 'all') => listRecords(state, filter).map((record) => record.id)

describe('the library of the documents page', () => {
  it('lists newest first and breaks ties by id', () => {
    const newest = makeRecord('a', { createdAt: '2026-01-02T00:00:00.000Z' })
    expect(idsOf(apply(loaded([makeRecord('b'), makeRecord('c'), newest])))).toEqual(['a', 'c', 'b'])
  })

  it('moves a document to another tab when its status changes', () => {
    const state = apply(loaded([makeRecord('a', { status: 'processing' })]), changed(makeRecord('a', { status: 'failed', errorCode: 'damaged_file' })))
    expect(idsOf(state, 'processing')).toEqual([])
    expect(idsOf(state, 'failed')).toEqual(['a'])
  })

  it('keeps an event that is newer than the list it was overtaken by', () => {
    const event = makeRecord('a', { status: 'ready', updatedAt: '2026-01-01T00:00:09.000Z' })
    const listed = makeRecord('a', { status: 'processing', updatedAt: '2026-01-01T00:00:05.000Z' })
    expect(idsOf(apply(changed(event), loaded([listed])), 'ready')).toEqual(['a'])
  })

  it('does not let a late list or event bring a deleted document back', () => {
    const deleted: LibraryAction = { type: 'events-received', events: [{ type: 'document-deleted', id: 'a' }] }
    const state = apply(
      loaded([makeRecord('a'), makeRecord('b')]),
      deleted,
      { type: 'page-loaded', filter: 'all', documents: [makeRecord('a')], nextCursor: null },
      changed(makeRecord('a')),
    )
    expect(idsOf(state)).toEqual(['b'])
  })

  it('drops what a list read anew no longer holds, and keeps what a further page adds', () => {
    const first = apply(loaded([makeRecord('a'), makeRecord('b')], 'b'), { type: 'page-loaded', filter: 'all', documents: [makeRecord('c')], nextCursor: null })
    expect(idsOf(first)).toEqual(['c', 'b', 'a'])
    expect(idsOf(reduceLibrary(first, loaded([makeRecord('b')])))).toEqual(['b'])
  })

  it('tells once what became ready or failed', () => {
    const state = apply(loaded([makeRecord('a', { status: 'processing' })]), changed(makeRecord('a')))
    expect(state.finished.ready.map((record) => record.id)).toEqual(['a'])
    const later = apply(loaded([makeRecord('a')]), changed(makeRecord('a', { updatedAt: '2026-01-02T00:00:00.000Z' })))
    expect(later.finished.ready).toEqual([])
  })

  it('tells a new version of a ready document as finished again', () => {
    expect(apply(loaded([makeRecord('a')]), changed(makeRecord('a', { version: 2 }))).finished.ready).toHaveLength(1)
  })
})

describe('the progress of the present run of work', () => {
  const idle: DocumentCounts = { queued: 0, processing: 0, ready: 10, failed: 1, cancelled: 0 }

  it('is null while nothing is in work', () => {
    expect(readRunProgress(apply(counted(idle)))).toBeNull()
  })

  it('counts from when the run began, failures among the done', () => {
    const state = apply(
      counted(idle),
      counted({ queued: 3, processing: 1, ready: 10, failed: 1, cancelled: 0 }),
      counted({ queued: 0, processing: 2, ready: 11, failed: 2, cancelled: 0 }),
    )
    expect(readRunProgress(state)).toEqual({ done: 2, total: 4 })
  })

  it('grows when files are added during the run and never goes back', () => {
    const state = apply(
      counted(idle),
      counted({ queued: 2, processing: 0, ready: 10, failed: 1, cancelled: 0 }),
      counted({ queued: 5, processing: 0, ready: 11, failed: 1, cancelled: 0 }),
    )
    expect(readRunProgress(state)).toEqual({ done: 1, total: 6 })
  })

  it('begins anew after a run has ended', () => {
    const state = apply(
      counted({ queued: 1, processing: 0, ready: 0, failed: 0, cancelled: 0 }),
      counted({ queued: 0, processing: 0, ready: 1, failed: 0, cancelled: 0 }),
      counted({ queued: 2, processing: 0, ready: 1, failed: 0, cancelled: 0 }),
    )
    expect(readRunProgress(state)).toEqual({ done: 0, total: 2 })
  })
})
