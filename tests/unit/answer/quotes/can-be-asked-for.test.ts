import { describe, expect, it } from 'vitest'
import { canBeAskedFor } from '@/lib/answer/quotes/asked/can-be-asked-for'

describe('a span', () => {
  it.each(['1911', 'three weeks ahead', 'two thirds', '세 명', '수십 명', '84개', '절반'])('can be what a "how many" asks for: %s', (text) => {
    expect(canBeAskedFor('number', text)).toBe(true)
  })
  it.each(['on Friday nights', 'March', 'until the tide turns', 'the 19th century', '2019년 봄', '장마가 끝난 후', '매주 수요일'])(
    'can be what a "when" asks for: %s',
    (text) => {
      expect(canBeAskedFor('time', text)).toBe(true)
    },
  )
  it.each([
    ['number', 'the engineer Ada Lark'],
    ['number', '천문대의 돔'],
    ['time', 'the refractor under the guidance of a demonstrator'],
    ['time', '관리인의 안내'],
  ] as const)('cannot be a %s: %s', (kind, text) => {
    expect(canBeAskedFor(kind, text)).toBe(false)
  })
  it('can be anything where a person or a thing is asked for', () => {
    expect(canBeAskedFor('person', 'Ada Lark')).toBe(true)
  })
})
