import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type GeneratorLimits, OpenaiGenerator } from '@/lib/models/openai-generator'
import { type ModelBehaviour, type OpenAiServer, startOpenAiServer } from '../../fixtures/openai-server'
import { collect, describeGenerator, prompt } from './generator-suite'

const answer = 'The library opens at nine on weekdays [1].'
const apiKey = 'sk-test-secret'

let server: OpenAiServer

beforeAll(async () => {
  server = await startOpenAiServer({ apiKey })
})
afterAll(() => server.close())
beforeEach(() => {
  server.requests.length = 0
  server.setBehaviour('good')
})

function generator(model: ModelBehaviour | string, limits: Partial<GeneratorLimits> = {}): OpenaiGenerator {
  return new OpenaiGenerator({ baseUrl: server.url, model, apiKey }, limits)
}

const unopened = await startOpenAiServer({ handler: () => 'A hidden thought.\n</think>\n\nAt nine [1].' })
const json = await startOpenAiServer({ handler: () => 'Sure! {"questions": ["When does it open?",],} Anything else?' })
afterAll(() => Promise.all([unopened.close(), json.close()]))

describeGenerator('a server', {
  answer,
  good: () => generator('good'),
  thinking: () => generator('reasoning'),
  thinkingUnopened: () => new OpenaiGenerator({ baseUrl: unopened.url, model: 'good', apiKey }),
  json: () => new OpenaiGenerator({ baseUrl: json.url, model: 'good', apiKey }),
  long: () => generator('slow'),
  small: () => generator('small-context'),
})

describe('a server that behaves', () => {
  it('completes in one go and passes the token limit on', async () => {
    expect(await generator('good').complete(prompt, { maxTokens: 77 })).toBe(answer)
    expect(server.requests[0]?.body).toMatchObject({ model: 'good', max_tokens: 77, temperature: 0, messages: prompt })
  })

  it('passes the check, and reads a slow stream to its end', async () => {
    await expect(generator('good').check()).resolves.toBeUndefined()
    expect((await collect(generator('slow').stream(prompt))).text).toBe(answer)
  })

  it('works without a key', async () => {
    const open = await startOpenAiServer()
    try {
      expect(await new OpenaiGenerator({ baseUrl: `${open.url}/`, model: 'test-model', apiKey: null }).complete(prompt)).toBe(answer)
      expect(open.requests[0]?.headers.authorization).toBe('Bearer none')
    } finally {
      await open.close()
    }
  })

  it('tells reasoning in its own field, under either name, and in tags from the text', async () => {
    expect(await collect(generator('reasoning').stream(prompt))).toMatchObject({
      text: answer,
      reasoning: 'hidden thought in its own fieldhidden thought in tags',
    })
    const field = await collect(generator('reasoning-field').stream(prompt))
    expect(field.text).toBe(answer)
    expect(field.reasoning).toMatch(/^hidden thought\.+$/)
    expect(await generator('reasoning').complete(prompt)).toBe(answer)
  })

  it('says at the end what the answer cost, where the server does', async () => {
    expect((await collect(generator('good').stream(prompt))).usage).toEqual({ type: 'usage', inputTokens: 120, outputTokens: 4 })
    expect(server.requests[0]?.body).toMatchObject({ stream_options: { include_usage: true } })
  })

  it.each(['no-usage', 'strict-silent'] as const)('%s: answers all the same, and is asked for the cost once', async (model) => {
    const old = generator(model)
    for (const requests of [2, 3]) {
      expect(await collect(old.stream(prompt))).toMatchObject({ text: answer, usage: { inputTokens: null, outputTokens: null }, code: null })
      expect(server.requests).toHaveLength(requests)
    }
  })

  it('knows how much fits: what it was told, else a careful figure', () => {
    expect(generator('good').contextTokens).toBe(8_192)
    expect(new OpenaiGenerator({ baseUrl: server.url, model: 'good', apiKey, contextTokens: 131_072 }).contextTokens).toBe(131_072)
    expect(generator('good').countTokens('The library opens at nine.')).toBeGreaterThanOrEqual(6)
  })

  it('leaves out parameters that the model refuses, and remembers it', async () => {
    const strict = generator('strict-parameters')
    expect(await strict.complete(prompt, { maxTokens: 50 })).toBe(answer)
    expect(await strict.complete(prompt, { maxTokens: 50 })).toBe(answer)
    expect(server.requests).toHaveLength(4)
    expect(server.requests[3]?.body).toMatchObject({ max_completion_tokens: 50 })
    await expect(generator('strict-parameters').check()).resolves.toBeUndefined()
  })
})

