import { describe, expect, it } from 'vitest'
import { markTerms } from '@/components/lab/try/hits/mark-terms'

/** Marked parts of the text in brackets. */
function mark(text: string, ...terms: string[]): string {
  const weighed = terms.map((term, index) => ({ term, weight: terms.length - index }))
  return markTerms(text, weighed)
    .map((piece) => (piece.term ? `[${piece.text}]` : piece.text))
    .join('')
}

describe('markTerms', () => {
  it('finds an English stem in its words, and not in words that only begin like it', () => {
    expect(mark('Running runners run a carpet car, cars!', 'run', 'car')).toBe('[Running] [runners] [run] a carpet [car], [cars]!')
    expect(mark('Apertures: happy happily', 'apertur', 'happi')).toBe('[Apertures]: [happy] [happily]')
  })

  it('joins pairs of syllables that overlap, with the weight of the heavier', () => {
    const pieces = markTerms('난황유를 뿌린다', [
      { term: '난황', weight: 1 },
      { term: '황유', weight: 3 },
    ])
    expect(pieces.map(({ text }) => text)).toEqual(['난황유', '를 뿌린다'])
    expect(pieces[0]?.term).toEqual({ term: '황유', weight: 3 })
  })

  it('marks a single syllable only where it stands alone', () => {
    expect(mark('비 비행기', '비')).toBe('[비] 비행기')
  })

  it('sees through case, accents and full-width letters', () => {
    expect(mark('CAFÉ ＡＢＣ iso9001', 'cafe', 'abc', 'iso9001')).toBe('[CAFÉ] [ＡＢＣ] [iso9001]')
  })

  it('gives the text back unchanged, whatever it marks', () => {
    const text = 'ﬁne 제12조 (a) — 12 km\n\n도슨트는 a+b ﾊﾝｶｸ'
    const pieces = markTerms(text, [
      { term: '12', weight: 1 },
      { term: '도슨', weight: 1 },
      { term: 'fine', weight: 2 },
      { term: 'ハン', weight: 1 },
    ])
    expect(pieces.map((piece) => piece.text).join('')).toBe(text)
    expect(pieces.filter(({ term }) => term).length).toBeGreaterThan(3)
    expect(mark(text)).toBe(text)
  })
})
