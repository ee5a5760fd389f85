import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type NormalizedDocument, plainDocumentMap } from '@/lib/domain/normalized-document'
import type { DocumentParser, ParsedDocument } from '@/lib/domain/ports/document-parser'
import type { VectorIndex } from '@/lib/domain/ports/vector-index'
import { defaultModelId, findModel } from '@/lib/models/model-manifest'
import { TransformersEmbedder } from '@/lib/models/transformers-embedder'
import { embedWorkerPath, modelsDirectory } from '../../fixtures/embedder-paths'
import { startTestQdrant, type TestQdrant } from '../../fixtures/start-test-qdrant'
import { ours } from '../db/temporary-database'
import { makePdf } from '../ingest/formats/pdf/make-pdf'
import { type IngestRig, openIngestRig } from './ingest-rig'

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

const openRig = () => openIngestRig(qdrant, embedder)
const towns = ['Busan', 'Jeju', 'Suwon', 'Ulsan', 'Mokpo', 'Andong', 'Sokcho', 'Pohang']
const section = (town: string, detail = 'opens at nine') =>
  `## ${town}\n\nThe ferry office of ${town} ${detail} and sells tickets for the islands until the evening. ${'The last boat leaves before the tide turns. '.repeat(8)}`
const guide = (sections: string[]) => `# Ferries of the coast\n\n${sections.join('\n\n')}\n`
const harbours = (count: number) => guide(Array.from({ length: count }, (_, number) => section(`Harbour ${number}`)))
const ferries = guide(towns.map((town) => section(town)))

/** An index whose next calls of one method can be stopped, as a kill between two requests does. */
function failingAt(index: VectorIndex, method: 'upsert' | 'publishVersion', after: number): VectorIndex {
  const failing = Object.create(index) as VectorIndex
  let calls = 0
  failing[method] = async (...given: never[]) => {
    calls += 1
    if (calls > after) throw new Error('killed')
    await (index[method] as (...given: never[]) => Promise<void>).apply(index, given)
  }
  return failing
}

async function readVectors(rig: IngestRig, documentId: string): Promise<Map<string, Float32Array>> {
  const vectors = new Map<string, Float32Array>()
  for await (const page of rig.index.readVectors(ours, documentId)) for (const { text, dense } of page) vectors.set(text, dense)
  return vectors
}

/** A parser that answers with this, for what a reader finds in files that are hard to make. */
const parsedAs = (document: Partial<NormalizedDocument>): DocumentParser => {
  const parsed: ParsedDocument = { document: { ...plainDocumentMap, text: '', blocks: [], pages: [], title: null, ...document }, chunks: [], language: 'und' }
  return { parse: async () => parsed, close: async () => undefined }
}