describe('a server that fails before the first token', () => {
  const expected: Array<[string, string, number]> = [
    ['refusing', 'llm_unauthorized', 1],
    ['no-such-model', 'llm_model_missing', 1],
    ['busy', 'llm_rate_limited', 1],
    ['failing', 'llm_failed', 2],
    ['bad-json-first', 'llm_failed', 1],
    ['small-context', 'llm_context_exceeded', 1],
  ]
  it.each(expected)('%s: %s after %i requests', async (model, code, requests) => {
    const outcome = await collect(generator(model, { attempts: 2 }).stream(prompt))
    expect(outcome).toMatchObject({ text: '', code })
    expect(server.requests).toHaveLength(requests)
    await expect(generator(model).check()).rejects.toMatchObject({ code })
  })

  it.each(['busy-once', 'failing-once'] as const)('%s: retried and answered', async (behaviour) => {
    server.setBehaviour(behaviour)
    expect(await collect(generator('test-model').stream(prompt))).toMatchObject({ text: answer, code: null })
    expect(server.requests).toHaveLength(2)
  })

  it.each(['hanging', 'hanging-open'])('%s: llm_timed_out', async (model) => {
    expect(await collect(generator(model, { firstToken: 200 }).stream(prompt))).toMatchObject({ text: '', code: 'llm_timed_out' })
    await expect(generator(model, { firstToken: 200 }).check()).rejects.toMatchObject({ code: 'llm_timed_out' })
  })

  it('a wrong key is llm_unauthorized, a wrong path or a closed port llm_unreachable', async () => {
    expect((await collect(new OpenaiGenerator({ baseUrl: server.url, model: 'good', apiKey: 'wrong' }).stream(prompt))).code).toBe('llm_unauthorized')
    expect((await collect(new OpenaiGenerator({ baseUrl: server.url.replace('/v1', '/api'), model: 'good', apiKey }).stream(prompt))).code).toBe(
      'llm_unreachable',
    )
    const closed = await startOpenAiServer()
    await closed.close()
    expect((await collect(new OpenaiGenerator({ baseUrl: closed.url, model: 'good', apiKey }, { attempts: 2 }).stream(prompt))).code).toBe('llm_unreachable')
  })

  it('a page instead of a stream is llm_failed', async () => {
    const page = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>'))
    await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve))
    try {
      const baseUrl = `http://127.0.0.1:${(page.address() as AddressInfo).port}`
      expect(await collect(new OpenaiGenerator({ baseUrl, model: 'good', apiKey }).stream(prompt))).toMatchObject({ text: '', code: 'llm_failed' })
    } finally {
      page.close()
    }
  })
})

describe('a server that fails after the first token', () => {
  it.each(['cut-off', 'unfinished', 'bad-json', 'error-in-stream'])('%s: what came is kept, then llm_interrupted, without a second request', async (model) => {
    const outcome = await collect(generator(model).stream(prompt))
    expect(outcome.code).toBe('llm_interrupted')
    expect(outcome.text.length).toBeGreaterThan(5)
    expect(answer.startsWith(outcome.text)).toBe(true)
    expect(server.requests).toHaveLength(1)
  })

  it('stalling: llm_timed_out after the limit between tokens', async () => {
    const outcome = await collect(generator('stalling', { betweenTokens: 200 }).stream(prompt))
    expect(outcome.code).toBe('llm_timed_out')
    expect(outcome.text.length).toBeGreaterThan(5)
    expect(answer.startsWith(outcome.text)).toBe(true)
  })

  it('a reader that takes its time is not taken for a slow server', async () => {
    let text = ''
    for await (const piece of generator('good', { betweenTokens: 150 }).stream(prompt)) {
      if (!text) await new Promise((resolve) => setTimeout(resolve, 400))
      if (piece.type === 'text') text += piece.text
    }
    expect(text).toBe(answer)
  })
})

