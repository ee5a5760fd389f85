import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { env, pipeline } from '@huggingface/transformers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { embedWorkerPath, modelsDirectory } from '../../fixtures/embedder-paths'
import { embedderSuite } from './embedder-suite'

const model = findModel(defaultModelId)
const english = 'The cat sleeps on the warm windowsill all afternoon.'

function openEmbedder(workerPath = embedWorkerPath, workerCount = 1): TransformersEmbedder {
  return new TransformersEmbedder({ model, modelsDirectory, workerPath, workerCount })
}

function cosine(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return b.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (a[index] ?? Number.POSITIVE_INFINITY))), 0)
}

describe('a model that runs here', () => {
  embedderSuite(() => openEmbedder())
})

describe('the vectors', () => {
  let embedder: TransformersEmbedder
  beforeAll(async () => {
    embedder = openEmbedder()
    await embedder.ready()
  })
  afterAll(() => embedder.close())

  it('have the manifest dimensions and length 1', async () => {
    const vector = await embedder.embedQuery(english)
    expect(vector).toHaveLength(384)
    expect(Math.sqrt(cosine(vector, vector))).toBeCloseTo(1, 5)
  })

  it("are those of the library's own pipeline", async () => {
    env.allowRemoteModels = false
    env.localModelPath = `${modelsDirectory}/`
    const reference = await pipeline('feature-extraction', model.id, { dtype: 'q8', local_files_only: true, session_options: { intraOpNumThreads: 1 } })
    const texts = [english, '커피를 내리는 방법', 'x', '', '[CLS] naïve\u200b ﬁve 漢字 👩‍👩‍👧', 'A longer text. '.repeat(30)]
    const vectors = await embedder.embedPassages(texts)
    for (const [index, text] of texts.entries()) {
      const expected = (await reference(text, { pooling: 'mean', normalize: true })).data as Float32Array
      expect(largestDifference(vectors[index] ?? new Float32Array(), expected)).toBeLessThan(1e-5)
    }
    await reference.dispose()
  })

  it('put related texts nearer than unrelated ones', async () => {
    const question = await embedder.embedQuery('Where does the cat take a nap?')
    const [near, far] = await embedder.embedPassages([english, 'Quarterly revenue rose by four percent.'])
    expect(cosine(question, near ?? question)).toBeGreaterThan(cosine(question, far ?? question) + 0.3)
  })

  it('come in the order of the texts, alone or among others', async () => {
    const texts = Array.from({ length: 11 }, (_, index) => `Passage number ${index} speaks of ${['tea', 'ships', 'law'][index % 3]}.`)
    const progress: number[] = []
    const vectors = await embedder.embedPassages(texts, { onProgress: (done) => progress.push(done) })
    expect(progress).toEqual([2, 4, 6, 8, 10, 11])
    for (const [index, text] of texts.entries()) expect(cosine(await embedder.embedQuery(text), vectors[index] ?? new Float32Array())).toBeGreaterThan(0.999)
  })

  it('read 256 tokens and no more', async () => {
    const start = 'alpha '.repeat(254)
    const [whole, longer, shorter] = await embedder.embedPassages([start, `${start}entirely different ending about ships`, 'alpha '.repeat(253)])
    expect(longer).toEqual(whole)
    expect(shorter).not.toEqual(whole)
  })

  it('exist for any text', async () => {
    const texts = ['', ' ', '\u0000', '\ud800', '👩‍👩‍👧 ﷽', '한국어만 있는 문장입니다.', 'a'.repeat(20_000)]
    const vectors = await embedder.embedPassages(texts)
    for (const vector of vectors) expect(Math.sqrt(cosine(vector, vector))).toBeCloseTo(1, 4)
  })

  it("of a repeated question are the caller's own copy", async () => {
    const first = await embedder.embedQuery('a question asked twice')
    const kept = first.slice()
    first.fill(0)
    expect(await embedder.embedQuery('a question asked twice')).toEqual(kept)
    expect(await embedder.embedPassages([])).toEqual([])
  })
})

