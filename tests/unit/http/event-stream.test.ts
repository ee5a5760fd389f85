import { describe, expect, it, vi } from 'vitest'
import { eventStreamResponse } from '@/lib/http/event-stream'

describe('eventStreamResponse', () => {
  it('writes each event with its name and snake_case data', async () => {
    async function* events() {
      yield { type: 'text-delta', someText: '안녕\n하세요' }
      yield { type: 'answer-end', answerId: 'a' }
    }
    const response = await eventStreamResponse(events(), () => {})
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    expect(await response.text()).toBe(
      'event: text-delta\ndata: {"type":"text-delta","some_text":"안녕\\n하세요"}\n\nevent: answer-end\ndata: {"type":"answer-end","answer_id":"a"}\n\n',
    )
  })

  it('rejects when the events fail before the first one, so that an error status can be sent', async () => {
    // biome-ignore lint/correctness/useYield: it fails before it yields
    async function* events(): AsyncGenerator<{ type: string }> {
      throw new Error('early')
    }
    await expect(eventStreamResponse(events(), () => {})).rejects.toThrow('early')
  })

  it('says nothing in the log when the reader leaves while the next event is awaited', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const leave = new AbortController()
    async function* events() {
      yield { type: 'first' }
      await new Promise((resolve) => leave.signal.addEventListener('abort', resolve))
    }
    const response = await eventStreamResponse(events(), () => leave.abort())
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(log).not.toHaveBeenCalled()
    log.mockRestore()
  })

  it('tells the source when the reader leaves', async () => {
    let isClosed = false
    async function* events() {
      try {
        for (;;) {
          yield { type: 'tick' }
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      } finally {
        isClosed = true
      }
    }
    const leave = new AbortController()
    const response = await eventStreamResponse(events(), (reason) => leave.abort(reason))
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(leave.signal.aborted).toBe(true)
    expect(isClosed).toBe(true)
  })
})