describe('an answer in JSON', () => {
  const shape = z.object({ questions: z.array(z.string()).min(1) })
  const asked = { questions: ['When does it open?'] }

  afterEach(() => server.setHandler(null))

  it('asks the server to keep to the shape, and reads it', async () => {
    server.setHandler(() => JSON.stringify(asked))
    expect(await generator('good').completeJson(prompt, shape)).toEqual(asked)
    expect(server.requests[0]?.body.response_format).toMatchObject({ type: 'json_schema', json_schema: { schema: { required: ['questions'] } } })
    expect(JSON.stringify(server.requests[0]?.body.messages)).toContain('JSON of this schema')
  })

  it.each(['no-json-schema', 'strict-silent'])('%s: reads what it says between its words', async (model) => {
    server.setHandler(() => `Sure! Here it is:\n\`\`\`json\n{"questions": ["When does it open?",],}\n\`\`\`\nAnything else?`)
    expect(await generator(model).completeJson(prompt, shape)).toEqual(asked)
    expect(server.requests.at(-1)?.body.response_format).toBeUndefined()
  })

  it('is llm_failed when it is no JSON, or of another shape', async () => {
    for (const text of ['I would rather not.', '{"questions": []}', '["a"]']) {
      server.setHandler(() => text)
      await expect(generator('good').completeJson(prompt, shape)).rejects.toMatchObject({ code: 'llm_failed' })
    }
  })
})

describe('stopping', () => {
  it('ends with cancelled in the middle, before the start, and while it waits', async () => {
    const middle = new AbortController()
    const stream = generator('slow').stream(prompt, { signal: middle.signal })
    await stream.next()
    middle.abort()
    expect((await collect(stream)).code).toBe('cancelled')
    expect((await collect(generator('good').stream(prompt, { signal: AbortSignal.abort() }))).code).toBe('cancelled')
    expect((await collect(generator('hanging').stream(prompt, { signal: AbortSignal.timeout(50) }))).code).toBe('cancelled')
  })

  it('ends with cancelled while it pauses before a retry', async () => {
    server.setBehaviour('failing')
    expect((await collect(generator('test-model').stream(prompt, { signal: AbortSignal.timeout(100) }))).code).toBe('cancelled')
  })

  it('closes the connection when the reader leaves', async () => {
    let isClosed = false
    const endless = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      const timer = setInterval(() => response.write('data: {"choices":[{"index":0,"delta":{"content":"more "}}]}\n\n'), 5)
      response.on('close', () => {
        isClosed = true
        clearInterval(timer)
      })
    })
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve))
    const baseUrl = `http://127.0.0.1:${(endless.address() as AddressInfo).port}/v1`
    for await (const piece of new OpenaiGenerator({ baseUrl, model: 'good', apiKey }).stream(prompt)) {
      expect(piece).toEqual({ type: 'text', text: 'more ' })
      break
    }
    await expect.poll(() => isClosed).toBe(true)
    endless.close()
  })
})

describe('what must not leak', () => {
  it('error messages hold neither the key nor the prompt', async () => {
    for (const model of ['refusing', 'failing', 'bad-json', 'no-such-model']) {
      const { message } = await collect(generator(model, { attempts: 1 }).stream(prompt))
      expect(message).not.toMatch(/sk-test|library|Parking/)
    }
  })

  it.each(['ftp://host/v1', 'file:///etc/passwd', 'localhost:11434/v1', 'http://user:pass@host/v1', ''])('refuses the address %j', (baseUrl) => {
    expect(() => new OpenaiGenerator({ baseUrl, model: 'good', apiKey })).toThrow(expect.objectContaining({ code: 'invalid_request' }))
  })
})
