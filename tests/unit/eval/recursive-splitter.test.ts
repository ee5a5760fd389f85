import { describe, expect, it } from 'vitest'
import { createOffsetMap } from '@/eval/chunking/original-offsets'
import { splitRecursively } from '@/eval/chunking/recursive-splitter'

/** A word a token. */
const tokens = { count: (text: string) => text.match(/\S+/g)?.length ?? 0, specialTokens: 0 }

function split(text: string, maxTokens: number): string[] {
  return splitRecursively(text, maxTokens, tokens).map(({ start, end }) => text.slice(start, end))
}

describe('splitRecursively', () => {
  it('cuts at paragraphs first and joins what fits', () => {
    expect(split('one two\n\nthree four\n\nfive six seven', 4)).toEqual(['one two\n\nthree four', 'five six seven'])
  })

  it('cuts longer text at finer marks and loses nothing', () => {
    const text = 'one two three. four five six. seven eight'
    expect(split(text, 4).join(' ').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    expect(split(text, 4).every((part) => tokens.count(part) <= 4)).toBe(true)
  })
})

describe('createOffsetMap', () => {
  it('finds the place again when only spaces differ, and refuses when more does', () => {
    const original = 'First  line\r\n\r\n second'
    const normalized = 'First line\n\nsecond'
    const { start, end } = createOffsetMap(original, normalized)({ start: 6, end: normalized.length })
    expect(original.slice(start, end)).toBe('line\r\n\r\n second')
    expect(() => createOffsetMap('abc', 'ab')).toThrow()
  })
})
