import { describe, expect, it } from 'vitest'
import { locateCitations } from '@/lib/answer/writing/locate-citations'
import { findCitationMarks } from '@/lib/domain/find-citation-marks'
import { extractTerms } from '@/lib/search/extract-terms'
import { passageOf } from './passages'

const first = passageOf('The office opens at nine. Lunch is served at noon. Dogs are welcome on Fridays.', { start: 100 })
const second = passageOf('강사는 강수빈입니다. 사전지식은 리액트입니다.', { start: 40 })

function cited(text: string) {
  return locateCitations(text, { read: [first, second], found: [first, second] }, extractTerms).map(({ sourceNumber, start, end }) => {
    const passage = sourceNumber === 1 ? first : second
    return passage.text.slice(start - passage.start, end - passage.start)
  })
}

describe('locateCitations', () => {
  it('points each mark to the sentence its claim rests on', () => {
    expect(cited('Lunch is at noon [1]. 강사는 강수빈이다 [2].')).toEqual(['Lunch is served at noon.', '강사는 강수빈입니다.'])
  })

  it('lets marks that follow each other share a claim', () => {
    expect(cited('Dogs are welcome on Fridays [1][2].')).toEqual(['Dogs are welcome on Fridays.', second.text])
  })

  it('cites the whole passage when no sentence fits', () => {
    expect(cited('Completely different words here [1].')).toEqual([first.text])
  })
})

describe('findCitationMarks', () => {
  it('passes over code and escaped brackets', () => {
    expect(findCitationMarks('a [1] `b[2]` \\[3\\] ```\nc[2]\n``` d [2]').map(({ number }) => number)).toEqual([1, 2])
  })
})
