import { describe, expect, it } from 'vitest'
import { ReasoningSplitter } from '@/lib/models/generator/split-reasoning'

/** Text and reasoning when `text` arrives in pieces of `size` characters. */
function split(text: string, size: number): [string, string] {
  const splitter = new ReasoningSplitter()
  const parts: ReturnType<ReasoningSplitter['push']> = []
  for (let start = 0; start < text.length; start += size) parts.push(...splitter.push(text.slice(start, start + size)))
  parts.push(...splitter.end())
  const join = (type: string) =>
    parts
      .filter((part) => part.type === type)
      .map((part) => part.text)
      .join('')
  return [join('text'), join('reasoning')]
}

describe('ReasoningSplitter', () => {
  it.each([
    ['plain text', 'plain text', ''],
    ['<think>secret</think>\n\nThe answer [1].', 'The answer [1].', 'secret'],
    ['  <think>a</think> <think>b</think>Answer', 'Answer', 'ab'],
    ['One <think>hidden</think>two', 'One two', 'hidden'],
    ['a < b and <thin air> <t', 'a < b and <thin air> <t', ''],
    ['<think>\ncut off by a limit </thin', '', 'cut off by a limit </thin'],
    ['The tag <think> opens reasoning.', 'The tag <think> opens reasoning.', ''],
    ['', '', ''],
  ])('%j becomes %j and %j however it is cut', (text, shown, reasoning) => {
    for (const size of [1, 2, 3, 5, 7, 100]) expect(split(text, size)).toEqual([shown, reasoning])
  })

  it('passes reasoning on while it comes', () => {
    const splitter = new ReasoningSplitter()
    expect(splitter.push('<think>First, ')).toEqual([{ type: 'reasoning', text: 'First, ' }])
    expect(splitter.push('then.</think>Done')).toEqual([
      { type: 'reasoning', text: 'then.' },
      { type: 'text', text: 'Done' },
    ])
  })
})
