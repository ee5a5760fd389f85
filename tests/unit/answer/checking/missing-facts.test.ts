import { describe, expect, it } from 'vitest'
import { findOpposition } from '@/lib/answer/checking/facts/find-opposition'
import { missingFacts, readSourceFacts } from '@/lib/answer/checking/facts/missing-facts'

function missing(sentence: string, ...source: string[]): string[] {
  return missingFacts(sentence, readSourceFacts(source)).map(({ problem, text }) => `${problem} ${text}`)
}

describe('what a sentence states to the letter', () => {
  it.each([
    ['The dam cost 12,000 dollars.', 'It cost $12000.'],
    ['인구는 1만 2천 명입니다.', '인구 12,000명이 산다.'],
    ['예산은 3억 5,000만 원이다.', '예산 350,000,000원을 썼다.'],
    ['예산은 2조원이다.', '예산 2조 원을 배정했다.'],
    ['About 1.2 million people live there.', 'Population: 1,234,567.'],
    ['약 30명이 참석했습니다.', '참석자는 31명이었다.'],
    ['Half of them, 50%, agreed.', 'Fifty percent (50 per cent) agreed.'],
    ['50퍼센트가 찬성했다.', '찬성은 50%였다.'],
    ['It was opened on March 15, 2024.', '개관: 2024-03-15'],
    ['2024년 3월 15일에 열었습니다.', 'Opened on 15 March 2024.'],
    ['2024년 3월에 열었습니다.', '2024. 3. 15. 개관'],
    ['It opened on 15 March 2024.', 'In 2024 the hall was planned; it opened on March 15.'],
    ['Three boats came, 3 in all.', 'three boats came'],
    ['Barack Obama visited the WHO.', 'Obama, Barack: a visit to the World Health Organization'],
    ['The American team used GPT-4.', 'A team from America; GPT4 was used.'],
    ['강수빈 교수가 가르칩니다.', '강사: 강수빈'],
    ['He said “the harbour opens at dawn”.', 'He told them: the harbour  opens at DAWN, always.'],
    ['1. The first is free.', 'The first costs nothing.'],
    ['The CD8 cells and B12 rose.', 'cd8 and b12 levels'],
  ])('is there: %s', (sentence, source) => expect(missing(sentence, source)).toEqual([]))

  it.each([
    ['The dam cost 13,000 dollars.', 'It cost $12,000.', 'number 13,000'],
    ['인구는 1만 3천 명입니다.', '인구 12,000명이 산다.', 'number 1만 3천'],
    ['It lies 48 km away.', 'It lies 48 miles away.', 'unit 48'],
    ['It opened on March 16, 2024.', '개관: 2024-03-15', 'date March 16, 2024'],
    ['2024년 4월 15일에 열었습니다.', '2024년 3월 15일 개관', 'date 2024년 4월 15일'],
    ['John Smith built it with Maria Lopez.', 'It was built by John Brown and Maria Lopez.', 'name John Smith'],
    ['They used GPT-4 there.', 'They used GPT-3 there.', 'name GPT-4'],
    ['강수진 교수가 가르칩니다.', '강사: 강수빈', 'name 강수진'],
    ['He said “the harbour never opens”.', 'He told them: the harbour opens at dawn.', 'quotation the harbour never opens'],
    ['「새벽에 문을 닫는다」고 썼습니다.', '새벽에 문을 연다.', 'quotation 새벽에 문을 닫는다'],
  ])('is missing: %s', (sentence, source, problem) => expect(missing(sentence, source)).toEqual([problem]))
})

describe('findOpposition', () => {
  it('sees a negation, or a word against its opposite, on one side alone', () => {
    expect(findOpposition('The drug does not reduce pain.', 'The drug reduces pain.')).toBe(1)
    expect(findOpposition('요금이 증가했다.', '요금이 감소했다.')).toBe(1)
    expect(findOpposition('The fee rose to 48.', 'The fee rose to 48.')).toBe(0)
    expect(findOpposition('반입이 금지됩니다.', '반입은 허용되지 않습니다.')).toBeGreaterThan(0)
  })
})
