import { describe, expect, it } from 'vitest'
import { ours } from '../../db/temporary-database'
import { guide, prepareQueueRigs } from './queue-rig'

const rigs = prepareQueueRigs()

/** An embedder that waits before its second batch until it is let go, as a large document keeps it busy. */
function heldEmbedder() {
  const held = { isHolding: true, batches: 0, waiting: () => {} }
  const arrived = new Promise<void>((resolve) => {
    held.waiting = resolve
  })
  return {
    held,
    arrived,
    overrides: {
      embedder: (real: import('@/lib/domain/ports/embedder').Embedder) => ({
        embedPassages: async (texts: string[], options?: { signal?: AbortSignal; onProgress?: (done: number) => void }) => {
          held.batches += 1
          if (held.isHolding && held.batches > 1) {
            held.waiting()
            await new Promise<void>((_, reject) => {
              const stop = () => reject(new Error('stopped'))
              if (options?.signal?.aborted) stop()
              options?.signal?.addEventListener('abort', stop, { once: true })
            })
          }
          return real.embedPassages(texts, options)
        },
      }),
    },
  }
}

describe('pause', () => {
  it('puts what is in work back without losing what is written, holds over a restart, and goes on where it was', async () => {
    const { held, arrived, overrides } = heldEmbedder()
    const rig = await rigs.open(overrides)
    const { document } = await rig.offer('large.md', guide(40))
    await rig.runner.start()
    await arrived
    await rig.control.pause()
    expect(await rig.statusOf(document)).toMatchObject({ status: 'queued', errorCode: null, retryAt: null })
    const written = await rig.index.count(ours, { documentId: document.id })
    expect(written).toBeGreaterThan(0)
    await rig.offer('later.md', guide(1))
    expect(await rig.control.readState()).toMatchObject({ isPaused: true, order: [document.id, expect.any(String)], remainingSeconds: null })

    held.isHolding = false
    await rig.runner.stop()
    await rig.restart()
    rig.runner.wake()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(await rig.documents.counts(ours)).toMatchObject({ queued: 2, processing: 0 })
    const before = rig.embeddedTexts.length
    await rig.control.resume()
    await rig.waitFor(document, { status: 'ready', chunkCount: 40 })
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(40)
    await expect.poll(() => rig.documents.counts(ours)).toMatchObject({ ready: 2 })
    expect(rig.embeddedTexts.length - before).toBe(40 - written + 1)
    expect(await rig.documents.listVersions(ours, document.id)).toHaveLength(1)
  })
})

describe('cancel', () => {
  it('stops a document in work and leaves nothing of it; it can be tried again or comes again', async () => {
    const { held, arrived, overrides } = heldEmbedder()
    const rig = await rigs.open(overrides)
    const { document } = await rig.offer('large.md', guide(40))
    await rig.runner.start()
    await arrived
    expect(await rig.control.cancel(document.id)).toMatchObject({ status: 'cancelled', stage: 'received', progressTotal: 0 })
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(0)
    await expect(rig.files.readNormalized(document.id, 1)).rejects.toMatchObject({ code: 'original_missing' })
    await expect(rig.control.cancel(document.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(rig.control.cancel('nowhere')).rejects.toMatchObject({ code: 'not_found' })
    held.isHolding = false
    expect(await rig.control.retry(document.id)).toMatchObject({ status: 'queued' })
    await rig.waitFor(document, { status: 'ready' })
    await expect(rig.control.cancel(document.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(rig.control.retry(document.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('leaves the older version answering, with its text and its original, when a new one is cancelled in work', async () => {
    const { held, arrived, overrides } = heldEmbedder()
    held.isHolding = false
    const rig = await rigs.open(overrides)
    const { document } = await rig.offer('a.md', guide(3, 'opens at seven'))
    await rig.runner.start()
    await rig.waitFor(document, { status: 'ready' })
    const old = await rig.files.readNormalized(document.id, 1)

    Object.assign(held, { isHolding: true, batches: 0 })
    const replaced = await rig.offer('a.md', guide(40, 'is closed for good'))
    expect(replaced.outcome).toBe('replaced')
    await arrived
    expect((await rig.find('ferry office harbour opens'))[0]).toContain('opens at seven')
    await rig.control.cancel(document.id)
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(3)
    expect((await rig.find('ferry office harbour opens'))[0]).toContain('opens at seven')
    expect(await rig.files.readNormalized(document.id, 1)).toEqual(old)
    await expect(rig.files.readNormalized(document.id, 2)).rejects.toMatchObject({ code: 'original_missing' })
    expect((await rig.files.listOriginals()).sort()).toEqual([document.contentHash, replaced.document.contentHash].sort())
    expect((await rig.documents.listVersions(ours, document.id)).map((version) => version.status)).toEqual(['cancelled', 'ready'])

    held.isHolding = false
    await rig.control.retry(document.id)
    await rig.waitFor(document, { status: 'ready', version: 2 })
    expect((await rig.find('ferry office harbour opens'))[0]).toContain('closed for good')
    await expect.poll(() => rig.files.listOriginals()).toEqual([replaced.document.contentHash])
  })

  it('removes what an interrupted run left of a document that waits', async () => {
    const { arrived, overrides } = heldEmbedder()
    const rig = await rigs.open(overrides)
    const { document } = await rig.offer('large.md', guide(40))
    await rig.runner.start()
    await arrived
    await rig.control.pause()
    expect(await rig.index.count(ours, { documentId: document.id })).toBeGreaterThan(0)
    expect(await rig.control.cancel(document.id)).toMatchObject({ status: 'cancelled' })
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(0)
  })

  it('cancels everything that waits or is in work, and nothing that is done', async () => {
    const { held, arrived, overrides } = heldEmbedder()
    held.isHolding = false
    const rig = await rigs.open(overrides)
    const { document: done } = await rig.offer('done.md', guide(1))
    await rig.runner.start()
    await rig.waitFor(done, { status: 'ready' })
    Object.assign(held, { isHolding: true, batches: 0 })
    await rig.offer('large.md', guide(40))
    await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        rig.documents.create(ours, { source: `${index}.md`, origin: 'upload', format: 'markdown', byteSize: 9, contentHash: 'a'.repeat(64) }),
      ),
    )
    await arrived
    const told = new Set<string>()
    rig.feed.subscribe((event) => {
      if (event.type === 'document-changed' && event.document.status === 'cancelled') told.add(event.document.id)
    })
    await rig.control.cancelAll()
    const counts = await rig.documents.counts(ours)
    expect(counts).toMatchObject({ queued: 0, processing: 0, ready: 1 })
    expect(counts.cancelled + counts.failed).toBe(51)
    expect(told.size).toBe(counts.cancelled)
    expect(await rig.index.count(ours, { documentId: done.id })).toBe(1)
  })
})
