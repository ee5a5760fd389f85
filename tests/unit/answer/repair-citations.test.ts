import { describe, expect, it } from 'vitest'
import { repairCitations } from '@/lib/answer/writing/repair-citations'

async function* inPieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length)
}

async function repair(text: string, sourceCount = 3, length = text.length): Promise<string> {
  let repaired = ''
  for await (const piece of repairCitations(inPieces(text, length), sourceCount)) repaired += piece
  return repaired
}

const cases: Array<[string, string]> = [
  ['Plain. [1]', 'Plain. [1]'],
  ['Two. [1, 2]', 'Two. [1][2]'],
  ['Both. [1][3]', 'Both. [1][3]'],
  ['Range. [1-3]', 'Range. [1][2][3]'],
  ['Twice. [2, 2]', 'Twice. [2]'],
  ['전각입니다.【1】', '전각입니다.[1]'],
  ['With tail【2†source】.', 'With tail[2].'],
  ['Footnote[^1].', 'Footnote[1].'],
  ['Named [Source 2] and [출처 3].', 'Named [2] and [3].'],
  ['Invalid [7]. Mixed [1, 9].', 'Invalid. Mixed [1].'],
  ['Zero [0].', 'Zero.'],
  ['A [note] and [SWTT] stay.', 'A [note] and [SWTT] stay.'],
  ['Code `items[9]` stays [1].', 'Code `items[9]` stays [1].'],
  ['```js\na[9] = b[1, 2]\n```\nafter [1, 2]', '```js\na[9] = b[1, 2]\n```\nafter [1][2]'],
  ['A stray ` tick\n\nthen [1, 2]', 'A stray ` tick\n\nthen [1][2]'],
  ['Open at the end [1', 'Open at the end [1'],
]

describe('repairCitations', () => {
  it.each(cases)('%j becomes %j, however it is cut', async (text, expected) => {
    for (const length of [text.length, 1, 2, 3, 5]) expect(await repair(text, 3, length)).toBe(expected)
  })

  it('does not hold back text that cannot become a mark', async () => {
    const pieces: string[] = []
    for await (const piece of repairCitations(inPieces('Hello there [1] friend', 5), 1)) pieces.push(piece)
    expect(pieces[0]).toBe('Hello')
    expect(pieces.length).toBeGreaterThan(3)
  })
})
