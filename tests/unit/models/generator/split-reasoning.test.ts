import { describe, expect, it } from 'vitest'
import { ReasoningSplitter } from '@/lib/models/generator/split-reasoning'

/** Text and reasoning when `text` arrives in pieces of `size` characters. */
function split(text: string, size: number): [string, string] {
  const splitter = new ReasoningSplitter()
  const parts: ReturnType<ReasoningSplitter['push']> = []
  for (let start = 0; start < text.length; start += size) parts.push(...splitter.push(text.slice(start, start + size)))
  parts.push(...splitter.end())
  const shown = { text: '', reasoning: '' }
  for (const part of parts) {
    if (part.type === 'text-was-reasoning') Object.assign(shown, { text: '', reasoning: shown.reasoning + shown.text })
    else shown[part.type] += part.text
  }
  return [shown.text, shown.reasoning]
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
    ['First I look.\n</think>\n\nThe answer [1].', 'The answer [1].', 'First I look.\n'],
    ['\n</think>\n\nThe answer [1].', 'The answer [1].', ''],
    ['Thought</think>One <think>more</think>two', 'One two', 'Thoughtmore'],
    ['<think>a</think>The tag </think> closes it.', 'The tag </think> closes it.', 'a'],
    ['The tag `</think>` closes reasoning.', 'The tag `</think>` closes reasoning.', ''],
  ])('%j becomes %j and %j however it is cut', (text, shown, reasoning) => {
    for (const size of [1, 2, 3, 5, 7, 100]) expect(split(text, size)).toEqual([shown, reasoning])
  })

  it('takes back what it passed on when only the closing tag comes', () => {
    const splitter = new ReasoningSplitter()
    expect(splitter.push('First, I look')).toEqual([{ type: 'text', text: 'First, I look' }])
    expect(splitter.push(' there.</thi')).toEqual([{ type: 'text', text: ' there.' }])
    expect(splitter.push('nk>Done')).toEqual([{ type: 'text-was-reasoning' }, { type: 'text', text: 'Done' }])
  })

  it('takes nothing back where the server tells reasoning apart', () => {
    const splitter = new ReasoningSplitter()
    splitter.noteReasoning()
    expect(splitter.push('The tag </think> ends it.')).toEqual([{ type: 'text', text: 'The tag </think> ends it.' }])
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
