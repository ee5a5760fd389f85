import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readJsonBody } from '@/lib/http/read-json-body'

const schema = z.object({ question: z.string().min(1) })

function jsonRequest(body: BodyInit, type = 'application/json'): Request {
  return new Request('http://localhost/', { method: 'POST', body, headers: { 'content-type': type } })
}

describe('readJsonBody', () => {
  it('returns the validated body', async () => {
    expect(await readJsonBody(jsonRequest('{"question":"왜?","extra":1}'), schema)).toEqual({ question: '왜?' })
  })

  it.each([
    ['broken JSON', jsonRequest('{"question":'), 'invalid_request'],
    ['a form that another site could send', jsonRequest('{"question":"x"}', 'text/plain'), 'invalid_request'],
    ['a wrong field', jsonRequest('{"question":5}'), 'invalid_request'],
    ['bytes that are not UTF-8', jsonRequest(new Uint8Array([0x22, 0xff, 0x22])), 'invalid_request'],
    ['too much', jsonRequest(JSON.stringify({ question: 'x'.repeat(2000) })), 'payload_too_large'],
  ])('refuses %s', async (_what, request, code) => {
    await expect(readJsonBody(request, schema, 1000)).rejects.toMatchObject({ code })
  })

  it('names the field but never repeats what was sent', async () => {
    const failure = await readJsonBody(jsonRequest('{"question":{"secret":"s3cr3t"}}'), schema).catch((error: Error) => error)
    expect(String(failure)).toContain('question')
    expect(String(failure)).not.toContain('s3cr3t')
  })
})
