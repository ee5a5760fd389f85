import { describe, expect, it } from 'vitest'
import { isKoreanQuestionWord, koreanStemLength } from '@/lib/search/terms/korean-word-stem'
import { weighQueryTerms } from '@/lib/search/terms/weigh-query-terms'

describe('koreanStemLength', () => {
  it.each([
    ['임종석이', '임종석'],
    ['회의실에서는', '회의실'],
    ['주도한', '주도'],
    ['제도는', '제도'],
    ['대통령', '대통령'],
    ['휴가', '휴가'],
    ['길이', '길이'],
  ])('%s has the stem %s', (word, stem) => {
    expect(word.slice(0, koreanStemLength(word))).toBe(stem)
  })
})

describe('isKoreanQuestionWord', () => {
  it('knows words that ask', () => {
    expect(['무엇인가', '누구', '언제부터', '얼마나', '대통령', '정책'].map(isKoreanQuestionWord)).toEqual([true, true, true, true, false, false])
  })
})

describe('weighQueryTerms', () => {
  it('weighs stems fully, endings and words that ask less, and looks across spaces', () => {
    const weights = weighQueryTerms('농민 시위를 누가')
    expect([...weights]).toEqual([
      ['농민', 1],
      ['시위', 1],
      ['위를', 0.2],
      ['누가', 1],
      ['민시', 0.3],
      ['를누', 0.3],
    ])
    expect(weighQueryTerms('누구의 시위').get('누구')).toBe(0.3)
  })

  it('weighs a pair by its strongest place: an ending of one word may be the stem of another', () => {
    expect(weighQueryTerms('나라이 라이').get('라이')).toBe(1)
  })

  it('finds what is written with other spaces', () => {
    expect(weighQueryTerms('농민 폭력 시위').get('민폭')).toBe(0.3)
  })

  it('leaves other languages and numbers at 1', () => {
    const weights = weighQueryTerms('ISO 9001 제12조 vacation')
    for (const term of ['iso', '9001', '제12', '12조', '제12조', 'vacat']) expect(weights.get(term)).toBe(1)
  })

  it('reads decomposed Hangul like composed', () => {
    expect([...weighQueryTerms('시위를'.normalize('NFD'))]).toEqual([...weighQueryTerms('시위를')])
  })
})
