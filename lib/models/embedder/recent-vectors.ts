/** The vectors of the last `capacity` questions, so that a repeated or reloaded question costs nothing. Copies go in and out. */
export class RecentVectors {
  private readonly vectors = new Map<string, Float32Array>()

  constructor(private readonly capacity: number) {}

  read(text: string): Float32Array | null {
    const vector = this.vectors.get(text)
    if (!vector) return null
    this.vectors.delete(text)
    this.vectors.set(text, vector)
    return vector.slice()
  }

  keep(text: string, vector: Float32Array): void {
    this.vectors.set(text, vector.slice())
    const oldest = this.vectors.keys().next()
    if (this.vectors.size > this.capacity && !oldest.done) this.vectors.delete(oldest.value)
  }
}
