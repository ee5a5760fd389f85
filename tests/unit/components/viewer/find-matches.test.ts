import { describe, expect, it } from 'vitest'
import { findMatches, groupByPage, mostMatches, pageAt } from '@/components/viewer/search/find-matches'

function wordsOf(text: string, query: string): string[] {
  return findMatches(text, query).map(({ start, end }) => text.slice(start, end))
}

describe('findMatches', () => {
  it('finds words whatever their case, and over line ends', () => {
    expect(wordsOf('The Carrow\nRefractor and the carrow  refractor', 'carrow refractor')).toEqual(['Carrow\nRefractor', 'carrow  refractor'])
  })

  it('takes signs as they are', () => {
    expect(wordsOf('f(x) = a.b* [1]', 'a.b* [1]')).toEqual(['a.b* [1]'])
    expect(wordsOf('aXb', 'a.b')).toEqual([])
  })

  it('finds Korean, also when the query is typed in decomposed form', () => {
    expect(wordsOf('제1조 민사에 관하여 법률에 규정이 없으면', '민사에'.normalize('NFD'))).toEqual(['민사에'])
  })

  it('finds nothing for nothing, and stops counting at a limit', () => {
    expect(findMatches('some text', '  ')).toEqual([])
    expect(findMatches('a'.repeat(mostMatches * 2), 'a')).toHaveLength(mostMatches)
  })
})

describe('groupByPage', () => {
  const pages = [
    { page: 1, start: 0, end: 10 },
    { page: 3, start: 10, end: 20 },
  ]

  it('puts each match on the page it begins on', () => {
    const matches = [
      { start: 2, end: 4 },
      { start: 9, end: 12 },
      { start: 10, end: 11 },
    ]
    expect([...groupByPage(pages, matches)]).toEqual([
      [1, [matches[0], matches[1]]],
      [3, [matches[2]]],
    ])
  })

  it('knows no page where there are none', () => {
    expect(pageAt([], 5)).toBeNull()
    expect(groupByPage([], [{ start: 0, end: 1 }]).size).toBe(0)
  })
})