describe('a first version', () => {
  it('is found by nothing until it is complete, and then by everything', async () => {
    const rig = await openRig()
    const document = await rig.add('harbours.md', harbours(40))
    await expect(rig.ingest(document, { index: failingAt(rig.index, 'publishVersion', 0) })).rejects.toThrow('killed')
    expect(await rig.find('ferry office Harbour 7')).toEqual([])
    expect(await rig.index.count(ours)).toBe(0)
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(40)
    const result = await rig.ingest(document)
    expect(result).toMatchObject({ chunkCount: 40, embeddedCount: 40, notices: [], chunkStrategy: 'topics', chunkMaxTokens: null })
    expect(rig.embeddedTexts).toHaveLength(40)
    expect((await rig.find('ferry office Harbour 7'))[0]).toContain('Harbour')
    expect(await rig.index.count(ours)).toBe(40)
    expect(result.stages).toContain('embedding 40/40')
  })

  it('is found from the one request that writes it, where it is short, and is finished after a kill behind that', async () => {
    const rig = await openRig()
    const document = await rig.add('ferries.md', ferries)
    await expect(rig.ingest(document, { index: failingAt(rig.index, 'upsert', 0) })).rejects.toThrow('killed')
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(0)
    const unpublished = failingAt(rig.index, 'publishVersion', 0)
    expect(await rig.ingest(document, { index: unpublished })).toMatchObject({ chunkCount: towns.length, embeddedCount: towns.length })
    expect((await rig.find('ferry office Busan'))[0]).toContain('Busan')
    expect(await rig.index.count(ours)).toBe(towns.length)
    const killed = await rig.add('harbours.md', harbours(5))
    const writtenOnly = Object.create(rig.index) as VectorIndex
    writtenOnly.upsert = async (...given) => {
      await rig.index.upsert(...given)
      throw new Error('killed')
    }
    await expect(rig.ingest(killed, { index: writtenOnly })).rejects.toThrow('killed')
    rig.embeddedTexts.length = 0
    expect(await rig.ingest(killed)).toMatchObject({ chunkCount: 5, embeddedCount: 5 })
    expect(rig.embeddedTexts).toEqual([])
    expect(await rig.index.count(ours)).toBe(towns.length + 5)
  })

  it('goes on where a kill left it, and embeds nothing twice', async () => {
    const rig = await openRig()
    const document = await rig.add('long.md', harbours(100))
    await expect(rig.ingest(document, { index: failingAt(rig.index, 'upsert', 2) })).rejects.toThrow('killed')
    const written = await rig.index.count(ours, { documentId: document.id })
    expect(written).toBe(64)
    const before = rig.embeddedTexts.length
    const result = await rig.ingest(document)
    expect(result).toMatchObject({ chunkCount: 100, embeddedCount: 100 })
    expect(rig.embeddedTexts.length - before).toBe(36)
    expect(result.stages).toContain('embedding 64/100')
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(100)
  })

  it('leaves nothing of a half-written version that was cut otherwise', async () => {
    const rig = await openRig()
    const document = await rig.add('harbours.md', harbours(40))
    rig.changeChunking({ maxTokens: 64 })
    await expect(rig.ingest(document, { index: failingAt(rig.index, 'publishVersion', 0) })).rejects.toThrow('killed')
    const smaller = await rig.index.count(ours, { documentId: document.id })
    rig.changeChunking({ maxTokens: 256 })
    const { chunkCount } = await rig.ingest(document)
    expect(chunkCount).toBeLessThan(smaller)
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(chunkCount)
  })

  it('writes nothing any more once it has been stopped', async () => {
    const rig = await openRig()
    const document = await rig.add('long.md', harbours(100))
    const stopping = new AbortController()
    const index = Object.create(rig.index) as VectorIndex
    index.upsert = async (...given) => {
      await rig.index.upsert(...given)
      stopping.abort()
    }
    await expect(rig.ingest(document, { index, signal: stopping.signal })).rejects.toThrow()
    const left = await rig.index.count(ours, { documentId: document.id })
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(left)
    expect(left).toBeLessThan(100)
  })
})

