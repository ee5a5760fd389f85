import { describe, expect, it } from 'vitest'
import { DocumentProgress } from '@/lib/jobs/queue/document-progress'
import { ThroughputMeter } from '@/lib/jobs/queue/throughput-meter'

function openMeter() {
  const clock = { time: 1_000_000 }
  const meter = new ThroughputMeter(() => clock.time)
  const work = (seconds: number, perSecond: { chunks: number; bytes: number }) => {
    for (let second = 0; second < seconds; second++) {
      clock.time += 1000
      meter.record(perSecond)
    }
  }
  return { clock, meter, work }
}

describe('ThroughputMeter', () => {
  it('says nothing before there is something to say', () => {
    const { clock, meter } = openMeter()
    expect(meter.read()).toBeNull()
    meter.setBusy(true)
    clock.time += 30_000
    expect(meter.read()).toBeNull()
    meter.record({ chunks: 1, bytes: 10 })
    expect(meter.read()?.bytesPerSecond).toBeCloseTo(1 / 3)
  })

  it('measures the last minute only', () => {
    const { meter, work } = openMeter()
    meter.setBusy(true)
    work(100, { chunks: 5, bytes: 1000 })
    work(60, { chunks: 20, bytes: 4000 })
    expect(meter.read()?.chunksPerSecond).toBeCloseTo(20)
    expect(meter.read()?.bytesPerSecond).toBeCloseTo(4000)
  })

  it('leaves out the time in which nothing was in work', () => {
    const { clock, meter, work } = openMeter()
    meter.setBusy(true)
    work(10, { chunks: 10, bytes: 100 })
    meter.setBusy(false)
    clock.time += 20_000
    meter.setBusy(true)
    work(10, { chunks: 10, bytes: 100 })
    expect(meter.read()?.chunksPerSecond).toBeCloseTo(10)
    meter.setBusy(false)
    clock.time += 61_000
    expect(meter.read()).toBeNull()
  })
})

describe('DocumentProgress', () => {
  it('counts as many bytes as chunks, and not what was there before', () => {
    const { clock, meter } = openMeter()
    meter.setBusy(true)
    const progress = new DocumentProgress(1000, meter)
    progress.note('reading', { done: 3, total: 10 })
    expect(progress.bytesDone).toBe(0)
    progress.note('embedding', { done: 5, total: 10 })
    expect(progress.bytesDone).toBe(500)
    clock.time += 2000
    progress.note('embedding', { done: 8, total: 10 })
    progress.note('embedding', { done: 7, total: 10 })
    expect(progress.bytesDone).toBe(800)
    expect(meter.read()).toEqual({ chunksPerSecond: 1.5, bytesPerSecond: 150 })
    progress.finish()
    expect(progress.bytesDone).toBe(1000)
    expect(meter.read()?.bytesPerSecond).toBe(250)
  })

  it('counts a document that failed or holds no text as done', () => {
    const { clock, meter } = openMeter()
    meter.setBusy(true)
    clock.time += 1000
    const progress = new DocumentProgress(700, meter)
    progress.finish()
    expect(meter.read()).toEqual({ chunksPerSecond: 0, bytesPerSecond: 700 })
  })
})
