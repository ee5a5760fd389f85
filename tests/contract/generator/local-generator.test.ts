import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { PromptMessage } from '@/lib/domain/ports/generator'
import { type LocalModelSettings, LocalModels } from '@/lib/models/local-generator/local-models'
import { ModelProcess } from '@/lib/models/local-generator/model-process'
import type { GeneratorEntry } from '@/lib/models/manifest/generator-models'
import { writeWorkerPath } from '../../fixtures/embedder-paths'
import { makeDecoder } from '../../fixtures/models/make-decoder'
import { collect, describeGenerator, prompt } from './generator-suite'

// The weights are made by hand; graph, tokenizer, chat template, process, runtime and the library's generation are real.
let directory: string
const manifest: GeneratorEntry[] = []
const opened: LocalModels[] = []
const chains = {
  'tiny/good': ['▁The', '▁library', '▁opens', '▁at', '▁nine', '▁on', '▁weekdays', '▁[1].'],
  'tiny/thinking': ['<think>', '▁hidden', '▁thought', '</think>', '▁Nine.'],
  'tiny/unopened': ['▁hidden', '▁thoughts', '</think>', '▁Nine.'],
  'tiny/json': ['▁{"questions":', '▁["When', '▁does', '▁it', '▁open?"]}', '▁Sure.'],
}

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'docent-local-models-'))
  for (const [id, chain] of Object.entries(chains)) manifest.push(await makeDecoder(directory, id, { chain }))
  manifest.push(await makeDecoder(directory, 'tiny/long', { chain: ['▁more'], isEndless: true }))
  shared = openModels()
})
afterEach(() => closeAllBut(shared))
afterAll(async () => {
  await shared.close()
  await rm(directory, { recursive: true, force: true })
})

let shared: LocalModels

function openModels(settings: Partial<LocalModelSettings> = {}): LocalModels {
  const models = new LocalModels({ modelsDirectory: directory, workerPath: writeWorkerPath, manifest, ...settings })
  opened.push(models)
  return models
}

async function closeAllBut(kept: LocalModels): Promise<void> {
  for (const models of opened.splice(0)) if (models !== kept) await models.close()
}

const ask = (content: string): PromptMessage[] => [{ role: 'user', content }]

describeGenerator('a model on this machine', {
  answer: 'few The library opens at nine on weekdays [1].',
  good: () => shared.open('tiny/good', 2_048),
  thinking: () => shared.open('tiny/thinking', 2_048),
  thinkingUnopened: () => shared.open('tiny/unopened', 2_048),
  json: () => shared.open('tiny/json', 2_048),
  long: () => shared.open('tiny/long', 2_048),
  small: () => shared.open('tiny/good', 5),
})

it('reads a prompt in pieces without losing or reading twice what came before', async () => {
  const good = shared.open('tiny/good', 2_048)
  const filler = 'library '.repeat(400).trim()
  expect(await good.complete(ask(`apple apple apple ${filler}`), { maxTokens: 1 })).toBe('many')
  expect(await good.complete(ask(`apple ${filler} apple`), { maxTokens: 1 })).toBe('few')
  expect(await good.complete(ask(`apple ${filler} apple ${filler} apple`), { maxTokens: 1 })).toBe('many')
  expect((await collect(good.stream(ask(`apple ${filler}`), { maxTokens: 3 }))).usage).toEqual({ type: 'usage', inputTokens: 403, outputTokens: 3 })
})

it('takes the marks of its template apart where they stand in a message', async () => {
  const good = shared.open('tiny/good', 2_048)
  const tokens = async (text: string) => (await collect(good.stream(ask(text), { maxTokens: 1 }))).usage as { inputTokens: number }
  // As marks they would be eight tokens; taken apart they are two words that the model does not know.
  const marks = '</s>'.repeat(8)
  expect((await tokens(`apple ${marks} apple`)).inputTokens).toBeLessThan((await tokens('apple apple')).inputTokens + 4)
})

it('never gives a model more than it was made for, nor writes beyond what it is given', async () => {
  expect(shared.open('tiny/good', 100_000).contextTokens).toBe(2_048)
  const { usage } = await collect(shared.open('tiny/long', 300).stream(ask('apple')))
  expect(usage).toEqual({ type: 'usage', inputTokens: 3, outputTokens: 297 })
})

