import { appendFile, mkdir, mkdtemp, rename, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AppDocument, callJson, listDocuments, waitUntilSettled } from './support/call-app'
import { type RunningApp, startApp } from './support/start-app'

interface WatchState {
  watch: { folder: string; state: string; files: number; skipped: number; skipped_files: { source: string; code: string }[] } | null
}
type Found = { passages: { document_id: string; source: string; text: string }[] }
const waiting = { timeout: 60_000, interval: 250 }

describe('a watched folder', () => {
  let root: string
  let folder: string
  let app: RunningApp
  const start = () => startApp({ dataDirectory: path.join(root, 'data'), environment: { DOCENT_WATCH: folder } })

  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'docent-folder-'))
    folder = path.join(root, '자료')
    await mkdir(path.join(folder, 'reports'), { recursive: true })
    await writeFile(path.join(folder, 'reports/rain.md'), '# Rain\n\nThe gauge at Busan overflowed in July.\n')
    await writeFile(path.join(folder, 'sun.txt'), 'The sundial at Jeju was repaired in May.\n')
    await writeFile(path.join(folder, 'sound.bin'), Buffer.from([0, 1, 2, 3]))
    app = await start()
  })
  afterAll(async () => {
    await app?.close()
    await rm(root, { recursive: true, force: true, maxRetries: 5 })
  })

  const readWatch = async () => (await callJson<WatchState>(`${app.url}/api/settings`)).body.watch
  const find = async (query: string) => (await callJson<Found>(`${app.url}/api/search`, { body: { query, top_k: 1 } })).body.passages[0]
  const readySources = async () => {
    const documents = await listDocuments(app.url)
    return documents.every((document) => document.status === 'ready') ? documents.map((document) => document.source).sort() : []
  }

  it('is taken in, and its files are found', async () => {
    await expect.poll(readySources, waiting).toEqual(['reports/rain.md', 'sun.txt'])
    expect(await readWatch()).toMatchObject({
      folder,
      state: 'in-step',
      files: 2,
      skipped: 1,
      skipped_files: [{ source: 'sound.bin', code: 'unsupported_type' }],
    })
    expect(await find('Busan gauge')).toMatchObject({ source: 'reports/rain.md' })
  })

  it('keeps the document of a moved file, which is found under its new name', async () => {
    const before = (await listDocuments(app.url)).find((document) => document.source === 'sun.txt')
    await rename(path.join(folder, 'sun.txt'), path.join(folder, 'reports/shade.txt'))
    await expect.poll(readySources, waiting).toEqual(['reports/rain.md', 'reports/shade.txt'])
    expect((await listDocuments(app.url)).find((document) => document.source === 'reports/shade.txt')).toMatchObject({ id: before?.id, version: 1 })
    await expect.poll(async () => (await find('Jeju sundial'))?.source, waiting).toBe('reports/shade.txt')
  })

  it('answers from the changed file, and no more from a deleted one', async () => {
    await appendFile(path.join(folder, 'reports/rain.md'), '\nIn August the weir at Mokpo was opened.\n')
    await expect.poll(async () => (await find('Mokpo weir'))?.text ?? '', waiting).toContain('Mokpo')
    await unlink(path.join(folder, 'reports/shade.txt'))
    await expect.poll(readySources, waiting).toEqual(['reports/rain.md'])
    expect((await find('Jeju sundial'))?.source).not.toBe('reports/shade.txt')
  })

  it('is reconciled at the next start, and loses nothing when it is away', async () => {
    await app.interrupt()
    await rename(path.join(folder, 'reports/rain.md'), path.join(folder, 'rain.md'))
    await writeFile(path.join(folder, 'new.txt'), 'A lighthouse at Ulsan was lit.\n')
    app = await start()
    await expect.poll(readySources, waiting).toEqual(['new.txt', 'rain.md'])
    await app.interrupt()
    await rename(folder, `${folder}-away`)
    app = await start()
    await waitUntilSettled(app.url)
    await expect.poll(async () => (await readWatch())?.state, waiting).toBe('missing')
    expect((await listDocuments(app.url)).map((document: AppDocument) => document.source).sort()).toEqual(['new.txt', 'rain.md'])
    expect(app.output()).toContain('Nothing is deleted from the library')
  })
})
