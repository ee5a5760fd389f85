import { describe, expect, it } from 'vitest'
import type { DocumentRecord, DocumentStage } from '@/lib/domain/document'
import { StageReporter } from '@/lib/jobs/stage-reporter'

const document = { id: 'a', status: 'queued' } as DocumentRecord

describe('StageReporter', () => {
  it('writes one report at a time, drops what is out of date, and never the last of a stage', async () => {
    const written: Array<[DocumentStage, number]> = []
    let running = 0
    const reporter = new StageReporter(
      document,
      async (stage, progress) => {
        running += 1
        expect(running).toBe(1)
        await new Promise((resolve) => setTimeout(resolve, 5))
        running -= 1
        written.push([stage, progress.done])
        return true
      },
      () => {},
      0,
    )
    reporter.report('reading', { done: 0, total: 0 })
    for (let done = 0; done <= 100; done++) reporter.report('embedding', { done, total: 100 })
    await reporter.settle()
    expect(written.at(-1)).toEqual(['embedding', 100])
    expect(written.length).toBeLessThan(6)
  })

  it('publishes only what the lease holder wrote', async () => {
    const published: DocumentRecord[] = []
    const reporter = new StageReporter(
      document,
      async () => false,
      (changed) => published.push(changed),
      0,
    )
    reporter.report('reading', { done: 0, total: 0 })
    await reporter.settle()
    expect(published).toEqual([])
  })

  it('tells those who watch at once, and spares the database a document that is done in a moment', async () => {
    const published: DocumentStage[] = []
    let writes = 0
    const write = async () => {
      writes += 1
      return true
    }
    const reporter = new StageReporter(document, write, (changed) => published.push(changed.stage))
    for (const stage of ['reading', 'chunking', 'embedding'] as const) {
      reporter.report(stage, { done: 0, total: 0 })
      await reporter.settle()
    }
    expect(published).toEqual(['reading', 'chunking', 'embedding'])
    expect(writes).toBe(0)
  })

  it('hands a failed write to whoever settles', async () => {
    const reporter = new StageReporter(
      document,
      () => Promise.reject(new Error('disk full')),
      () => {},
      0,
    )
    reporter.report('reading', { done: 0, total: 0 })
    await expect(reporter.settle()).rejects.toThrow('disk full')
  })
})
