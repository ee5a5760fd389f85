import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProcessDocumentParser, type ProcessDocumentParserOptions } from '@/lib/ingest/process-document-parser'
import { expectInvariants } from '../unit/ingest/support/chunk-invariants'
import { chunking, fixturePath, fixtures, sharedFile } from '../unit/ingest/support/documents'

const workerPath = join(process.cwd(), 'dist/workers/parse-worker.mjs')
let folder: string
let parser: ProcessDocumentParser

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-parser-'))
  parser = new ProcessDocumentParser({ workerPath, poolSize: 2 })
})
afterAll(async () => {
  await parser.close()
  await rm(folder, { recursive: true })
})

/** A stand-in for the parser process that misbehaves on the first message. */
async function misbehavingWorker(body: string): Promise<string> {
  const path = join(folder, `worker-${Math.random().toString(36).slice(2)}.mjs`)
  await writeFile(path, `process.on('disconnect', () => process.exit())\nprocess.on('message', async ({ id, request }) => { ${body} })`)
  return path
}

const request = { path: fixturePath('swtt-lectures-ko.txt'), format: 'text' as const, source: 'swtt-lectures-ko.txt', chunking }

type Limits = Partial<Omit<ProcessDocumentParserOptions, 'workerPath' | 'poolSize'>>

async function parseWith(body: string, limits: Limits = {}, signal?: AbortSignal) {
  const strange = new ProcessDocumentParser({ workerPath: await misbehavingWorker(body), poolSize: 1, ...limits })
  try {
    return await strange.parse(request, { signal })
  } finally {
    await strange.close()
  }
}

