import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readJsonAnswer } from '@/lib/models/generator/read-json-answer'

const shape = z.looseObject({ a: z.union([z.array(z.unknown()), z.string(), z.number()]) })

describe('readJsonAnswer', () => {
  it.each([
    ['plain', '{"a": [1, 2]}', { a: [1, 2] }],
    ['a fence', 'Here:\n```json\n{"a": "```"}\n```\nDone.', { a: '```' }],
    ['words around it', 'Sure [as asked]: {"a": "he said \\"hi}\\" "} Anything else?', { a: 'he said "hi}" ' }],
    ['a comma too many', '{"a": [1, 2,], }', { a: [1, 2] }],
    ['cut off in a text', '{"a": ["When?", "Whe', { a: ['When?', 'Whe'] }],
    ['cut off after a comma', '{"a": 1, "b": [2, 3', { a: 1, b: [2, 3] }],
    ['cut off in a key', '{"a": 1, "bcd', { a: 1 }],
    ['a bracket that belongs to the words', 'See [1] and {note}: {"a": 1}', { a: 1 }],
    ['of another shape first', '{"b": 2} {"a": 1}', { a: 1 }],
  ])('%s', (_name, text, value) => {
    expect(readJsonAnswer(text, shape)).toEqual({ value })
  })

  it('reads a list where a list is asked for', () => {
    expect(readJsonAnswer('- see: ["x"]', z.array(z.string()))).toEqual({ value: ['x'] })
  })

  it.each(['', 'no JSON here', '42', '"text"', 'null', '}{', '[[[[[[[[', '{"b": 1}'])('%j is none', (text) => {
    expect(readJsonAnswer(text, shape)).toBeUndefined()
  })
})
