import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProcessDocumentParser } from '@/lib/ingest/process-document-parser'
import { chunking, fixturePath } from '../unit/ingest/support/documents'

let folder: string
let workerPath: string

/** Runs what it is told in the place of a file's name and answers with the outcome: a parser in the hands of its file. */
const hijackedWorker = `
  import net from 'node:net'
  import { Worker } from 'node:worker_threads'
  const answer = (id, message) => process.send({ type: 'failure', id, code: 'damaged_file', message: String(message), residentBytes: 1 })
  process.on('disconnect', () => process.exit())
  process.on('message', async ({ id, request }) => {
    const run = new (Object.getPrototypeOf(async () => {}).constructor)('request', 'net', 'Worker', 'load', request.source)
    await run(request, net, Worker, (name) => import(name)).then((value) => answer(id, value), (error) => answer(id, error.code ?? error.name))
  })`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docent-confined-'))
  workerPath = join(folder, 'hijacked.mjs')
  await writeFile(workerPath, hijackedWorker)
  await writeFile(join(folder, 'thread.mjs'), `import net from 'node:net'\nimport { parentPort } from 'node:worker_threads'\n${threadBody}`)
  await copyFile(join(process.cwd(), 'dist/workers/forbid-network.mjs'), join(folder, 'forbid-network.mjs'))
})
afterAll(() => rm(folder, { recursive: true }))

const threadBody =
  "try { net.connect(1, '127.0.0.1').on('error', (error) => parentPort.postMessage(error.code)) } catch (error) { parentPort.postMessage(error.code) }"

/** What becomes of `code` in the process: the code of its error, else its value. */
async function runConfined(code: string): Promise<string> {
  const parser = new ProcessDocumentParser({ workerPath, poolSize: 1, readableFolders: [join(process.cwd(), 'tests/fixtures')] })
  try {
    const request = { path: fixturePath('swtt-lectures-ko.txt'), format: 'text' as const, source: code, chunking }
    return await parser.parse(request).then(String, (error: Error) => error.message)
  } finally {
    await parser.close()
  }
}

const refused = 'ERR_ACCESS_DENIED'

describe('a parser process in the hands of its file', () => {
  it('has nothing of the environment', async () => {
    process.env.DOCENT_TEST_SECRET = 'secret'
    expect(await runConfined('return Object.keys(process.env)')).toBe('NODE_ENV,MALLOC_ARENA_MAX')
  })

  it.each([
    ['a socket', "net.connect(1, '127.0.0.1')"],
    ['a TLS connection', "(await load('node:tls')).connect(1, '127.0.0.1')"],
    ['a listening socket', "(await load('node:net')).createServer().listen(0)"],
    ['a datagram', "(await load('node:dgram')).createSocket('udp4').send('x', 1, '127.0.0.1')"],
    ['an HTTP request', "(await load('node:http')).get('http://127.0.0.1:1/')"],
    ['a name look-up', "await (await load('node:dns/promises')).lookup('localhost')"],
    ['a name look-up with a callback', "(await load('node:dns')).lookup('localhost', () => {})"],
    ['a name server', "await new (await load('node:dns/promises')).Resolver().resolve4('localhost')"],
  ])('does not get %s', async (_, attempt) => {
    expect(await runConfined(`${attempt}; return 'done'`)).toBe(refused)
  })

  it('does not get a socket in a thread either', async () => {
    const thread = JSON.stringify(join(folder, 'thread.mjs'))
    expect(await runConfined(`return new Promise((done) => new Worker(${thread}).once('message', done))`)).toBe(refused)
  })

  it('does not get anything by fetch', async () => {
    expect(await runConfined("return fetch('http://127.0.0.1:1/')")).toBe(refused)
  })

  it.each([
    ['a shell', "(await load('node:child_process')).execSync('true')"],
    ['a program', "(await load('node:child_process')).spawnSync('/bin/true')"],
    ['the bindings of Node', "process.binding('tcp_wrap')"],
    ['to write a file', "(await load('node:fs')).writeFileSync('written', 'x')"],
    ['to read a file that is none of its business', "(await load('node:fs')).readFileSync('/etc/hostname')"],
    ['to list a folder that is none of its business', "(await load('node:fs')).readdirSync('/')"],
  ])('does not get %s', async (_, attempt) => {
    expect(await runConfined(`${attempt}; return 'done'`)).toBe(refused)
  })

  it('reads its originals', async () => {
    expect(Number(await runConfined("return (await load('node:fs')).readFileSync(request.path).length"))).toBeGreaterThan(1000)
  })

  it.runIf(existsSync('/usr/bin/prlimit'))('has few files open at a time', async () => {
    const openMany = "for (;;) (await load('node:fs')).openSync(request.path)"
    expect(await runConfined(openMany)).toBe('EMFILE')
    const limits = "return (await load('node:fs')).readFileSync('/proc/self/limits')"
    expect(await runConfined(limits)).toBe(refused)
  })
})