describe('ProcessDocumentParser', () => {
  it.each(fixtures)('reads $name', async ({ name, format }) => {
    const stages: string[] = []
    const pages: number[] = []
    const onStage = (stage: string, progress?: { done: number; total: number }) => {
      if (progress === undefined) stages.push(stage)
      else pages.push(progress.done, progress.total)
    }
    const parsed = await parser.parse({ path: fixturePath(name), format, source: name, chunking }, { onStage })
    expect(stages).toEqual(['reading', 'chunking'])
    const count = parsed.document.pages.length
    if (format === 'pdf') expect([pages[0], pages.at(-2), pages.at(-1)]).toEqual([0, count, count])
    expect(parsed.language).toBe(/-ko\.|seoyul/.test(name) ? 'ko' : 'en')
    expectInvariants(parsed)
  })

  it('reads more files at once than it has processes', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, () => parser.parse(request)))
    expect(all.map((parsed) => parsed.chunks.length)).toEqual(Array.from({ length: 6 }, () => 21))
  })

  it('reports what is wrong with a file, and goes on', async () => {
    const write = async (name: string, content: string | Uint8Array) => {
      await writeFile(join(folder, name), content)
      return join(folder, name)
    }
    const parse = (path: string, format: 'text' | 'pdf' | 'docx') => parser.parse({ path, format, source: 'x', chunking })
    await expect(parse(await write('empty.txt', ' \n\u200B '), 'text')).rejects.toMatchObject({ code: 'empty_document' })
    await expect(parse(await write('korean.txt', Buffer.from([0xc7, 0xd1, 0xb1, 0xdb])), 'text')).rejects.toMatchObject({ code: 'undecodable_text' })
    await expect(parse(await write('broken.pdf', '%PDF-1.4 broken'), 'pdf')).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(parse(await write('broken.docx', 'PK broken'), 'docx')).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(parse(join(folder, 'nothing'), 'text')).rejects.toMatchObject({ code: 'original_missing' })
    expect((await parser.parse(request)).chunks).toHaveLength(21)
  })

  it('stops a process that takes too long', async () => {
    await expect(parseWith('for (;;) {}', { timeoutMilliseconds: 1500 })).rejects.toMatchObject({ code: 'parse_time_exceeded' })
  })

  it('gives a file with many pages more time, as long as pages get done', async () => {
    const limits = { timeoutMilliseconds: 1_500, pageMilliseconds: 1_000 }
    const send = (done: number | string) => `process.send({ type: 'pages', id, done: ${done}, total: 3 })`
    const pause = 'await new Promise((done) => setTimeout(done, 1_000))'
    const finish = "process.send({ type: 'failure', id, code: 'damaged_file', message: '', residentBytes: 1 })"
    const steady = `for (let done = 0; done < 3; done += 1) { ${send('done')}; ${pause} } ${finish}`
    await expect(parseWith(steady, limits)).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(parseWith(`${send(0)}; for (;;) {}`, limits)).rejects.toMatchObject({ code: 'parse_time_exceeded' })
    const pretending = `for (;;) { process.send({ type: 'pages', id, done: 1, total: 1_000_000 }); await new Promise((done) => setTimeout(done, 50)) }`
    await expect(parseWith(pretending, limits)).rejects.toMatchObject({ code: 'parse_time_exceeded' })
    const endless = `for (let done = 0; ; done += 1) { process.send({ type: 'pages', id, done, total: 1_000_000 }); await new Promise((done) => setTimeout(done, 50)) }`
    await expect(parseWith(endless, { ...limits, longestMilliseconds: 2_500 })).rejects.toMatchObject({ code: 'parse_time_exceeded' })
  })

  it('passes on which page is being read', async () => {
    const body =
      "process.send({ type: 'pages', id, done: 1, total: 2 }); process.send({ type: 'failure', id, code: 'damaged_file', message: '', residentBytes: 1 })"
    const strange = new ProcessDocumentParser({ workerPath: await misbehavingWorker(body), poolSize: 1 })
    const told: unknown[] = []
    await strange.parse(request, { onStage: (stage, progress) => told.push([stage, progress]) }).catch(() => undefined)
    await strange.close()
    expect(told).toEqual([['reading', { done: 1, total: 2 }]])
  })

  it('refuses what became more text than the limit', async () => {
    const path = join(folder, 'endless.txt')
    await writeFile(path, 'word '.repeat(4_100_000))
    await expect(parser.parse({ ...request, path })).rejects.toMatchObject({ code: 'parse_output_exceeded' })
  })

  it('stops a process whose memory grows, inside the heap and outside of it', async () => {
    const memoryBytes = 300 * 1024 ** 2
    const outside = 'const held = []; for (;;) { held.push(Buffer.alloc(8_000_000, 1)); await new Promise((done) => setTimeout(done, 5)) }'
    await expect(parseWith(outside, { memoryBytes })).rejects.toMatchObject({ code: 'parse_memory_exceeded' })
    const inside = 'const held = []; for (;;) held.push(Array.from({ length: 1000 }, (_, number) => ({ number })))'
    await expect(parseWith(inside, { memoryBytes })).rejects.toMatchObject({ code: 'parse_memory_exceeded' })
  })

  it('reads a PDF whose pictures break the limits without them, and says which pages it could not see', async () => {
    const layout = '[{ page: 1, width: 1, height: 1, runs: [[0, 4, 0, 0, 1, 1]], running: [] }, { page: 2, width: 1, height: 1, runs: [], running: [] }]'
    const metadata = '{ author: null, writtenAt: null, modifiedAt: null }'
    const document = `{ text: 'text', blocks: [], pages: [], places: [], layout: ${layout}, title: null, metadata: ${metadata}, unreadablePages: [], recognisedPages: [], hiddenCharacters: 0 }`
    const body = `if (request.recognitionPath) process.exit(7)
      process.send({ type: 'result', id, parsed: { document: ${document}, chunks: [], language: 'en' }, residentBytes: 1 })`
    const strange = new ProcessDocumentParser({ workerPath: await misbehavingWorker(body), poolSize: 1 })
    const { document: read } = await strange.parse({ ...request, format: 'pdf', recognitionPath: folder })
    expect(read).toMatchObject({ text: 'text', unreadablePages: [2] })
    await expect(strange.parse({ ...request, recognitionPath: folder })).rejects.toMatchObject({ code: 'parser_crashed' })
    await strange.close()
  })

  it('gives a file that met the memory of others a process of its own', async () => {
    const body = `globalThis.count = (globalThis.count ?? 0) + 1
      if (globalThis.count > 1) { const held = []; for (;;) { held.push(Buffer.alloc(8_000_000, 1)); await new Promise((done) => setTimeout(done, 5)) } }
      process.send({ type: 'failure', id, code: 'damaged_file', message: '', residentBytes: 1 })`
    const strange = new ProcessDocumentParser({ workerPath: await misbehavingWorker(body), poolSize: 1, memoryBytes: 300 * 1024 ** 2 })
    await expect(strange.parse(request)).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(strange.parse(request)).rejects.toMatchObject({ code: 'damaged_file' })
    await strange.close()
  })

  it('does not believe what a process sends', async () => {
    await expect(parseWith("process.send({ type: 'result', id, parsed: { chunks: 'all' }, residentBytes: 1 })")).rejects.toMatchObject({
      code: 'parser_crashed',
    })
    await expect(parseWith("process.send({ type: 'failure', id, code: 'made_up', message: '', residentBytes: 1 })")).rejects.toMatchObject({
      code: 'parser_crashed',
    })
  })

  it('cancels a file that is being read and one that waits', async () => {
    const stop = new AbortController()
    const strange = new ProcessDocumentParser({ workerPath: await misbehavingWorker(''), poolSize: 1 })
    const outcomes = Promise.allSettled([strange.parse(request, { signal: stop.signal }), strange.parse(request, { signal: stop.signal })])
    stop.abort()
    const cancelled = { status: 'rejected', reason: expect.objectContaining({ code: 'cancelled' }) }
    expect(await outcomes).toEqual([cancelled, cancelled])
    await expect(strange.parse(request, { signal: stop.signal })).rejects.toMatchObject({ code: 'cancelled' })
    await strange.close()
  })

  it('cancels a file whose reading has begun, and reads the next one', async () => {
    const stop = new AbortController()
    const cancelled = parser.parse(request, { signal: stop.signal, onStage: () => stop.abort() })
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' })
    expect((await parser.parse(request)).chunks).toHaveLength(21)
  })

  it('ends every process on close', async () => {
    const strange = new ProcessDocumentParser({
      workerPath: await misbehavingWorker("process.send({ type: 'pages', id, done: 0, total: process.pid })"),
      poolSize: 1,
    })
    let pid = 0
    const running = strange.parse(request, { onStage: (_, progress) => (pid = progress?.total ?? 0) })
    const ended = expect(running).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(() => pid, { timeout: 20_000 }).toBeGreaterThan(0)
    expect(isRunning(pid)).toBe(true)
    await strange.close()
    await ended
    await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false)
    await expect(strange.parse(request)).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('starts another process only for files that are kept waiting', async () => {
    const answer = "process.send({ type: 'failure', id, code: 'damaged_file', message: String(process.pid), residentBytes: 1 })"
    const body = `process.send({ type: 'stage', id, stage: 'reading' }); if (request.source === 'scan') return; ${answer}`
    const strange = new ProcessDocumentParser({ workerPath: await misbehavingWorker(body), poolSize: 2, patienceMilliseconds: 200 })
    const readBy = (source: string) => strange.parse({ ...request, source }).catch((error: Error) => error.message)
    const [one, other] = await Promise.all([readBy('note'), readBy('note')])
    expect(other).toBe(one)
    void readBy('scan')
    expect(await readBy('note')).not.toBe(one)
    await strange.close()
  })

  it('replaces a process after its share of files', async () => {
    const body = "process.send({ type: 'failure', id, code: 'damaged_file', message: String(process.pid), residentBytes: 1 })"
    const strange = new ProcessDocumentParser({ workerPath: await misbehavingWorker(body), poolSize: 1, filesPerProcess: 2 })
    const pids: string[] = []
    for (let count = 0; count < 4; count += 1) pids.push(await strange.parse(request).then(String, (error: Error) => error.message))
    await strange.close()
    expect(pids[0]).toBe(pids[1])
    expect(pids[2]).toBe(pids[3])
    expect(pids[1]).not.toBe(pids[2])
  })

  it('survives a PDF made to take all memory', async ({ skip }) => {
    const bomb = sharedFile('robust_pdf/pdfjs/bomb_giant.pdf')
    if (bomb === null) return skip()
    const strict = new ProcessDocumentParser({ workerPath, poolSize: 1, timeoutMilliseconds: 40_000, memoryBytes: 600 * 1024 ** 2 })
    await expect(strict.parse({ path: bomb, format: 'pdf', source: 'bomb.pdf', chunking })).rejects.toMatchObject({
      code: expect.stringMatching(/^(?:parse_memory_exceeded|parse_time_exceeded|damaged_file|empty_document)$/),
    })
    expect((await strict.parse(request)).chunks).toHaveLength(21)
    await strict.close()
  })

  it('reads or clearly refuses every real office document of a sample', async ({ skip }) => {
    const root = sharedFile('office_real')
    if (root === null) return skip()
    const formats = { docx: 'docx', html: 'html', htm: 'html', md: 'markdown', txt: 'text' } as const
    const files = (await readdir(root, { recursive: true })).filter((name) => /\.(?:docx|html?|md|txt)$/.test(name)).sort()
    const refused: string[] = []
    for (const name of files.filter((_, index) => index % 4 === 0)) {
      const format = formats[name.split('.').at(-1) as keyof typeof formats]
      const outcome = await parser.parse({ path: join(root, name), format, source: name, chunking }).catch((error: { code?: string }) => error)
      if ('chunks' in outcome) expectInvariants(outcome)
      else refused.push(`${outcome.code} ${name}`)
    }
    expect(refused.filter((line) => !/^(?:empty_document|damaged_file|undecodable_text) /.test(line))).toEqual([])
  }, 300_000)
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
