import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Embedder } from '@/lib/domain/ports/embedder'

/*
 * The real embedder with its vectors kept on disk between runs, so that a change of terms, chunks or ranking is measured
 * in a minute. The key is the sha256 of the text; the file is named after the model. One file: hash, then floats, repeated.
 */

const hashBytes = 32

export class CachedEmbedder implements Embedder {
  private readonly vectors = new Map<string, Float32Array>()
  private hasNew = false

  private constructor(
    private readonly inner: Embedder,
    private readonly path: string,
  ) {}

  static async open(inner: Embedder, path: string): Promise<CachedEmbedder> {
    const embedder = new CachedEmbedder(inner, path)
    await embedder.read()
    return embedder
  }

  get model() {
    return this.inner.model
  }

  async embedQuery(text: string, signal?: AbortSignal): Promise<Float32Array> {
    const known = this.vectors.get(keyOf(`query\n${text}`))
    return known ?? this.keep(`query\n${text}`, await this.inner.embedQuery(text, signal))
  }

  async embedPassages(texts: string[]): Promise<Float32Array[]> {
    const missing = [...new Set(texts.filter((text) => !this.vectors.has(keyOf(text))))]
    const made = await this.inner.embedPassages(missing)
    for (const [index, vector] of made.entries()) this.keep(missing[index] ?? '', vector)
    return texts.map((text) => {
      const vector = this.vectors.get(keyOf(text))
      if (vector === undefined) throw new Error('the embedder returned fewer vectors than texts')
      return vector
    })
  }

  ready(): Promise<void> {
    return this.inner.ready()
  }

  async close(): Promise<void> {
    await this.save()
    await this.inner.close()
  }

  /** Writes the file whole, beside the old one, then puts it in its place. */
  async save(): Promise<void> {
    if (!this.hasNew) return
    const records = [...this.vectors].map(([key, vector]) =>
      Buffer.concat([Buffer.from(key, 'hex'), Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength)]),
    )
    await mkdir(dirname(this.path), { recursive: true })
    await writeFile(`${this.path}.draft`, Buffer.concat(records))
    await rename(`${this.path}.draft`, this.path)
    this.hasNew = false
  }

  private async read(): Promise<void> {
    const recordBytes = hashBytes + this.model.dimensions * Float32Array.BYTES_PER_ELEMENT
    const content = await readFile(this.path).catch(() => Buffer.alloc(0))
    if (content.length % recordBytes !== 0) return
    for (let at = 0; at < content.length; at += recordBytes) {
      const record = Uint8Array.from(content.subarray(at + hashBytes, at + recordBytes))
      this.vectors.set(content.toString('hex', at, at + hashBytes), new Float32Array(record.buffer))
    }
  }

  private keep(text: string, vector: Float32Array): Float32Array {
    this.vectors.set(keyOf(text), vector)
    this.hasNew = true
    return vector
  }
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
