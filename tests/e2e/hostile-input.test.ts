import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadLimits } from '@/lib/domain/upload-limits'
import { type AppDocument, callJson, listDocuments, uploadFiles, waitUntilSettled } from './support/call-app'
import { makeDocuments } from './support/library'
import { readAnswerStream } from './support/read-answer-stream'
import { multipartBody, multipartType, postHead, postRaw, sendRaw } from './support/send-raw'
import { type RunningApp, startApp } from './support/start-app'

const strangePdfs = path.resolve(import.meta.dirname, '../../../shared/data/robust_pdf/pdfjs')
/** A memory bomb, a strange page tree and two from reports of crashes. */
const strangeNames = ['bomb_giant.pdf', 'Pages-tree-refs.pdf', 'issue3371.pdf', 'issue5280.pdf']

describe('hostile input', () => {
  let app: RunningApp
  beforeAll(async () => {
    app = await startApp()
  })
  afterAll(() => app?.close())

  it.each([
    ['no boundary', 'multipart/form-data', 'x'],
    ['another boundary', 'multipart/form-data; boundary=other', multipartBody([{ name: 'a.txt', bytes: 'text' }])],
    ['a boundary that is too long', `multipart/form-data; boundary=${'x'.repeat(5000)}`, 'x'],
    ['a body that ends in a header', multipartType, '--docent-boundary\r\nContent-Dispo'],
    ['no file in it', multipartType, multipartBody([])],
    ['10,000 fields', multipartType, '--docent-boundary\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n'.repeat(10_000) + multipartBody([])],
  ])('refuses an upload with %s', async (_, contentType, body) => {
    const answer = await postRaw(app.url, '/api/documents', contentType, body)
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('"invalid_request"')
  })

  it('makes a harmless label of any file name', async () => {
    const names = ['../../../../etc/passwd', 'a\0b.txt', '\u202Egpj.txt', `${'\u{1f600}'.repeat(300)}.txt`, '../..', '']
    const body = multipartBody(names.map((name, index) => ({ name, bytes: `text number ${index}` })))
    const answer = await postRaw(app.url, '/api/documents', multipartType, body)
    expect(answer.status).toBe(202)
    const sources = (await listDocuments(app.url)).map((document) => document.source)
    expect(sources).toEqual(expect.arrayContaining(['etc/passwd', 'ab.txt', 'gpj.txt']))
    expect(sources).toHaveLength(4)
    for (const source of sources) expect(source).not.toMatch(/[\p{Surrogate}\ufffd]/u)
    expect(answer.body.match(/"invalid_request"/g)).toHaveLength(2)
  })

  it('tells which files it took when there were too many', async () => {
    const files = Array.from({ length: uploadLimits.maxFilesPerRequest + 1 }, (_, index) => ({ name: `many/${index}.txt`, bytes: '\u0000' }))
    files.splice(0, 1, { name: 'many/text.txt', bytes: 'one text among binaries' })
    const { documents, rejected } = await uploadFiles(app.url, files)
    expect(documents.map((document) => document.source)).toEqual(['many/text.txt'])
    expect(rejected.at(-1)?.code).toBe('too_many_files')
  })

  it('refuses a file over the limit, takes the one after it, and keeps nothing of the first', async () => {
    const large = new Uint8Array(uploadLimits.maxFileBytes + 1)
    const before = await filesBelow(app, 'originals')
    const { documents, rejected } = await uploadFiles(app.url, [
      { name: 'large.txt', bytes: large },
      { name: 'after-large.txt', bytes: 'a small text after a large one' },
    ])
    expect(rejected).toMatchObject([{ source: 'large.txt', code: 'payload_too_large' }])
    expect(documents.map((document) => document.source)).toEqual(['after-large.txt'])
    expect(await filesBelow(app, 'originals')).toBe(before + 1)
    // The normalized text of the small one passes through here as well.
    await expect.poll(() => filesBelow(app, 'incoming')).toBe(0)
  })

  it('clears away an upload whose sender leaves, while others go on', async () => {
    const before = await filesBelow(app, 'originals')
    const sender = await beginUpload(app.url)
    await expect.poll(() => filesBelow(app, 'incoming')).toBe(1)
    expect((await uploadFiles(app.url, [{ name: 'meanwhile.txt', bytes: 'sent while another upload is open' }])).documents).toHaveLength(1)
    sender.resetAndDestroy()
    await expect.poll(() => filesBelow(app, 'incoming')).toBe(0)
    expect(await filesBelow(app, 'originals')).toBe(before + 1)
  })

  it.each([
    ['invalid JSON', '/api/query', '{"question":', 400],
    ['120,000 nested arrays', '/api/query', '['.repeat(120_000) + ']'.repeat(120_000), 400],
    ['only prototype keys', '/api/query', '{"__proto__":{"question":"x"},"constructor":{"prototype":{"question":"x"}}}', 400],
    ['more than the limit', '/api/query', `{"question":"${'x'.repeat(300_000)}"}`, 413],
    ['half a character in a filter', '/api/search', '{"query":"x","filter":{"sources":["\\ud800"]}}', 200],
    ['half a character in the question', '/api/query', '{"question":"\\ud800 and \\u0000"}', 200],
    ['nothing but space as text', '/api/ingest', '{"source":"x","text":""}', 400],
  ])('answers JSON with %s', async (_, address, body, status) => {
    expect((await postRaw(app.url, address, 'application/json', body)).status).toBe(status)
  })

  it('has no document under odd ids and no page under odd addresses of the API', async () => {
    for (const id of ['..%2f..%2fetc', '%00', 'a'.repeat(8000), '__proto__', "'%20OR%201=1--"]) {
      const answer = await sendRaw(app.url, `GET /api/documents/${id}/content HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n`)
      expect([answer.status, answer.body.includes('"not_found"')]).toEqual([404, true])
      expect(answer.headers).toContain('cache-control: no-store')
    }
    expect(await callJson(`${app.url}/api/nothing/here`, { method: 'PUT' })).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
    expect((await fetch(`${app.url}/api/status`, { method: 'PUT' })).status).toBe(405)
    expect((await fetch(`${app.url}/api/documents/events`, { method: 'HEAD' })).status).toBe(200)
  })

  it('keeps ten uploads of one name at once to one document, and fifty answers at once to their own questions', async () => {
    const vaults = Array.from({ length: 50 }, (_, index) => 1000 + index)
    await uploadFiles(
      app.url,
      vaults.map((vault) => ({ name: `vaults/${vault}.md`, bytes: `# Vault ${vault}\n\nThe keeper of vault ${vault} is called Person${vault}.\n` })),
    )
    await waitUntilSettled(app.url)
    const uploads = Promise.all(Array.from({ length: 10 }, (_, index) => uploadFiles(app.url, [{ name: 'same.md', bytes: `# Same\n\nVersion ${index}.\n` }])))
    const answers = await Promise.all(vaults.map((vault) => readAnswerStream(app.url, { question: `Who is the keeper of vault ${vault}?` })))
    for (const [index, events] of answers.entries()) {
      const end = events.at(-1) as { type: string; answer: { text: string } }
      expect(end.type).toBe('answer-end')
      expect(end.answer.text).toContain(`Person${vaults[index]}`)
    }
    const versions = (await uploads).flatMap(({ documents }) => documents)
    expect(new Set(versions.map((document) => document.id)).size).toBe(1)
    await expectConsistent(app)
  })

  it('leaves no point of documents that are deleted or replaced while they are in work', async () => {
    const files = makeDocuments(6)
    const { documents } = await uploadFiles(app.url, files)
    const replaced = uploadFiles(
      app.url,
      files.slice(3).map((file) => ({ ...file, bytes: `${file.bytes}\n\nA new last sentence.` })),
    )
    const deletions = documents.slice(0, 3).map((document) => fetch(`${app.url}/api/documents/${document.id}`, { method: 'DELETE' }))
    expect((await Promise.all(deletions)).map((response) => response.status)).toEqual([204, 204, 204])
    expect((await replaced).documents.map((document) => document.version)).toEqual([2, 2, 2])
    await expectConsistent(app)
  })

  it.skipIf(!existsSync(strangePdfs))('ends strange PDFs in ready or in a code (skipped where ../shared/data/robust_pdf is not there)', async () => {
    const present = strangeNames.filter((name) => existsSync(path.join(strangePdfs, name)))
    const files = await Promise.all(present.map(async (name) => ({ name: `strange/${name}`, bytes: await readFile(path.join(strangePdfs, name)) })))
    await uploadFiles(app.url, files)
    await waitUntilSettled(app.url)
    const strange = (await listDocuments(app.url)).filter((document) => document.source.startsWith('strange/'))
    expect(strange).toHaveLength(present.length)
    expect(strange.find((document) => document.source.endsWith('bomb_giant.pdf'))?.error_code).toBe('parse_memory_exceeded')
    for (const { status, error_code: code } of strange) expect(status === 'ready' || (code !== null && code !== 'internal_error')).toBe(true)
    expect((await callJson(`${app.url}/api/health`)).status).toBe(200)
  })

  it('has printed no stack, no internal error and nothing of any document', () => {
    expect(app.output()).not.toMatch(/internal_error|\n\s+at |Person10|millimetres/)
  })
})

/** What counts once everything is settled: points, originals and normalized texts are exactly those of the documents. */
async function expectConsistent(app: RunningApp): Promise<void> {
  const { points } = await waitUntilSettled(app.url)
  const documents = await listDocuments(app.url)
  const ready = documents.filter((document) => document.status === 'ready')
  expect(points).toBe(ready.reduce((sum, document) => sum + document.chunk_count, 0))
  expect(await filesBelow(app, 'normalized')).toBe(ready.length)
  expect(await filesBelow(app, 'originals')).toBe(new Set(documents.map((document: AppDocument & { content_hash?: string }) => document.content_hash)).size)
  expect(await filesBelow(app, 'incoming')).toBe(0)
}

async function filesBelow(app: RunningApp, folder: string): Promise<number> {
  const entries = await readdir(path.join(app.dataDirectory, folder), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).length
}

/** An upload of which only the beginning is sent. */
async function beginUpload(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.on('error', () => undefined)
  const [half = ''] = multipartBody([{ name: 'half.txt', bytes: 'x'.repeat(200_000) }]).split('\r\n--docent-boundary--')
  socket.write(postHead(url, '/api/documents', multipartType, 10_000_000) + half)
  return socket
}
