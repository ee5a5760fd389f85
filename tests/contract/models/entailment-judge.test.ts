import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEntailmentJudge } from '@/lib/models/entailment/open-entailment-judge'
import { TransformersEntailmentJudge } from '@/lib/models/entailment/transformers-entailment-judge'
import { pairWorkerPath } from '../../fixtures/embedder-paths'
import { makeEntailmentModel } from '../../fixtures/models/make-model'

// The weights are made by hand, the graph, the tokenizer, the thread and the runtime are real.
let models: string
let judge: TransformersEntailmentJudge
beforeAll(async () => {
  models = await mkdtemp(path.join(tmpdir(), 'docent-entailment-'))
  judge = new TransformersEntailmentJudge({ model: await makeEntailmentModel(models, 'tiny/nli'), modelsDirectory: models, workerPath: pairWorkerPath })
  await judge.ready()
})
afterAll(async () => {
  await judge.close()
  await rm(models, { recursive: true, force: true })
})

const plenty = { budgetMilliseconds: 60_000 }

describe('an NLI cross-encoder', () => {
  it('gives the chance of each label by its name, whatever their order, for each text in its order', async () => {
    const [supports, opposes, says] = await judge.judge('cat', ['ship ship ship', 'law law law', 'dog'], plenty)
    // The frame of four signs and the statement give 2.5 to neutral.
    const whole = Math.exp(6) + Math.exp(2.5) + 1
    expect(supports?.entailment).toBeCloseTo(Math.exp(6) / whole, 5)
    expect(supports?.neutral).toBeCloseTo(Math.exp(2.5) / whole, 5)
    expect(opposes?.contradiction).toBeCloseTo(Math.exp(6) / whole, 5)
    expect(says?.neutral).toBeGreaterThan(0.8)
    for (const one of [supports, opposes, says]) expect((one?.entailment ?? 0) + (one?.neutral ?? 0) + (one?.contradiction ?? 0)).toBeCloseTo(1, 5)
  })

  it('reads the statement whole, and of a long text what there is room for', async () => {
    const [long, longer] = await judge.judge('ship', ['law '.repeat(7), 'law '.repeat(70)], plenty)
    expect(longer).toEqual(long)
    const [without] = await judge.judge('cat', ['law '.repeat(70)], plenty)
    expect(longer?.entailment).toBeGreaterThan(without?.entailment ?? 1)
  })

  it('leaves out what it has no time for, and what is in a language it was not made for', async () => {
    expect(await judge.judge('cat', ['dog', 'law'], { budgetMilliseconds: 0 })).toEqual([null, null])
    expect(await judge.judge('고양이는 집에 있습니다.', ['dog'], plenty)).toEqual([null])
    const [korean, english] = await judge.judge('cat', ['개는 집에 있습니다.', 'ship'], plenty)
    expect(korean).toBeNull()
    expect(english?.entailment).toBeGreaterThan(0.3)
  })

  it('can be stopped, and goes on with the next statement', async () => {
    const controller = new AbortController()
    const texts = Array.from({ length: 500 }, () => 'dog ship')
    const stopped = judge.judge('cat', texts, { ...plenty, signal: controller.signal })
    controller.abort()
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(await judge.judge('cat', ['dog'], plenty)).toHaveLength(1)
  })
})

it('fails by its own name when the graph gives another number of labels', async () => {
  const model = await makeEntailmentModel(models, 'tiny/two-labels')
  const other = new TransformersEntailmentJudge({
    model: { ...model, labels: ['entailment', 'contradiction'] },
    modelsDirectory: models,
    workerPath: pairWorkerPath,
  })
  await expect(other.ready()).rejects.toMatchObject({ code: 'entailment_failed' })
  await other.close()
})

it('is off where no such model is installed, and an error where a named one is missing', async () => {
  const settings = { modelsDirectory: models, workerPath: pairWorkerPath }
  expect(await openEntailmentJudge({ ...settings, entailmentModelId: null })).toBeNull()
  await expect(openEntailmentJudge({ ...settings, entailmentModelId: 'Xenova/nli-deberta-v3-xsmall' })).rejects.toMatchObject({ code: 'model_files_missing' })
  await expect(openEntailmentJudge({ ...settings, entailmentModelId: 'someone/else' })).rejects.toMatchObject({ code: 'model_files_missing' })
})