describe('a new version', () => {
  const changed = guide(towns.map((town) => (town === 'Ulsan' ? section(town, 'has moved to the new pier') : section(town))))

  async function replaced(): Promise<{ rig: IngestRig; document: Awaited<ReturnType<IngestRig['add']>> }> {
    const rig = await openRig()
    await rig.ingest(await rig.add('ferries.md', ferries))
    rig.embeddedTexts.length = 0
    return { rig, document: await rig.add('ferries.md', changed) }
  }

  it('sends only the changed chunk through the model', async () => {
    const { rig, document } = await replaced()
    expect(document.version).toBe(2)
    expect(await rig.ingest(document)).toMatchObject({ chunkCount: towns.length, embeddedCount: 1 })
    expect(rig.embeddedTexts).toEqual([expect.stringContaining('new pier')])
    expect(await rig.index.count(ours, { documentId: document.id, version: 1 })).toBe(0)
    expect((await rig.find('ferry office Ulsan new pier'))[0]).toContain('new pier')
  })

  it('gives the same vectors as embedding it all again', async () => {
    const { rig, document } = await replaced()
    await rig.ingest(document)
    const fresh = await openRig()
    const whole = await fresh.add('ferries.md', changed)
    await fresh.ingest(whole)
    const expected = await readVectors(fresh, whole.id)
    const vectors = await readVectors(rig, document.id)
    expect([...vectors.keys()].sort()).toEqual([...expected.keys()].sort())
    for (const [text, dense] of vectors) {
      const cosine = dense.reduce((sum, value, at) => sum + value * (expected.get(text)?.[at] ?? 0), 0)
      expect(cosine).toBeGreaterThan(0.9999)
    }
  })

  it('lets the old version answer until it is complete, whenever it is killed', async () => {
    const { rig, document } = await replaced()
    for (const index of [failingAt(rig.index, 'upsert', 0), failingAt(rig.index, 'publishVersion', 0)]) {
      await expect(rig.ingest(document, { index })).rejects.toThrow('killed')
      const found = await rig.find('ferry office Ulsan', 20)
      expect(found).toHaveLength(towns.length)
      expect(found.join()).not.toContain('new pier')
    }
    expect(await rig.ingest(document)).toMatchObject({ embeddedCount: 1 })
    expect(await rig.find('ferry office Ulsan', 20)).toHaveLength(towns.length)
    expect(await rig.files.readNormalized(document.id, 2)).toMatchObject({ text: expect.stringContaining('new pier') })
    await expect(rig.files.readNormalized(document.id, 1)).rejects.toMatchObject({ code: 'original_missing' })
  })

  it('carries the page breaks of its chunks along with vectors taken over, also from a run of a Docent that kept none', async () => {
    const rig = await openRig()
    const words = ['The ferry office of Port Ellery opens at nine.', 'The mooring fee is 48 guilders.']
    const first = await rig.add('port.pdf', makePdf(words.map((text) => ({ texts: [{ text, x: 72, y: 700 }] }))), 'pdf')
    const breaks = async (version: number) => {
      const { chunks } = await rig.index.listChunks(ours, first.id, { cursor: 0, limit: 10, version })
      return chunks.map((chunk) => chunk.pageBreaks.map(({ page, start }) => [page, chunk.text.slice(start - chunk.start)]))
    }
    const older = Object.create(rig.index) as VectorIndex
    older.upsert = async (scope, document, chunks) => {
      const plain = chunks.map((one) => ({ ...one, chunk: { ...one.chunk, pageBreaks: [] } }))
      await rig.index.upsert(scope, document, plain)
      throw new Error('killed')
    }
    await expect(rig.ingest(first, { index: older })).rejects.toThrow('killed')
    expect(await breaks(1)).toEqual([[]])
    await rig.ingest(first)
    expect(await breaks(1)).toEqual([[[2, words[1]]]])
    rig.changeChunking({ strategy: 'even' })
    expect(await rig.ingest(await rig.documents.recut(ours, first.id))).toMatchObject({ embeddedCount: 0 })
    expect(await breaks(2)).toEqual([[[2, words[1]]]])
    expect(rig.embeddedTexts).toHaveLength(1)
  })

  it('cut anew with other settings is another version, and what stays the same keeps its vector', async () => {
    const rig = await openRig()
    const first = await rig.add('ferries.md', ferries)
    await rig.ingest(first)
    rig.changeChunking({ strategy: 'plain' })
    const second = await rig.documents.recut(ours, first.id)
    const result = await rig.ingest(second)
    expect(result).toMatchObject({ chunkStrategy: 'plain', chunkMaxTokens: null })
    expect(result.chunkCount).not.toBe(towns.length)
    expect(await rig.index.count(ours)).toBe(result.chunkCount)
    rig.embeddedTexts.length = 0
    expect(await rig.ingest(await rig.documents.recut(ours, first.id))).toMatchObject({ embeddedCount: 0, chunkCount: result.chunkCount })
    expect(rig.embeddedTexts).toEqual([])
  })

  it('is cut with the settings that hold at its end when they are changed while it is in work', async () => {
    const rig = await openRig()
    const index = Object.create(rig.index) as VectorIndex
    index.upsert = async (...given) => {
      await rig.index.upsert(...given)
      rig.changeChunking({ maxTokens: 64 })
    }
    const document = await rig.add('ferries.md', ferries)
    const result = await rig.ingest(document, { index })
    expect(result).toMatchObject({ chunkMaxTokens: 64 })
    expect(result.chunkCount).toBeGreaterThan(towns.length)
    expect(await rig.index.count(ours, { documentId: document.id })).toBe(result.chunkCount)
  })
})

