import { describe, expect, it } from 'vitest'
import { correctTypos, editDistance } from '@/lib/search/query/correct-typos'
import { passageOf } from '../../answer/passages'

describe('editDistance', () => {
  it.each([
    ['lecture', 'lecture', 0],
    ['lecutre', 'lecture', 1],
    ['lectre', 'lecture', 1],
    ['lecttrue', 'lecture', 2],
  ])('of %s and %s is %i', (left, right, distance) => expect(editDistance(left, right, 2)).toBe(distance))
})

describe('correctTypos', () => {
  const found = [passageOf('The lecture is about observatories and telescopes.')]
  it('takes a slip for the word that the found passages hold', () => {
    expect(correctTypos('Where is the lecutre on obsrvatories?', found)).toEqual(['lecture', 'observatories'])
  })
  it('leaves words alone that are known in some form, short, or far from everything', () => {
    expect(correctTypos('lectures lect planetarium telescope', found)).toEqual([])
  })
})
