interface Work {
  chunks: number
  bytes: number
}

interface Bucket extends Work {
  second: number
  busyMilliseconds: number
}

const windowSeconds = 60
/** Less than this says nothing about the speed yet. */
const leastBusyMilliseconds = 1_000

/**
 * How fast documents go through, over the last minute. Only the time in which something was in work counts, so that a
 * pause does not look like slowness. Bytes tell the time that is left, since of a waiting document nothing else is known.
 */
export class ThroughputMeter {
  private readonly buckets: Bucket[] = []
  private isBusy = false
  private countedUntil: number

  constructor(private readonly now: () => number = Date.now) {
    this.countedUntil = now()
  }

  setBusy(isBusy: boolean): void {
    this.advance()
    this.isBusy = isBusy
  }

  record(work: Work): void {
    const bucket = this.advance()
    bucket.chunks += work.chunks
    bucket.bytes += work.bytes
  }

  /** A second; null until it is known. */
  read(): { chunksPerSecond: number; bytesPerSecond: number } | null {
    this.advance()
    const sum = { chunks: 0, bytes: 0, busy: 0 }
    for (const bucket of this.buckets) {
      sum.chunks += bucket.chunks
      sum.bytes += bucket.bytes
      sum.busy += bucket.busyMilliseconds
    }
    if (sum.busy < leastBusyMilliseconds || sum.bytes === 0) return null
    return { chunksPerSecond: (sum.chunks / sum.busy) * 1000, bytesPerSecond: (sum.bytes / sum.busy) * 1000 }
  }

  /** Counts the time until now and returns the bucket of this second. */
  private advance(): Bucket {
    const now = this.now()
    const second = Math.floor(now / 1000)
    while (this.buckets[0] && this.buckets[0].second <= second - windowSeconds) this.buckets.shift()
    let bucket = this.buckets.at(-1)
    if (bucket?.second !== second) {
      bucket = { second, chunks: 0, bytes: 0, busyMilliseconds: 0 }
      this.buckets.push(bucket)
    }
    if (this.isBusy) bucket.busyMilliseconds += Math.min(now - this.countedUntil, windowSeconds * 1000)
    this.countedUntil = now
    return bucket
  }
}
