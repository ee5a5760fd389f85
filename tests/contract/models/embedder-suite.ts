import { expect, it } from 'vitest'
import type { Embedder } from '@/lib/domain/ports/embedder'

const english = 'The cat sleeps on the warm windowsill all afternoon.'

export function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

/** What holds for every embedder, wherever its model runs. `open` gives a fresh one each time. */
export function embedderSuite(open: () => Embedder): void {
  async function using<Result>(work: (embedder: Embedder) => Promise<Result>): Promise<Result> {
    const embedder = open()
    try {
      await embedder.ready()
      return await work(embedder)
    } finally {
      await embedder.close()
    }
  }

  it('gives vectors of its dimensions and of length 1, the same for the same text', () =>
    using(async (embedder) => {
      const vector = await embedder.embedQuery(english)
      expect(vector).toHaveLength(embedder.model.dimensions)
      expect(Math.sqrt(cosine(vector, vector))).toBeCloseTo(1, 5)
      expect(await embedder.embedQuery(english)).toEqual(vector)
      expect(embedder.model.slug).toMatch(/^[a-z0-9-]+$/)
    }))

  it('keeps the order of the texts and tells how far it is', () =>
    using(async (embedder) => {
      const texts = Array.from({ length: 11 }, (_, index) => `Passage speaks of ${['tea', 'ships', 'law'][index % 3]} ${'again '.repeat(index)}`)
      const progress: number[] = []
      const vectors = await embedder.embedPassages(texts, { onProgress: (done) => progress.push(done) })
      expect(progress.at(-1)).toBe(11)
      expect(progress).toEqual([...progress].sort((a, b) => a - b))
      for (const [index, text] of texts.entries()) {
        const [alone] = await embedder.embedPassages([text])
        expect(cosine(alone ?? new Float32Array(), vectors[index] ?? new Float32Array())).toBeGreaterThan(0.999)
      }
      expect(await embedder.embedPassages([])).toEqual([])
    }))

  it('has a vector for any text', () =>
    using(async (embedder) => {
      for (const vector of await embedder.embedPassages(['', '\u0000', '한국어만 있는 문장입니다.', 'a'.repeat(20_000)]))
        expect(Math.sqrt(cosine(vector, vector))).toBeCloseTo(1, 4)
    }))

  it("gives a repeated question's vector as the caller's own copy", () =>
    using(async (embedder) => {
      const first = await embedder.embedQuery('a question asked twice')
      const kept = first.slice()
      first.fill(0)
      expect(await embedder.embedQuery('a question asked twice')).toEqual(kept)
    }))

  it('stops when it is told to, and takes nothing once it is closed', async () => {
    const embedder = open()
    await expect(embedder.embedQuery('never asked', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    const controller = new AbortController()
    const stopped = embedder.embedPassages(
      Array.from({ length: 200 }, () => english),
      { signal: controller.signal, onProgress: () => controller.abort() },
    )
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    await embedder.close()
    await expect(embedder.embedQuery('too late')).rejects.toMatchObject({ code: 'cancelled' })
  })
}
