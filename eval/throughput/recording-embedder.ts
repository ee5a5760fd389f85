import type { Embedder } from '@/lib/domain/ports/embedder'

/** An embedder that keeps the passages it was given, so that others can be timed on the very same ones. */
export class RecordingEmbedder implements Embedder {
  readonly model: Embedder['model']
  private passages: string[] = []

  constructor(private readonly inner: Embedder) {
    this.model = inner.model
  }

  /** The passages since the last call. */
  takePassages(): string[] {
    return this.passages.splice(0)
  }

  embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    return this.inner.embedQuery(text, signal)
  }

  embedPassages(texts: string[], options?: { signal?: AbortSignal; onProgress?: (done: number) => void }): Promise<Float32Array[]> {
    for (const text of texts) this.passages.push(text)
    return this.inner.embedPassages(texts, options)
  }

  ready(): Promise<void> {
    return this.inner.ready()
  }

  close(): Promise<void> {
    return this.inner.close()
  }
}
