import type { QdrantClient } from '@qdrant/js-client-rest'
import type { SizeThresholds } from './choose-settings'
import { tuneCollection } from './tune-collection'

/** Looking costs a request of a few milliseconds, for points that took a minute to embed. */
const pointsBetweenLooks = 5_000

/** Looks at a collection's size now and then while points are written to it, and has it tuned when it has grown. */
export class GrowthWatch {
  private readonly written = new Map<string, number>()

  constructor(
    private readonly client: QdrantClient,
    private readonly thresholds?: SizeThresholds,
  ) {}

  /** `collection` is an alias or a collection. Errors: those of tuneCollection. */
  async noteWritten(collection: string, points: number): Promise<void> {
    const sinceLook = (this.written.get(collection) ?? 0) + points
    this.written.set(collection, sinceLook < pointsBetweenLooks ? sinceLook : 0)
    if (sinceLook >= pointsBetweenLooks) await tuneCollection(this.client, collection, this.thresholds)
  }
}
