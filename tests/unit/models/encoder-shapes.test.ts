import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadTextEncoder } from '@/lib/models/embedder/load-text-encoder'
import { loadTokenizer } from '@/lib/models/load-tokenizer'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { embedWorkerPath } from '../../fixtures/embedder-paths'
import { makeEmbeddingModel, rows, type TinyShape } from '../../fixtures/models/make-model'

let models: string
beforeAll(async () => {
  models = await mkdtemp(path.join(tmpdir(), 'docent-shapes-'))
})
afterAll(() => rm(models, { recursive: true, force: true }))

function unit(...vectors: Array<number[] | undefined>): number[] {
  const mean = [0, 1].map((axis) => vectors.reduce((sum, vector) => sum + (vector?.[axis] ?? 0), 0) / vectors.length)
  const length = Math.hypot(...mean)
  return mean.map((value) => value / length)
}

function expectVector(vector: Float32Array | undefined, expected: number[]): void {
  expect(vector).toHaveLength(expected.length)
  for (const [axis, value] of expected.entries()) expect(vector?.[axis]).toBeCloseTo(value, 5)
}

// "cat dog" is <s> cat dog </s>: rows 0, 3, 4, 1.
describe('a graph of any shape', () => {
  const all = [rows[0], rows[3], rows[4], rows[1]]
  const shapes: Array<[string, TinyShape, number[]]> = [
    ['mean', { pooling: 'mean' }, unit(...all)],
    ['mean, token types asked for', { pooling: 'mean', asksForTypes: true }, unit(...all)],
    ['mean, output token_embeddings', { pooling: 'mean', outputName: 'token_embeddings' }, unit(...all)],
    ['first token', { pooling: 'cls' }, unit(rows[0])],
    ['last token', { pooling: 'last-token' }, unit(rows[1])],
    ['sentence_embedding of the graph', { pooling: 'graph' }, unit(rows[0])],
    ['weights in a file of their own', { pooling: 'mean', hasExternalData: true }, unit(...all)],
  ]
  it.each(shapes)('%s', async (name, shape, expected) => {
    const model = await makeEmbeddingModel(models, `tiny/${name.replace(/\W+/g, '-')}`, shape)
    const encode = await loadTextEncoder({ modelsDirectory: models, model })
    expectVector(await encode('cat dog'), expected)
  })

  it('reads no more than its limit, the closing mark included', async () => {
    const model = await makeEmbeddingModel(models, 'tiny/long', { pooling: 'last-token' })
    const encode = await loadTextEncoder({ modelsDirectory: models, model })
    expectVector(await encode('cat dog ship law cat dog ship'), unit(rows[1]))
    const tokenizer = await loadTokenizer(path.join(models, model.id))
    expect(tokenizer.encode('cat dog ship law cat dog ship', 6)).toEqual([0, 3, 4, 5, 6, 1])
    expect([tokenizer.count('cat dog ship'), tokenizer.specialTokens]).toEqual([3, 2])
  })

  it('is refused when it has no output for its pooling', async () => {
    const model = await makeEmbeddingModel(models, 'tiny/none', { pooling: 'mean', outputName: 'something_else' })
    const encode = await loadTextEncoder({ modelsDirectory: models, model })
    await expect(encode('cat')).rejects.toThrow('no output')
  })
})

it('puts the prefixes before questions and passages', async () => {
  const model = await makeEmbeddingModel(models, 'tiny/prefixed', { pooling: 'mean' })
  const embedder = new TransformersEmbedder({ model, modelsDirectory: models, workerPath: embedWorkerPath, workerCount: 1 })
  try {
    expectVector(await embedder.embedQuery('cat'), unit(rows[0], rows[7], rows[3], rows[1]))
    const [passage] = await embedder.embedPassages(['cat'])
    expectVector(passage, unit(rows[0], rows[8], rows[3], rows[1]))
  } finally {
    await embedder.close()
  }
})