describe('the same bytes under another name', () => {
  const untitled = towns.map((town) => `The ferry office of ${town} opens at nine. ${'The last boat leaves before the tide turns. '.repeat(12)}`).join('\n\n')

  it('are recognised and not embedded again, also where the name stands in for the title', async () => {
    const rig = await openRig()
    const first = await rig.ingest(await rig.add('north.txt', untitled, 'text'))
    rig.embeddedTexts.length = 0
    const second = await rig.ingest(await rig.add('south.txt', untitled, 'text'))
    expect(second).toMatchObject({ chunkCount: first.chunkCount, embeddedCount: 0, notices: [{ code: 'same_content', count: 0 }] })
    expect(rig.embeddedTexts).toEqual([])
    expect(await rig.index.count(ours)).toBe(first.chunkCount * 2)
  })

  it('are recognised when both are in work at once', async () => {
    const rig = await openRig()
    const both = [await rig.add('north.txt', untitled, 'text'), await rig.add('south.txt', untitled, 'text')]
    const results = await Promise.all(both.map((document) => rig.ingest(document)))
    expect(results.map((result) => result.embeddedCount).sort()).toEqual([0, results[0]?.chunkCount])
    expect(rig.embeddedTexts).toHaveLength(results[0]?.chunkCount ?? 0)
  })

  it('do not make a document wait that has been stopped', async () => {
    const rig = await openRig()
    const release = await rig.parts.locks.acquire(`content ${(await rig.add('north.txt', untitled, 'text')).contentHash}`)
    const second = await rig.add('south.txt', untitled, 'text')
    const stopping = new AbortController()
    const stopped = rig.ingest(second, { signal: stopping.signal })
    stopping.abort()
    await expect(stopped).rejects.toThrow()
    release()
    expect(await rig.ingest(second)).toMatchObject({ notices: [] })
  })
})

describe('what a person should know of a document', () => {
  const layout = (page: number) => ({ page, width: 600, height: 800, runs: [], running: [] })

  it('is that it holds no text, when a PDF or picture opened and none is in it', async () => {
    const rig = await openRig()
    for (const format of ['pdf', 'image'] as const) {
      const document = await rig.add(`scan.${format}`, `bytes of a ${format}`, format)
      const result = await rig.ingest(document, { parser: parsedAs({ layout: [layout(1), layout(2)], unreadablePages: [2] }) })
      expect(result).toMatchObject({ chunkCount: 0, embeddedCount: 0, pageCount: 2 })
      expect(result.notices).toEqual([
        { code: 'pages_unreadable', count: 1 },
        { code: 'no_text', count: 0 },
      ])
      expect((await rig.documents.read(ours, document.id))?.status).toBe('ready')
    }
    const other = await rig.add('empty.md', 'bytes')
    await expect(rig.ingest(other, { parser: parsedAs({}) })).rejects.toMatchObject({ code: 'empty_document' })
  })

  it('is how many pages were read from their picture, and all pages count', async () => {
    const rig = await openRig()
    const parser = parsedAs({ pages: [{ page: 2, start: 0, end: 4 }], layout: [layout(1), layout(2), layout(3)], recognisedPages: [1, 3] })
    const result = await rig.ingest(await rig.add('scan.pdf', 'bytes', 'pdf'), { parser })
    expect(result).toMatchObject({ pageCount: 3, notices: expect.arrayContaining([{ code: 'pages_recognised', count: 2 }]) })
  })

  it('empties what a version with text had in the index', async () => {
    const rig = await openRig()
    await rig.ingest(await rig.add('scan.pdf', ferries, 'pdf'), {
      parser: { ...rig.parts.parser, parse: (request) => rig.parts.parser.parse({ ...request, format: 'markdown' }) },
    })
    expect(await rig.index.count(ours)).toBe(towns.length)
    await rig.ingest(await rig.add('scan.pdf', 'other bytes', 'pdf'), { parser: parsedAs({ layout: [layout(1)] }) })
    expect(await rig.index.count(ours)).toBe(0)
  })
})
