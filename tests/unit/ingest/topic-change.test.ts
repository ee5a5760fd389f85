import { describe, expect, it } from 'vitest'
import { measureContinuity } from '@/lib/ingest/chunking/topic-change'

function continuity(sentences: string[]): number[] {
  return measureContinuity(
    sentences.map((text) => ({ text, fill: 0.1 })),
    0.2,
  )
}

function weakestBorder(sentences: string[]): number {
  const inner = continuity(sentences).slice(1)
  return inner.indexOf(Math.min(...inner)) + 1
}

describe('measureContinuity', () => {
  it('is lowest where the subject changes', () => {
    const english = [
      'The observatory opens its dome at dusk.',
      'When the dome opens, the telescope cools at dusk.',
      'A cooled telescope in the open dome gives sharp stars.',
      'Bread dough rests in the bowl for an hour.',
      'After the hour the bread dough is folded in the bowl.',
      'Folded dough makes bread with an open crumb.',
    ]
    expect(weakestBorder(english)).toBe(3)
  })

  it('knows Korean words behind their particles', () => {
    const korean = [
      '도서관은 아침 아홉 시에 문을 연다.',
      '아침에 도서관의 문이 열리면 열람실도 열린다.',
      '열람실에서는 도서관이 닫을 때까지 공부한다.',
      '반죽을 그릇에 넣고 한 시간 둔다.',
      '한 시간 뒤 그릇의 반죽은 부푼다.',
      '부푼 반죽으로 빵을 굽는다.',
    ]
    expect(weakestBorder(korean)).toBe(3)
  })

  it('stays between 0 and 1, and says 0 where there are no words', () => {
    for (const value of continuity(['same words here', 'same words here', 'others', '...', '— —'])) {
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1 + 1e-9)
    }
    expect(continuity([])).toEqual([])
    expect(continuity(['— —', '...'])).toEqual([0, 0])
  })
})