describe('the order of work', () => {
  it('lets a question overtake waiting passages', async () => {
    const embedder = openEmbedder()
    let done = 0
    let doneWhenAnswered = -1
    let question: Promise<void> | null = null
    const passages = embedder.embedPassages(
      Array.from({ length: 60 }, (_, index) => `Passage ${index}`),
      {
        onProgress: (count) => {
          done = count
          question ??= embedder.embedQuery('a hurried question').then(() => {
            doneWhenAnswered = done
          })
        },
      },
    )
    expect(await passages).toHaveLength(60)
    await question
    expect(doneWhenAnswered).toBeGreaterThan(0)
    expect(doneWhenAnswered).toBeLessThanOrEqual(8)
    await embedder.close()
  })

  it('shares passages among workers', async () => {
    const embedder = openEmbedder(embedWorkerPath, 2)
    const texts = Array.from({ length: 30 }, (_, index) => `Text ${index}`)
    const [first, second] = await Promise.all([embedder.embedPassages(texts), embedder.embedPassages(texts)])
    expect(first).toEqual(second)
    await embedder.close()
  })

  it('forgets the passages of a stopped call and goes on with others', async () => {
    const embedder = openEmbedder()
    const controller = new AbortController()
    const progress: number[] = []
    const stopped = embedder.embedPassages(
      Array.from({ length: 200 }, () => english),
      {
        signal: controller.signal,
        onProgress: (done) => {
          progress.push(done)
          controller.abort()
        },
      },
    )
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    await expect(embedder.embedQuery('never asked', AbortSignal.abort())).rejects.toMatchObject({ code: 'cancelled' })
    expect(await embedder.embedPassages([english])).toHaveLength(1)
    expect(progress).toEqual([2])
    await embedder.close()
  })

  it('ends what waits with cancelled when it is closed, and takes nothing after', async () => {
    const embedder = openEmbedder()
    const waiting = embedder.embedPassages(Array.from({ length: 50 }, () => english))
    const refused = expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
    await embedder.close()
    await refused
    await expect(embedder.embedQuery('too late')).rejects.toMatchObject({ code: 'cancelled' })
    await expect(embedder.ready()).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('a worker that dies', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'docent-embedder-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** The real worker, in a thread that ends itself when it is given a text that holds `trigger`. */
  async function mortalWorker(name: string, onTrigger: string): Promise<string> {
    const file = path.join(folder, `${name}.mjs`)
    await writeFile(
      file,
      `import { parentPort } from 'node:worker_threads'
import { existsSync, writeFileSync } from 'node:fs'
parentPort.on('message', (message) => {
  if (message.texts?.some((text) => text.includes('trigger'))) { ${onTrigger} }
})
await import(${JSON.stringify(pathToFileURL(embedWorkerPath).href)})
`,
    )
    return file
  }

  it('is replaced, and its texts are embedded by the next', async () => {
    const mark = JSON.stringify(path.join(folder, 'died'))
    const died: number[] = []
    const workerPath = await mortalWorker('once', `if (!existsSync(${mark})) { writeFileSync(${mark}, ''); process.exit(3) }`)
    const embedder = new TransformersEmbedder({
      model,
      modelsDirectory,
      workerPath,
      workerCount: 1,
      onWorkerDied: (event) => died.push(event.restartInMilliseconds),
    })
    const vectors = await embedder.embedPassages(['one', 'two', 'trigger three', 'four', 'five'])
    expect(vectors).toHaveLength(5)
    expect(vectors[2]).toHaveLength(384)
    expect(died).toEqual([250])
    await embedder.close()
  })

  it('twice on the same texts makes them fail, and nothing else', async () => {
    const embedder = openEmbedder(await mortalWorker('always', 'process.exit(3)'), 2)
    const poisoned = expect(embedder.embedQuery('trigger')).rejects.toMatchObject({ code: 'embedder_failed' })
    const sound = embedder.embedPassages(Array.from({ length: 20 }, (_, index) => `Sound text ${index}`))
    await poisoned
    expect(await sound).toHaveLength(20)
    expect(await embedder.embedQuery('still alive')).toHaveLength(384)
    await embedder.close()
  })

  it('that hangs is ended and its texts are retried', async () => {
    const mark = JSON.stringify(path.join(folder, 'hung'))
    const workerPath = await mortalWorker('hanging', `if (!existsSync(${mark})) { writeFileSync(${mark}, ''); for (;;); }`)
    const embedder = new TransformersEmbedder({ model, modelsDirectory, workerPath, workerCount: 1, groupTimeLimitMilliseconds: 5_000 })
    await embedder.ready()
    expect(await embedder.embedQuery('trigger')).toHaveLength(384)
    await embedder.close()
  })

  it('before it was ever ready: ready and waiting work fail instead of hanging', async () => {
    const file = path.join(folder, 'broken.mjs')
    await writeFile(file, 'throw new Error("no model")')
    const embedder = openEmbedder(file)
    const waiting = expect(embedder.embedQuery('anyone there?')).rejects.toMatchObject({ code: 'embedder_failed' })
    await expect(embedder.ready()).rejects.toMatchObject({ code: 'embedder_failed' })
    await waiting
    await embedder.close()
  })
})