it('writes one answer at a time, in the order of the questions; who waits can leave', async () => {
  const models = openModels()
  const order: string[] = []
  const leaving = new AbortController()
  const first = collect(models.open('tiny/long', 2_048).stream(ask('apple'))).then(({ usage }) => order.push(`long ${JSON.stringify(usage)}`))
  const second = collect(models.open('tiny/long', 2_048).stream(ask('apple'), { signal: leaving.signal })).then(({ code }) => order.push(String(code)))
  const third = models
    .open('tiny/good', 2_048)
    .complete(ask('apple'))
    .then((text) => order.push(text.slice(0, 3)))
  leaving.abort()
  await Promise.all([first, second, third])
  expect(order).toEqual(['cancelled', 'long {"type":"usage","inputTokens":3,"outputTokens":1024}', 'few'])
})

it('hears a stop between two tokens', async () => {
  const { id, weights } = manifest.find((model) => model.id === 'tiny/long') as GeneratorEntry
  const endless = new ModelProcess(writeWorkerPath, { modelsDirectory: directory, model: { id, weights } })
  try {
    await endless.ready
    const writing = endless.write({ messages: ask('apple'), maxTokens: null, contextTokens: 10_000_000 })
    await writing.next()
    writing.stop()
    await writing.ended
  } finally {
    await endless.end()
  }
})

it('loads a model once, also when who asked first leaves meanwhile', async () => {
  const models = openModels()
  const good = models.open('tiny/good', 2_048)
  const leaving = new AbortController()
  const first = collect(good.stream(ask('apple'), { signal: leaving.signal }))
  const second = good.complete(ask('apple'), { maxTokens: 1 })
  leaving.abort()
  expect((await first).code).toBe('cancelled')
  expect(await second).toBe('few')
  await models.close()
  expect(models.isRunning).toBe(false)
  expect((await collect(good.stream(ask('apple')))).code).toBe('cancelled')
})

it('gives its memory back when nobody asked for a while, and comes back', async () => {
  const models = openModels({ limits: { idle: 50 } })
  expect(models.isRunning).toBe(false)
  const good = models.open('tiny/good', 2_048)
  await good.check()
  await expect.poll(() => models.isRunning).toBe(false)
  await good.check()
})

it('fails the answer of a process that dies, and starts another for the next', async () => {
  const workerPath = path.join(directory, 'mortal.mjs')
  await writeFile(
    workerPath,
    `const send = process.send.bind(process)
let pieces = 0
process.send = (message) => { send(message); if (message.type === 'text' && ++pieces === 40) process.kill(process.pid, 'SIGKILL') }
await import(${JSON.stringify(pathToFileURL(writeWorkerPath).href)})
process.on('message', (order) => { if (order.messages?.[0]?.content === 'die') process.kill(process.pid, 'SIGKILL') })
`,
  )
  const models = openModels({ workerPath })
  expect(await collect(models.open('tiny/good', 2_048).stream(ask('die')))).toMatchObject({ text: '', code: 'llm_failed' })
  const broken = await collect(models.open('tiny/long', 2_048).stream(ask('apple')))
  expect(broken).toMatchObject({ code: 'llm_interrupted' })
  expect(broken.text).toMatch(/^few more/)
  expect(await models.open('tiny/good', 2_048).complete(ask('apple'), { maxTokens: 1 })).toBe('few')
})

it('ends a process that takes too long to its first token', async () => {
  const workerPath = path.join(directory, 'deaf.mjs')
  await writeFile(workerPath, `process.on('message', () => {})\nprocess.on('disconnect', () => process.exit(0))\n`)
  const models = openModels({ workerPath, limits: { firstToken: 100 } })
  expect(await collect(models.open('tiny/good', 2_048).stream(prompt))).toMatchObject({ text: '', code: 'llm_timed_out' })
  await expect.poll(() => models.isRunning).toBe(false)
})

it('knows which models are installed, and says how to get one that is not', async () => {
  const models = openModels()
  expect(await models.list()).toEqual(manifest.map(({ id }) => id))
  await expect(models.verify('tiny/good')).resolves.toBeUndefined()
  const empty = openModels({ modelsDirectory: path.join(directory, 'nowhere') })
  expect(await empty.list()).toEqual([])
  expect(await collect(empty.open('tiny/good', 2_048).stream(prompt))).toMatchObject({
    code: 'llm_model_missing',
    message: expect.stringContaining('npm run models -- fetch tiny/good'),
  })
  expect(() => empty.open('someone/else', 2_048)).toThrow(expect.objectContaining({ code: 'llm_model_missing' }))
})

it('takes no file with other contents, and none that changed since', async () => {
  const models = openModels()
  expect(await models.list()).toContain('tiny/json')
  await writeFile(path.join(directory, 'tiny', 'json', 'config.json'), '{}')
  expect(await models.list()).not.toContain('tiny/json')
})
