import { describe, expect, it } from 'vitest'
import type { DocumentRecord } from '@/lib/domain/document'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { type LibraryStatus, watchDocuments } from '@/lib/services/watch-documents'
import { plainRecord } from '../../support/document-record'

const scope = { workspaceId: 'mine' }
const status: LibraryStatus = {
  documents: { queued: 0, processing: 0, ready: 0, failed: 0, cancelled: 0 },
  points: 0,
  queue: { isPaused: false, order: [], chunksPerSecond: null, remainingSeconds: null, trouble: null },
  failures: [],
}

function record(id: string, progressDone: number, workspaceId = 'mine'): DocumentRecord {
  return { ...plainRecord, id, workspaceId, source: `${id}.txt`, status: 'processing', stage: 'embedding', progressDone, progressTotal: 9 }
}

describe('watchDocuments', () => {
  it('sends the counts first, then changes of this workspace only, merged when nobody has read them yet', async () => {
    const feed = new DocumentFeed()
    const leave = new AbortController()
    const events = watchDocuments(feed, scope, async () => status, leave.signal)
    expect((await events.next()).value).toEqual({ type: 'status-changed', ...status })
    for (const done of [1, 2, 3]) feed.publish({ type: 'document-changed', document: record('a', done) })
    feed.publish({ type: 'document-changed', document: record('hidden', 1, 'theirs') })
    feed.publish({ type: 'document-deleted', id: 'b', workspaceId: 'mine' })
    expect((await events.next()).value).toMatchObject({ type: 'document-changed', id: 'a', progressDone: 3 })
    expect((await events.next()).value).toEqual({ type: 'document-deleted', id: 'b' })
    expect((await events.next()).value).toMatchObject({ type: 'status-changed' })
    leave.abort()
    expect((await events.next()).done).toBe(true)
  })

  it('counts again when the queue is paused, without an event of its own', async () => {
    const feed = new DocumentFeed()
    const leave = new AbortController()
    let isPaused = false
    const events = watchDocuments(feed, scope, async () => ({ ...status, queue: { ...status.queue, isPaused } }), leave.signal)
    expect((await events.next()).value).toMatchObject({ queue: { isPaused: false } })
    isPaused = true
    feed.publish({ type: 'queue-changed' })
    expect((await events.next()).value).toMatchObject({ type: 'status-changed', queue: { isPaused: true } })
    leave.abort()
  })

  it('ends at once when the reader leaves while nothing happens', async () => {
    const leave = new AbortController()
    const events = watchDocuments(new DocumentFeed(), scope, async () => status, leave.signal)
    await events.next()
    const waiting = events.next()
    leave.abort()
    expect((await waiting).done).toBe(true)
  })
})
