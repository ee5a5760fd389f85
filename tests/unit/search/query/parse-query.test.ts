import { describe, expect, it } from 'vitest'
import type { Passage } from '@/lib/domain/passage'
import { fetchFitting } from '@/lib/search/query/fetch-fitting'
import { fitsQuery } from '@/lib/search/query/fits-query'
import { parseQuery } from '@/lib/search/query/parse-query'
import { passageOf } from '../../answer/passages'

describe('parseQuery', () => {
  it.each(['"remote work"', '“remote work”', '«remote work»', '「remote work」', '『remote work』'])(
    'takes %s for a phrase and searches its words too',
    (marked) => {
      expect(parseQuery(`Who signs ${marked}?`)).toEqual({ text: 'Who signs remote work ?', phrases: ['remote work'], excluded: [] })
    },
  )

  it('takes a minus before a word or phrase for an exclusion', () => {
    expect(parseQuery('chatbot -react -"old draft" 강의 -서울')).toEqual({ text: 'chatbot 강의', phrases: [], excluded: ['react', 'old draft', '서울'] })
  })

  it.each(['self-hosted tools', 'below -5 degrees', 'a - b', "the dogs' home", 'ISO-9001', '5" disk', '-', '""'])('finds no mark in %s', (text) => {
    expect(parseQuery(text)).toEqual({ text, phrases: [], excluded: [] })
  })

  it('takes eight of each at most', () => {
    const many = Array.from({ length: 20 }, (_, at) => `"phrase ${at}" -word${at}`).join(' ')
    expect(parseQuery(many).phrases).toHaveLength(8)
    expect(parseQuery(many).excluded).toHaveLength(8)
  })
})

const fits = (query: string, text: string, fields: Partial<Passage> = {}) => fitsQuery(passageOf(text, fields), parseQuery(query))

describe('fitsQuery', () => {
  it('finds a phrase whatever its case, width, accents, quotes and line breaks', () => {
    expect(fits('"remote work"', 'REMOTE\n  Ｗｏｒｋ policy')).toBe(true)
    expect(fits('"cafe menu"', 'The café menu')).toBe(true)
    expect(fits('"it’s here"', "It's here.")).toBe(true)
    expect(fits('"remote work"', 'remote and work')).toBe(false)
  })

  it('begins and ends a phrase of letters at words, and lets Korean particles follow', () => {
    expect(fits('"art"', 'They start at nine.')).toBe(false)
    expect(fits('"art"', '현대art는 어렵다')).toBe(true)
    expect(fits('"제주 학교"', '올해 제주학교에서 배웠다')).toBe(true)
    expect(fits('"할 수 있다"', '누구나 할수있다고 했다')).toBe(true)
    expect(fits('"제주 학교"', '제주의 학교')).toBe(false)
  })

  it('finds a phrase in the headings too', () => {
    expect(fits('"opening hours"', 'From nine.', { section: 'Guide › Opening hours' })).toBe(true)
  })

  it('leaves out other forms of an excluded word, not words that hold it', () => {
    expect(fits('room -lecture', 'Two lectures a day')).toBe(false)
    expect(fits('room -art', 'They start at nine')).toBe(true)
    expect(fits('수업 -서울', '서울에서 한다')).toBe(false)
    expect(fits('fee -draft', 'The fee is 10.', { source: 'fees_draft.md' })).toBe(false)
  })
})

describe('fetchFitting', () => {
  const texts = [...Array.from({ length: 200 }, (_, at) => `other ${at}`), 'wanted words', 'wanted words again']
  function fetchFrom(all: string[]) {
    const asked: number[] = []
    const search = async (limit: number) => {
      asked.push(limit)
      return all.slice(0, limit).map((text) => passageOf(text))
    }
    const isEnough = (passages: Passage[]) => passages.length >= 2
    return { asked, found: () => fetchFitting({ depth: 20, isEnough, fits: ({ text }) => text.includes('wanted'), search }) }
  }

  it('goes deeper until enough fits', async () => {
    const { asked, found } = fetchFrom(texts)
    expect((await found()).map(({ text }) => text)).toEqual(['wanted words', 'wanted words again'])
    expect(asked).toEqual([20, 80, 320])
  })

  it('ends with nothing, at a thousand, when nothing fits', async () => {
    const { asked, found } = fetchFrom(Array.from({ length: 5000 }, (_, at) => `other ${at}`))
    expect(await found()).toEqual([])
    expect(asked).toEqual([20, 80, 320, 1000])
  })

  it('ends when there is no more', async () => {
    const { asked, found } = fetchFrom(['one', 'wanted'])
    expect(await found()).toHaveLength(1)
    expect(asked).toEqual([20])
  })
})
