import { describe, expect, it } from 'vitest'
import { embeddingModelId, openTemporaryDatabase, ours, theirs } from '../unit/db/temporary-database'

const change = { fromModelId: embeddingModelId, toModelId: 'test/second' }

describe('changes of the model', () => {
  it('are open one at a time in each workspace, and listed newest first when they are over', async () => {
    const { modelChanges: store } = await openTemporaryDatabase()
    expect(await store.readOpen(ours)).toBeNull()
    const first = await store.create(ours, change)
    expect(first).toMatchObject({ ...change, status: 'filling', done: 0, total: 0, errorCode: null, readyAt: null, finishedAt: null })
    await expect(store.create(ours, change)).rejects.toMatchObject({ code: 'conflict' })
    expect(await store.readOpen(theirs)).toBeNull()
    await store.move(ours, first.id, { from: ['filling'], to: 'cancelled' })
    const second = await store.create(ours, change)
    expect(await store.readOpen(ours)).toEqual(second)
    expect((await store.list(ours, 10)).map(({ id }) => id)).toEqual([second.id, first.id])
    expect(await store.list(theirs, 10)).toEqual([])
  })

  it('name the model that answers in the same step as the status', async () => {
    const { modelChanges: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, change)
    expect(await store.move(ours, id, { from: ['filling'], to: 'ready' })).toMatchObject({ readyAt: expect.any(String), switchedAt: null })
    expect(await store.readActiveModelId(ours)).toBe(embeddingModelId)
    expect(await store.move(ours, id, { from: ['ready'], to: 'switched' })).toMatchObject({ switchedAt: expect.any(String) })
    expect(await store.readActiveModelId(ours)).toBe('test/second')
    expect(await store.move(ours, id, { from: ['switched'], to: 'ready' })).toMatchObject({ status: 'ready', switchedAt: null })
    expect(await store.readActiveModelId(ours)).toBe(embeddingModelId)
    await store.move(ours, id, { from: ['ready'], to: 'switched' })
    expect(await store.move(ours, id, { from: ['switched'], to: 'finished' })).toMatchObject({ finishedAt: expect.any(String) })
    expect(await store.readActiveModelId(ours)).toBe('test/second')
    expect(await store.readOpen(ours)).toBeNull()
    expect(await store.readActiveModelId(theirs)).toBe(embeddingModelId)
  })

  it('refuse a step from elsewhere, and that of another workspace', async () => {
    const { modelChanges: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, change)
    await expect(store.move(ours, id, { from: ['ready'], to: 'switched' })).rejects.toMatchObject({ code: 'conflict' })
    await expect(store.move(theirs, id, { from: ['filling'], to: 'ready' })).rejects.toMatchObject({ code: 'not_found' })
    expect(await store.readActiveModelId(ours)).toBe(embeddingModelId)
    await expect(store.readActiveModelId({ workspaceId: 'nobody' })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keep progress and trouble, which a step takes away', async () => {
    const { modelChanges: store } = await openTemporaryDatabase()
    const { id } = await store.create(ours, change)
    await store.reportProgress(id, { done: 3, total: 9, errorCode: 'qdrant_unavailable' })
    expect(await store.readOpen(ours)).toMatchObject({ done: 3, total: 9, errorCode: 'qdrant_unavailable' })
    expect(await store.move(ours, id, { from: ['filling'], to: 'paused' })).toMatchObject({ done: 3, errorCode: null })
  })
})
