import type { DocumentStage } from '@/lib/domain/document'
import type { ThroughputMeter } from './throughput-meter'

/** Tells the meter how one document gets on. Of its bytes as many are done as of its chunks. */
export class DocumentProgress {
  /** Bytes of the original that need no more work. */
  bytesDone = 0
  private chunksDone: number | null = null

  constructor(
    private readonly byteSize: number,
    private readonly meter: ThroughputMeter,
  ) {}

  note(stage: DocumentStage, { done, total }: { done: number; total: number }): void {
    if (stage !== 'embedding' || total === 0) return
    // What is there from an earlier run, or was taken over from another version, took no time.
    if (this.chunksDone === null) this.bytesDone = (this.byteSize * done) / total
    else if (done > this.chunksDone) this.add(done - this.chunksDone, (this.byteSize * (done - this.chunksDone)) / total)
    this.chunksDone = Math.max(done, this.chunksDone ?? 0)
  }

  /** Ready or failed: nothing of it is left to do. */
  finish(): void {
    this.add(0, this.byteSize - this.bytesDone)
  }

  private add(chunks: number, bytes: number): void {
    this.meter.record({ chunks, bytes })
    this.bytesDone += bytes
  }
}
