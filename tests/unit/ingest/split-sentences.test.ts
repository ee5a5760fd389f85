import { describe, expect, it } from 'vitest'
import { splitSentences } from '@/lib/domain/split-sentences'

const sentences = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end))

describe('splitSentences', () => {
  it('does not end a sentence after abbreviations, initials and numbers', () => {
    expect(sentences('Dr. Smith came at 3 p.m. on Monday. He met J. R. Tolkien, e.g. for tea. It cost $3.50. See Fig. 3 for more.')).toEqual([
      'Dr. Smith came at 3 p.m. on Monday.',
      'He met J. R. Tolkien, e.g. for tea.',
      'It cost $3.50.',
      'See Fig. 3 for more.',
    ])
  })

  it('ends Korean sentences, also where the space after them was left out', () => {
    expect(sentences('안녕하세요. 도슨트입니다.다음 문장이에요! 정말요? 네.')).toEqual(['안녕하세요.', '도슨트입니다.', '다음 문장이에요!', '정말요?', '네.'])
  })

  it('keeps Korean dates, article numbers and quotations that go on in one piece', () => {
    expect(sentences('2024. 3. 15. 서울에서 열렸다. 그는 "나는 간다."라고 말했다. 제1조(목적) 이 법은 목적을 규정한다.')).toEqual([
      '2024. 3. 15. 서울에서 열렸다.',
      '그는 "나는 간다."라고 말했다.',
      '제1조(목적) 이 법은 목적을 규정한다.',
    ])
  })

  it('takes labelled lines one by one', () => {
    expect(sentences('[SWTT] 챗봇 구축\n강사: 강수빈\n사전지식: 리액트, node.js 기초')).toEqual([
      '[SWTT] 챗봇 구축',
      '강사: 강수빈',
      '사전지식: 리액트, node.js 기초',
    ])
    expect(sentences('1. 첫째 항목이다. 둘째 문장.\n2. 둘째 항목')).toEqual(['1. 첫째 항목이다.', '둘째 문장.', '2. 둘째 항목'])
  })

  it('reads over the line breaks of wrapped prose', () => {
    expect(sentences('This is a long line of wrapped prose that goes on\nand on to the next line. Then another one\nends here.')).toEqual([
      'This is a long line of wrapped prose that goes on\nand on to the next line.',
      'Then another one\nends here.',
    ])
  })

  it('covers every character that is not space, in order', () => {
    const text = ' \n (a. b) — «Q?» 3.1 x…\n\n日本語です。次。 "End." \u3000'
    const ranges = splitSentences(text)
    let rest = ''
    let last = 0
    for (const { start, end } of ranges) {
      expect(start).toBeGreaterThanOrEqual(last)
      rest += text.slice(last, start)
      last = end
    }
    expect((rest + text.slice(last)).trim()).toBe('')
  })

  it('stays quick on a megabyte without a single sentence end', () => {
    expect(splitSentences('단어 '.repeat(300_000)).length).toBeGreaterThan(0)
  })
})
