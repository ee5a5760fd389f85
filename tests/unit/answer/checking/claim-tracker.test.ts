import { describe, expect, it } from 'vitest'
import { plainClaim } from '@/lib/answer/checking/claim-sentences'
import { ClaimTracker } from '@/lib/answer/checking/claim-tracker'
import { CitationFilter } from '@/lib/answer/writing/repair-citations'

/** Pieces of `length` characters, marks made whole as on their real way; what was claimed, as it stands in the text that was passed on. */
function follow(text: string, length: number, findSource: (sentence: string) => number | null = () => null) {
  const tracker = new ClaimTracker({ findSource, isOwnLine: (line) => line.startsWith('**Own:**') })
  const marks = new CitationFilter(9)
  const passed: string[] = []
  const claims = []
  for (let at = 0; at < text.length + length; at += length) {
    const tracked = tracker.push(at < text.length ? marks.push(text.slice(at, at + length)) : marks.finish())
    passed.push(tracked.text)
    claims.push(...tracked.claims)
  }
  const rest = tracker.finish()
  const whole = passed.join('') + rest.text
  expect(whole).toBe(tracker.text)
  return { text: whole, sentences: [...claims, ...rest.claims].map(({ start, end, marks }) => ({ said: whole.slice(start, end), marks })) }
}

const answer =
  'The fee is 4.5 guilders [1]. Dr. Smith set it in 1990.[2][3] It rose. [1]\n\n## Details\n\nThere are two parts:\n- **Mooring.** Boats pay [2]\n1. 정박료는 48길더입니다 [1]. 새벽에 엽니다.\n\n' +
  '```\ncode[1] is no claim.\n```\n\n| year | fee |\n| --- | --- |\n| 1990 | 48 [1] |\n'

describe('the claims of an answer', () => {
  it('are its sentences with their marks, without headings, introductions, code and the head of a table', () => {
    expect(follow(answer, answer.length).sentences.map(({ said }) => said)).toEqual([
      'The fee is 4.5 guilders [1].',
      'Dr. Smith set it in 1990.[2][3]',
      'It rose. [1]',
      'Boats pay [2]',
      '정박료는 48길더입니다 [1].',
      '새벽에 엽니다.',
      '| 1990 | 48 [1]',
    ])
  })

  it('are the same while the text streams, however it is cut, and the text stays as it is', () => {
    const { sentences } = follow(answer, answer.length)
    expect(sentences.map(({ marks }) => marks)).toEqual([[1], [2, 3], [1], [2], [1], [], [1]])
    for (const length of [1, 2, 3, 7, 40, 1_000]) expect(follow(answer, length)).toEqual({ text: answer, sentences })
  })

  it('are compared without marks and Markdown', () => {
    expect(plainClaim('- **The fee** is `48` [1][2].')).toBe('The fee is 48.')
    expect(plainClaim('| 1990 | 48 [1]')).toBe('1990 48')
  })
})

describe('a sentence without a mark', () => {
  const find = (sentence: string) => (sentence.includes('fee') || sentence.includes('정박료') ? 2 : null)

  it('gets that of its passage at its end, before anything that follows was passed on', () => {
    for (const length of [1, 2, 5, 9, 500]) {
      expect(follow('The fee rose. It rained [1].\nThe fee fell', length, find).text).toBe('The fee rose [2]. It rained [1].\nThe fee fell [2]')
      expect(follow('정박료가 올랐습니다. 비가 왔습니다 [1].', length, find).text).toBe('정박료가 올랐습니다 [2]. 비가 왔습니다 [1].')
      expect(follow('| a | b |\n|---|---|\n| fee | 48 |\n', length, find).text).toBe('| a | b |\n|---|---|\n| fee | 48 [2] |\n')
    }
  })

  it('stays without one where no passage is near, and where a mark of its own follows its end', () => {
    for (const length of [1, 4, 500]) expect(follow('It rained. The fee rose. [1]', length, find).text).toBe('It rained. The fee rose. [1]')
  })

  it('is none in lines that are Docent’s own', () => {
    expect(follow('The fee rose [1].\n\n**Own:** the fee of 1991', 3, find)).toEqual({
      text: 'The fee rose [1].\n\n**Own:** the fee of 1991',
      sentences: [{ said: 'The fee rose [1].', marks: [1] }],
    })
  })
})
