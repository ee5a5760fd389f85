import { describe, expect, it } from 'vitest'
import { ReasoningFilter } from '@/lib/models/generator/hide-reasoning'

/** The visible text when `text` arrives in pieces of `size` characters. */
function show(text: string, size: number): string {
  const filter = new ReasoningFilter()
  let shown = ''
  for (let start = 0; start < text.length; start += size) shown += filter.push(text.slice(start, start + size))
  return shown + filter.end()
}

describe('ReasoningFilter', () => {
  it.each([
    ['plain text', 'plain text'],
    ['<think>secret</think>\n\nThe answer [1].', 'The answer [1].'],
    ['  <think>a</think> <think>b</think>Answer', 'Answer'],
    ['One <think>hidden</think>two', 'One two'],
    ['a < b and <thin air> <t', 'a < b and <thin air> <t'],
    ['<think>cut off by a limit', ''],
    ['The tag <think> opens reasoning.', 'The tag <think> opens reasoning.'],
    ['', ''],
  ])('%j becomes %j however it is cut', (text, expected) => {
    for (const size of [1, 2, 3, 5, 7, 100]) expect(show(text, size)).toBe(expected)
  })
})
