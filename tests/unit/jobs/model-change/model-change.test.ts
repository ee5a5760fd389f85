import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { embedWorkerPath, modelsDirectory } from '../../../fixtures/embedder-paths'
import { startTestQdrant, type TestQdrant } from '../../../fixtures/start-test-qdrant'
import { ours } from '../../db/temporary-database'
import { type ChangeRig, openChangeRig } from './change-rig'

let qdrant: TestQdrant
let embedder: TransformersEmbedder
beforeAll(async () => {
  embedder = new TransformersEmbedder({ model: findModel(defaultModelId), modelsDirectory, workerPath: embedWorkerPath, workerCount: 1 })
  qdrant = await startTestQdrant()
  await embedder.ready()
}, 60_000)
afterAll(async () => {
  await embedder?.close()
  await qdrant?.stop()
}, 30_000)

const openRig = () => openChangeRig(qdrant, embedder)
const towns = ['Busan', 'Jeju', 'Suwon', 'Ulsan', 'Mokpo', 'Andong']
const section = (town: string) =>
  `## ${town}\n\nThe ferry office of ${town} opens at nine and sells tickets until the evening. ${`The last boat of ${town} leaves before the tide turns. `.repeat(8)}`
const ferries = `# Ferries of the coast\n\n${towns.map(section).join('\n\n')}\n`
const table = `# Prices\n\n| Harbour | Fare | Note |\n| --- | --- | --- |\n${Array.from({ length: 60 }, (_, row) => `| Harbour number ${row} | ${row} won | paid in advance at the counter |`).join('\n')}\n`

async function expectMirrored(rig: ChangeRig): Promise<void> {
  const [original, copy] = rig.active.current.model.id === rig.first.id ? [rig.first, rig.second] : [rig.second, rig.first]
  const live = (await rig.contents(original)).filter(({ payload }) => payload?.live !== false)
  await expect.poll(() => rig.contents(copy), { timeout: 20_000 }).toEqual(live)
  // Every vector of the copy is the other model's for the same text: the first one turned round.
  const [before, after] = [await rig.vectors(rig.first), await rig.vectors(rig.second)]
  for (const [id, vector] of after) {
    const expected = [...(before.get(id) ?? [])].reverse()
    expect(Math.max(...vector.map((value, index) => Math.abs(value - (expected[index] ?? 9))))).toBeLessThan(1e-4)
  }
}

