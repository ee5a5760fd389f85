import { describe, expect, it } from 'vitest'
import { extractTerms } from '@/lib/search/extract-terms'

function share(question: string, text: string): string[] {
  const inText = new Set(extractTerms(text))
  return [...new Set(extractTerms(question))].filter((term) => inText.has(term))
}

describe('extractTerms', () => {
  it('stems English words and leaves out stop words', () => {
    expect(extractTerms('The lectures were running')).toEqual(extractTerms('lecture run'))
    expect(extractTerms('what is it')).toEqual([])
  })

  it('cuts Hangul into pairs, so that particles do not hide a word', () => {
    expect(extractTerms('강의를')).toEqual(['강의', '의를'])
    expect(share('챗봇 강의가 있나요', '챗봇으로 배우는 강의')).toEqual(['챗봇', '강의'])
    expect(extractTerms('달')).toEqual(['달'])
  })

  it('cuts Han and Kana into pairs', () => {
    expect(extractTerms('東京は')).toEqual(['東京', '京は'])
  })

  it('finds node.js as node.js, nodejs and node', () => {
    for (const question of ['Node.js', 'nodejs', 'NODE']) expect(share(question, '리액트와 node.js를 활용')).not.toEqual([])
    expect(extractTerms('node.js를')).toEqual(['node', 'js', 'nodej', '를'])
  })

  it('lets every way of writing a code find the others', () => {
    for (const question of ['ISO-9001', 'ISO9001', 'iso 9001']) {
      for (const text of ['ISO-9001 certified', 'ISO9001', 'ISO 9001']) expect(share(question, text)).toContain('9001')
    }
    expect(share('v1.2.3', 'released as v1.2.3')).toContain('v1.2.3')
    expect(share('v1.2.3', 'released as v12.3')).not.toContain('v1.2.3')
  })

  it('ties a number to the syllables that touch it', () => {
    expect(extractTerms('제12조')).toEqual(['제', '12', '제12', '12조', '제12조', '조'])
    expect(share('제12조', '제 12장')).not.toContain('제12조')
  })

  it('keeps an address whole and in parts', () => {
    expect(extractTerms('Mail.Box@Example.org')).toEqual(expect.arrayContaining(['mail.box@example.org', 'mail', 'box']))
  })

  it('folds compatibility forms, case, accents, possessives and thousands', () => {
    expect(extractTerms('ＡＢＣ')).toEqual(['abc'])
    expect(extractTerms('Müller’s')).toEqual(extractTerms('muller'))
    expect(extractTerms('1,234,567')).toEqual(['1234567'])
    // Decomposed Hangul, as macOS writes file names.
    expect(extractTerms('한글'.normalize('NFD'))).toEqual(['한글'])
  })

  it('survives text without any term', () => {
    expect(extractTerms('?! … \n')).toEqual([])
  })
})
