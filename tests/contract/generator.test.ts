import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PromptMessage } from '@/lib/domain/ports/generator'
import { type GeneratorLimits, OpenaiGenerator } from '@/lib/models/openai-generator'
import { type ModelBehaviour, type OpenAiServer, startOpenAiServer } from '../fixtures/openai-server'

const prompt: PromptMessage[] = [
  { role: 'system', content: 'Answer from the context only.' },
  {
    role: 'user',
    content: 'Context:\n[1] The library opens at nine on weekdays. It closes at six.\n[2] Parking is free.\n\nQuestion: When does the library open?',
  },
]
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

async function collect(pieces: AsyncIterable<string>): Promise<{ text: string; pieces: number; code: string | null; message: string }> {
  let text = ''
  let count = 0
  try {
    for await (const piece of pieces) {
      text += piece
      count += 1
    }
    return { text, pieces: count, code: null, message: '' }
  } catch (error) {
    return { text, pieces: count, code: (error as { code: string }).code, message: (error as Error).message }
  }
}

describe('a server that behaves', () => {
  it('streams the answer in pieces', async () => {
    const { text, pieces, code } = await collect(generator('good').stream(prompt))
    expect({ text, code }).toEqual({ text: answer, code: null })
    expect(pieces).toBeGreaterThan(2)
  })

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

  it('hides reasoning in its own field and in tags', async () => {
    expect((await collect(generator('reasoning').stream(prompt))).text).toBe(answer)
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
  it.each(['cut-off', 'unfinished', 'bad-json'])('%s: what came is kept, then llm_interrupted, without a second request', async (model) => {
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
      text += piece
    }
    expect(text).toBe(answer)
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
      expect(piece).toBe('more ')
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