describe('changing the model', { timeout: 90_000 }, () => {
  it('fills the other collection with the same points and vectors of the very text the first model read', async () => {
    const rig = await openRig()
    await rig.ingestText('guides/coast_ferries.md', ferries)
    await rig.ingestText('prices.md', table)
    await rig.ingestText('untitled_notes.txt.md', 'Plain words about the lighthouse keeper and his daily rounds, without any heading.')
    await rig.service.begin(rig.second.id)
    const change = await rig.waitFor('ready')
    expect(change).toMatchObject({ done: change.total, errorCode: null })
    expect(change.total).toBe(await rig.active.index.count(ours))
    expect(rig.embedded).toHaveLength(change.total)
    await expectMirrored(rig)
    expect(await rig.aliasTarget()).toBe(rig.nameOf(rig.first))
  })

  it('goes on after a restart with what is not there yet', async () => {
    const rig = await openRig()
    await rig.ingestText('ferries.md', ferries)
    await rig.service.begin(rig.second.id)
    await rig.service.act('pause')
    const before = rig.embedded.length
    await rig.restart()
    expect(await rig.database.modelChanges.readOpen(ours)).toMatchObject({ status: 'paused' })
    await rig.service.act('resume')
    const { total } = await rig.waitFor('ready')
    // What was under way when it was halted may have been embedded and not written.
    expect(rig.embedded.length).toBeLessThanOrEqual(Math.max(total, before) + 8)
    const copied = rig.embedded.length
    await rig.restart()
    await rig.waitFor('ready')
    expect(rig.embedded).toHaveLength(copied)
    await expectMirrored(rig)
  })

  it('brings what comes in, changes its name, is replaced or goes into the copy as well, also what only a restart notices', async () => {
    const rig = await openRig()
    const kept = await rig.ingestText('ferries.md', ferries)
    const going = await rig.ingestText('going.md', '# Going\n\nThis one is deleted while the change is open.')
    await rig.service.begin(rig.second.id)
    await rig.waitFor('ready')
    const added = await rig.ingestText('added.md', '# Added\n\nThis one came in later.')
    await rig.active.index.deleteDocument(ours, going.id)
    await rig.database.documents.delete(ours, going.id)
    await rig.active.index.renameSource(ours, kept.id, 'renamed.md')
    const again = await rig.ingest.add('added.md', '# Added\n\nThis one came in later, and was replaced.')
    await rig.ingest.ingest(again, { index: rig.active.index })
    await expectMirrored(rig)
    await rig.service.stop()

    // A kill right after the write: nobody is left who knows of it.
    await rig.active.index.deleteDocument(ours, added.id)
    await rig.database.documents.delete(ours, added.id)
    await rig.restart()
    await rig.service.act('switch')
    expect((await rig.contents(rig.second)).map(({ payload }) => payload?.document_id)).not.toContain(added.id)
    await expectMirrored(rig)
  })

  it('takes vectors over for chunks that a new version has in common with the one before', async () => {
    const rig = await openRig()
    await rig.ingestText('ferries.md', ferries)
    await rig.service.begin(rig.second.id)
    await rig.waitFor('ready')
    rig.embedded.length = 0
    const again = await rig.ingest.add('ferries.md', `${ferries}\n\n${section('Sokcho')}\n`)
    await rig.ingest.ingest(again, { index: rig.active.index })
    await expectMirrored(rig)
    expect(rig.embedded.length).toBeGreaterThan(0)
    expect(rig.embedded.length).toBeLessThan(towns.length)
  })

  it('still has the vectors to take over when the new version comes in the middle of copying', async () => {
    const rig = await openRig()
    const { id } = await rig.ingestText('ferries.md', ferries)
    await rig.sync(id)
    expect(rig.embedded.length).toBeGreaterThan(towns.length - 1)
    rig.embedded.length = 0
    await rig.sync(id, () => rig.ingestText('ferries.md', `${ferries}\n\n${section('Sokcho')}\n`))
    await rig.sync(id)
    expect(rig.embedded.length).toBeGreaterThan(0)
    expect(rig.embedded.length).toBeLessThan(towns.length)
    await expectMirrored(rig)
  })

  it('switches, answers with the other model, keeps the first in step, goes back and goes forth again', async () => {
    const rig = await openRig()
    await rig.ingestText('ferries.md', ferries)
    await rig.service.begin(rig.second.id)
    await rig.waitFor('ready')
    const compared = await rig.service.compare({ query: 'When does the ferry office of Jeju open?', topK: 3 })
    expect(compared.from[0]?.text).toBe(compared.to[0]?.text)

    // Embedded before the switch, searched for after it.
    const asked = await rig.active.embedder.embedQuery('the tide turns at Mokpo')
    expect(await rig.service.act('switch')).toMatchObject({ status: 'switched' })
    expect(await rig.aliasTarget()).toBe(rig.nameOf(rig.second))
    expect(rig.active.embedder.model.id).toBe(rig.second.id)
    expect((await rig.active.index.search(ours, { dense: asked, lexical: null, limit: 1 }))[0]?.score).toBeGreaterThan(0.5)
    expect((await rig.find('the tide turns at Mokpo'))[0]?.text).toContain('Mokpo')

    await rig.ingestText('later.md', '# Later\n\nThis one came in after the switch.')
    await rig.waitFor('switched')
    await rig.restart()
    expect(rig.active.current.model.id).toBe(rig.second.id)
    expect(await rig.service.act('rollback')).toMatchObject({ status: 'ready' })
    expect(await rig.aliasTarget()).toBe(rig.nameOf(rig.first))
    expect((await rig.find('came in after the switch'))[0]?.source).toBe('later.md')
    await rig.service.act('switch')
    expect(await rig.service.act('finish')).toMatchObject({ status: 'finished' })
    expect(await rig.collectionNames()).toEqual([rig.nameOf(rig.second)])
    expect((await rig.find('came in after the switch'))[0]?.source).toBe('later.md')
  })

  it('never writes a vector of one model into the collection of the other', async () => {
    const rig = await openRig()
    await rig.ingestText('ferries.md', ferries)
    await rig.service.begin(rig.second.id)
    await rig.waitFor('ready')
    const document = await rig.ingest.add('late.md', '# Late\n\nEmbedded before the switch and written after it.')
    const embed = rig.ingest.parts.embedder.embedPassages
    rig.ingest.parts.embedder.embedPassages = async (texts, options) => {
      const vectors = await embed(texts, options)
      rig.ingest.parts.embedder.embedPassages = embed
      await rig.service.act('switch')
      return vectors
    }
    await expect(rig.ingest.ingest(document, { index: rig.active.index })).rejects.toMatchObject({ code: 'embedder_failed', isRetryable: true })
    await rig.ingest.ingest(document, { index: rig.active.index })
    expect((await rig.contents(rig.second)).filter(({ payload }) => payload?.document_id === document.id)).toHaveLength(1)
    await expectMirrored(rig)
  })

  it('waits for trouble to pass, says so, and can be cancelled meanwhile', async () => {
    const rig = await openRig()
    await rig.ingestText('ferries.md', ferries)
    rig.failWith(new AppError('embedding_endpoint_failed', 'busy'))
    await rig.service.begin(rig.second.id)
    await expect.poll(async () => (await rig.database.modelChanges.readOpen(ours))?.errorCode).toBe('embedding_endpoint_failed')
    rig.failWith(null)
    expect(await rig.waitFor('ready')).toMatchObject({ errorCode: null })
    expect(await rig.service.act('cancel')).toMatchObject({ status: 'cancelled' })
    expect(await rig.collectionNames()).toEqual([rig.nameOf(rig.first)])
    expect((await rig.find('ferry office'))[0]?.source).toBe('ferries.md')
  })

  it('refuses a second change, the model that answers, and steps out of order', async () => {
    const rig = await openRig()
    await expect(rig.service.begin(rig.first.id)).rejects.toMatchObject({ code: 'conflict' })
    await expect(rig.service.act('switch')).rejects.toMatchObject({ code: 'conflict' })
    await rig.ingestText('ferries.md', ferries)
    rig.failWith(new AppError('embedding_endpoint_failed', 'busy'))
    await rig.service.begin(rig.second.id)
    await expect(rig.service.begin(rig.second.id)).rejects.toMatchObject({ code: 'model_change_open' })
    for (const action of ['switch', 'rollback', 'finish', 'resume'] as const) await expect(rig.service.act(action)).rejects.toMatchObject({ code: 'conflict' })
    await expect(rig.service.compare({ query: 'ferry', topK: 1 })).rejects.toMatchObject({ code: 'conflict' })
  })

  it('removes at start what a kill left of a collection that was let go', async () => {
    const rig = await openRig()
    await rig.ingestText('ferries.md', ferries)
    await rig.service.begin(rig.second.id)
    const { id } = await rig.waitFor('ready')
    await rig.service.stop()
    await rig.database.modelChanges.move(ours, id, { from: ['ready'], to: 'cancelled' })
    await rig.restart()
    expect(await rig.collectionNames()).toEqual([rig.nameOf(rig.first)])
  })

  it('estimates from a sample how long it takes', async () => {
    const rig = await openRig()
    await rig.ingestText('ferries.md', ferries)
    const chunks = await rig.active.index.count(ours)
    const estimate = await rig.service.estimate(rig.second.id)
    expect(estimate).toMatchObject({ toModelId: rig.second.id, chunks, bytes: chunks * 384 * 4, longerChunks: 0 })
    expect(estimate.tokens).toBeGreaterThan(chunks * 50)
    expect(estimate.seconds).toBeGreaterThan(0)
  })
})
