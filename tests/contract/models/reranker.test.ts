import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CrossEncoderEntry } from '@/lib/models/manifest/model-entry'
import { openReranker } from '@/lib/models/reranker/open-reranker'
import { TransformersReranker } from '@/lib/models/reranker/transformers-reranker'
import { pairWorkerPath } from '../../fixtures/embedder-paths'
import { makeReranker } from '../../fixtures/models/make-model'

// The weights are made by hand, the graph, the tokenizer, the thread and the runtime are real.
let models: string
let model: CrossEncoderEntry
let reranker: TransformersReranker
beforeAll(async () => {
  models = await mkdtemp(path.join(tmpdir(), 'docent-reranker-'))
  model = await makeReranker(models, 'tiny/cross-encoder')
  reranker = new TransformersReranker({ model, modelsDirectory: models, workerPath: pairWorkerPath })
  await reranker.ready()
})
afterAll(async () => {
  await reranker.close()
  await rm(models, { recursive: true, force: true })
})

const plenty = { budgetMilliseconds: 60_000 }

/** The frame of a pair is <s> … </s> </s> … </s>: 0.1 + 3 × 0.2. */
function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit))
}

describe('a cross-encoder', () => {
  it('scores each text with the question, in their order', async () => {
    expect(reranker.modelId).toBe('tiny/cross-encoder')
    const scores = await reranker.rerank('cat', ['cat', 'law', 'dog ship'], plenty)
    const frame = 0.1 + 3 * 0.2 + 0.4
    for (const [index, logit] of [0.4, 0.7, 0.5 + 0.6].entries()) expect(scores[index]).toBeCloseTo(sigmoid(frame + logit), 5)
  })

  it('reads a long passage up to its limit', async () => {
    const [long, longer] = await reranker.rerank('cat', ['law '.repeat(7), 'law '.repeat(70)], plenty)
    expect(longer).toBe(long)
    expect(await reranker.rerank('cat', [], plenty)).toEqual([])
  })

  it('stops at the budget: what was not read has no score', async () => {
    expect(await reranker.rerank('cat', ['dog', 'law'], { budgetMilliseconds: 0 })).toEqual([null, null])
  })

  it('does not judge in a language it was not made for', async () => {
    expect(await reranker.rerank('고양이는 어디에 있나요?', ['dog'], plenty)).toEqual([null])
  })

  it('can be stopped, and goes on with the next question', async () => {
    const controller = new AbortController()
    const stopped = reranker.rerank(
      'cat',
      Array.from({ length: 500 }, () => 'dog ship'),
      { ...plenty, signal: controller.signal },
    )
    controller.abort()
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(await reranker.rerank('cat', ['dog'], plenty)).toHaveLength(1)
  })
})

it('a thread that dies fails its question, and the next gets a new thread', async () => {
  const file = path.join(models, 'mortal.mjs')
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads'
parentPort.on('message', (message) => { if (message.pairs?.flat().includes('trigger')) process.exit(3) })
await import(${JSON.stringify(pathToFileURL(pairWorkerPath).href)})
`,
  )
  const mortal = new TransformersReranker({ model, modelsDirectory: models, workerPath: file })
  await mortal.ready()
  await expect(mortal.rerank('cat', ['trigger'], plenty)).rejects.toMatchObject({ code: 'reranker_failed' })
  expect(await mortal.rerank('cat', ['dog'], plenty)).toHaveLength(1)
  await mortal.close()
  await expect(mortal.rerank('cat', ['dog'], plenty)).rejects.toMatchObject({ code: 'cancelled' })
})

it('is off where no reranking model is installed, and an error where a named one is missing', async () => {
  const settings = { modelsDirectory: models, workerPath: pairWorkerPath }
  expect(await openReranker({ ...settings, rerankerModelId: null })).toBeNull()
  await expect(openReranker({ ...settings, rerankerModelId: 'Xenova/ms-marco-MiniLM-L-6-v2' })).rejects.toMatchObject({ code: 'model_files_missing' })
  await expect(openReranker({ ...settings, rerankerModelId: 'someone/else' })).rejects.toMatchObject({ code: 'model_files_missing' })
})
