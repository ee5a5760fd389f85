import { pathToFileURL } from 'node:url'
import { createClient } from '@libsql/client'
import { describe, expect, it } from 'vitest'
import { AppError } from '@/lib/domain/app-error'
import { plainDocumentMap } from '@/lib/domain/normalized-document'
import { openTemporaryDatabase, ours } from '../../db/temporary-database'
import { guide, prepareQueueRigs } from './queue-rig'

const rigs = prepareQueueRigs()

describe('IngestRunner', () => {
  it('waits out a Qdrant that does not answer, says so, and takes no try from any document', async () => {
    let isDown = true
    const unavailable = async () => {
      if (isDown) throw new AppError('qdrant_unavailable', 'connection refused')
    }
    const rig = await rigs.open({
      index: (real) => ({
        count: async (...given) => unavailable().then(() => real.count(...given)),
        ping: async () => unavailable().then(() => real.ping()),
      }),
    })
    const added = []
    for (let index = 0; index < 12; index++) added.push(await rig.offer(`${index}.md`, `${guide(1)} ${index}`))
    await rig.runner.start()
    const first = added[0]?.document ?? { id: '' }
    await rig.waitFor(first, { status: 'queued', errorCode: 'qdrant_unavailable', retryAt: expect.stringMatching(/Z$/) })
    expect(await rig.control.readState()).toMatchObject({ trouble: { code: 'qdrant_unavailable', retryAt: expect.stringMatching(/Z$/) } })
    await expect.poll(async () => (await rig.statusOf(first))?.attempts, { timeout: 10_000 }).toBe(2)
    // Only one document tries while the others wait.
    expect((await rig.documents.list(ours, { limit: 20 })).documents.filter((document) => document.attempts > 1)).toHaveLength(1)
    isDown = false
    for (const { document } of added) await rig.waitFor(document, { status: 'ready', errorCode: null, retryAt: null })
    expect((await rig.control.readState()).trouble).toBeNull()
    expect(await rig.index.count(ours)).toBe(12)
  })

  it('does not try again what cannot succeed, and goes on with the others', async () => {
    const rig = await rigs.open({
      parser: (real) => ({
        parse: (request, options) => (request.source === 'bad.md' ? Promise.reject(new AppError('damaged_file', 'x')) : real.parse(request, options)),
      }),
    })
    const { document: bad } = await rig.offer('bad.md', 'bad text')
    const { document: good } = await rig.offer('good.md', guide(1))
    await rig.runner.start()
    await rig.waitFor(good, { status: 'ready' })
    await rig.waitFor(bad, { status: 'failed', errorCode: 'damaged_file', attempts: 1 })
    expect(await rig.documents.listVersions(ours, bad.id)).toMatchObject([{ status: 'failed', errorCode: 'damaged_file' }])
  })

  it('tries a document on which the reader crashes three times, and again three times when a person asks', async () => {
    let crashes = 0
    const rig = await rigs.open({
      parser: () => ({
        parse: async () => {
          crashes += 1
          throw new AppError('parser_crashed', 'x')
        },
      }),
    })
    const { document } = await rig.offer('poison.md', 'poison')
    await rig.runner.start()
    await rig.waitFor(document, { status: 'queued', errorCode: 'parser_crashed', retryAt: expect.any(String) })
    await rig.waitFor(document, { status: 'failed', errorCode: 'parser_crashed' })
    expect(crashes).toBe(3)
    expect(await rig.control.retryFailed('damaged_file')).toBe(0)
    expect(await rig.control.retryFailed('parser_crashed')).toBe(1)
    await rig.waitFor(document, { status: 'failed', errorCode: 'parser_crashed' })
    expect(crashes).toBe(6)
  })

  it('works on a document that was in work when the app went down last and alone', async () => {
    const log: string[] = []
    const rig = await rigs.open({
      parser: (real) => ({
        parse: async (request, options) => {
          log.push(`${request.source} begins`)
          const parsed = await real.parse(request, options)
          await new Promise((resolve) => setTimeout(resolve, 50))
          log.push(`${request.source} ends`)
          return parsed
        },
      }),
    })
    await rig.offer('suspect-1.md', guide(1))
    await rig.offer('suspect-2.md', `${guide(1)} 2`)
    for (const owner of ['killed-1', 'killed-2']) await rig.documents.lease(owner, 60_000)
    await rig.runner.start()
    await expect.poll(() => log, { timeout: 20_000 }).toHaveLength(4)
    expect(log).toEqual(['suspect-1.md begins', 'suspect-1.md ends', 'suspect-2.md begins', 'suspect-2.md ends'])
  })

  it('parks what went down with the app three times, with nothing of it left', async () => {
    const rig = await rigs.open()
    const { document } = await rig.offer('poison.md', guide(2))
    for (let time = 0; time < 2; time++) {
      await rig.documents.lease(`killed-${time}`, 60_000)
      await rig.documents.releaseAll(3)
    }
    await rig.documents.lease('killed', 60_000)
    const [chunk] = [{ dense: new Float32Array(384).fill(0.05), lexical: { indices: [], values: [] } }]
    const identity = { documentId: document.id, version: 1, collectionId: 'default', source: 'poison.md', isLive: false }
    const parsed = await rig.parts.parser.parse({
      path: await rig.files.originalPath(document.contentHash),
      format: 'markdown',
      source: 'poison.md',
      chunking: await rig.parts.readChunking(document),
    })
    await rig.index.upsert(
      ours,
      identity,
      parsed.chunks.slice(0, 1).map((cut) => ({ chunk: cut, ...(chunk ?? { dense: new Float32Array(), lexical: { indices: [], values: [] } }) })),
    )
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(1)
    await rig.runner.start()
    await rig.waitFor(document, { status: 'failed', errorCode: 'parked' })
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(0)
    await rig.control.retry(document.id)
    await rig.waitFor(document, { status: 'ready', chunkCount: 2 })
  })

  it('goes on when another program held the database meanwhile, and does no work twice', async () => {
    const database = await openTemporaryDatabase()
    const other = createClient({ url: pathToFileURL(database.path).href })
    const rig = await rigs.open(
      {
        embedder: (real) => ({
          embedPassages: async (texts, options) => {
            const vectors = await real.embedPassages(texts, options)
            await other.execute('BEGIN IMMEDIATE')
            setTimeout(() => void other.execute('COMMIT'), 8_000)
            return vectors
          },
        }),
      },
      database,
    )
    const { document } = await rig.offer('a.md', guide(2))
    await rig.runner.start()
    await expect.poll(() => rig.runner.readPace().trouble, { timeout: 15_000 }).toMatchObject({ code: 'database_busy' })
    await rig.waitFor(document, { status: 'ready', attempts: 1 })
    expect(rig.embeddedTexts).toHaveLength(2)
    expect(rig.runner.readPace().trouble).toBeNull()
    other.close()
  })

  it('has a PDF without text ready with no chunks', async () => {
    const rig = await rigs.open({
      parser: () => ({ parse: async () => ({ document: { ...plainDocumentMap, text: '', blocks: [], pages: [], title: null }, chunks: [], language: 'und' }) }),
    })
    const document = await rig.add('empty.pdf', 'x', 'pdf')
    await rig.runner.start()
    await rig.waitFor(document, { status: 'ready', chunkCount: 0, notices: [{ code: 'no_text', count: 0 }] })
  })

  it('reports the pages read, the chunks embedded, the speed and what is left', async () => {
    const rig = await rigs.open({
      parser: (real) => ({
        parse: async (request, options) => {
          options?.onStage?.('reading', { done: 7, total: 7 })
          return real.parse(request, options)
        },
      }),
      // Long enough to be measured, on any machine.
      embedder: (real) => ({ embedPassages: (...given) => new Promise((resolve) => setTimeout(resolve, 1_200)).then(() => real.embedPassages(...given)) }),
    })
    const seen: string[] = []
    rig.feed.subscribe((event) => {
      if (event.type === 'document-changed') seen.push(`${event.document.stage} ${event.document.progressDone}/${event.document.progressTotal}`)
    })
    const { document } = await rig.offer('a.md', guide(4))
    await rig.offer('b.md', guide(5))
    await rig.offer('c.md', guide(6))
    await rig.runner.start()
    await expect.poll(async () => (await rig.control.readState()).remainingSeconds, { timeout: 15_000, interval: 20 }).toBeGreaterThan(0)
    const state = await rig.control.readState()
    expect(state.chunksPerSecond).toBeGreaterThan(0)
    await rig.waitFor(document, { status: 'ready' })
    expect(seen).toEqual(expect.arrayContaining(['reading 7/7', 'embedding 4/4']))
  })
})
