import type { VectorCollections } from '@/lib/domain/ports/stores/vector-collections'
import type { OpenModel } from './active-model'
import type { ModelCatalog } from './model-catalog'

/** An open model takes its files' size in memory for every thread: one that nobody asked for so long is closed. */
const idleMilliseconds = 60_000

interface Place {
  opening: Promise<OpenModel>
  users: number
  timer: NodeJS.Timeout | undefined
}

/** Opens models on demand, each once, and closes those that are not needed any more. The one that answers is `kept`. */
export class ModelShelf {
  private readonly places = new Map<string, Place>()
  private kept: string | null = null

  constructor(
    private readonly catalog: ModelCatalog,
    private readonly collections: VectorCollections,
  ) {}

  async use<Result>(modelId: string, work: (open: OpenModel) => Promise<Result>): Promise<Result> {
    const place = this.placeOf(modelId)
    place.users += 1
    clearTimeout(place.timer)
    try {
      return await work(await place.opening)
    } finally {
      place.users -= 1
      this.closeLater(modelId, place)
    }
  }

  /** Opens it for good; what was kept before is closed once it is idle. Nothing is kept when it cannot be opened. */
  async keep(modelId: string): Promise<OpenModel> {
    return this.use(modelId, async (open) => {
      await open.embedder.ready()
      const before = this.kept
      this.kept = modelId
      const place = before !== null && before !== modelId ? this.places.get(before) : undefined
      if (before !== null && place) this.closeLater(before, place)
      return open
    })
  }

  async close(): Promise<void> {
    const places = [...this.places.values()]
    this.places.clear()
    for (const { opening, timer } of places) {
      clearTimeout(timer)
      await opening.then(
        (open) => open.embedder.close(),
        () => undefined,
      )
    }
  }

  private placeOf(modelId: string): Place {
    const there = this.places.get(modelId)
    if (there) return there
    const place: Place = { opening: this.open(modelId), users: 0, timer: undefined }
    this.places.set(modelId, place)
    // Whoever waits for it is told; the next one tries anew.
    place.opening.catch(() => this.places.delete(modelId))
    return place
  }

  private async open(modelId: string): Promise<OpenModel> {
    const model = this.catalog.find(modelId)
    const { embedder, tokenizerPath } = await this.catalog.open(modelId)
    return { model, embedder, tokenizerPath, index: this.collections.open(model) }
  }

  private closeLater(modelId: string, place: Place): void {
    clearTimeout(place.timer)
    if (place.users > 0 || modelId === this.kept) return
    place.timer = setTimeout(() => {
      if (place.users > 0 || modelId === this.kept || this.places.get(modelId) !== place) return
      this.places.delete(modelId)
      void place.opening.then((open) => open.embedder.close()).catch(() => undefined)
    }, idleMilliseconds)
    place.timer.unref()
  }
}
