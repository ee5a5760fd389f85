import { describe, expect, it } from 'vitest'
import { extractTerms } from '@/lib/search/extract-terms'
import { numberedPlaces } from '@/lib/search/terms/numbered-places'

describe('numberedPlaces', () => {
  it.each(['2024년 3월 15일', '2024. 3. 15.', '2024.03.15', '2024/3/15', 'march 15, 2024', 'mar. 15 2024', '15 march 2024', '15th of march, 2024'])(
    'reads the date in "%s"',
    (text) => {
      expect(numberedPlaces(text)).toEqual(['20240315'])
    },
  )

  it.each(['2024. 13. 15.', '1.2.3', '2024년 3월', 'march 2024', '12024.3.15'])('reads no date in "%s"', (text) => {
    expect(numberedPlaces(text)).toEqual([])
  })

  it('reads article numbers with a branch, and sections', () => {
    expect(numberedPlaces('제12조의2 제 750 조의 3 §12a § 1.2')).toEqual(['제12조의2', '제750조의3', '§12a', '§1.2'])
  })
})

describe('extractTerms with numbered places', () => {
  it('finds a date however it is written', () => {
    for (const text of ['2024-03-15', '2024년 3월 15일', 'on March 15, 2024']) expect(extractTerms(text)).toContain('20240315')
  })

  it('keeps the parts beside the whole', () => {
    expect(extractTerms('민법 제12조의2')).toEqual(expect.arrayContaining(['민법', '제12조', '12조', '제12조의2']))
    expect(extractTerms('GDPR § 12')).toEqual(expect.arrayContaining(['gdpr', '12', '§12']))
    expect(extractTerms('Article 12')).toEqual(['articl', '12'])
  })

  it('folds widths, and keeps the long mark of Katakana in its run', () => {
    expect(extractTerms('ｻｰﾊﾞｰ')).toEqual(extractTerms('サーバー'))
    expect(extractTerms('サーバー')).toEqual(['サー', 'ーバ', 'バー'])
    expect(extractTerms('ＩＳＯ　９００１')).toEqual(extractTerms('ISO 9001'))
  })
})
