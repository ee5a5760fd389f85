import { describe, expect, it } from 'vitest'
import { describeOrigin, isoDate } from '@/lib/ingest/text/document-metadata'

describe('isoDate', () => {
  it.each([
    ['2024-03-01', '2024-03-01T00:00:00.000Z'],
    ['2024', '2024-01-01T00:00:00.000Z'],
    ['2024-03', '2024-03-01T00:00:00.000Z'],
    ['2024-03-01T09:30:15.123Z', '2024-03-01T09:30:15.000Z'],
    ['2024-03-01T09:30:15+09:00', '2024-03-01T00:30:15.000Z'],
    ['2024-03-01 09:30 -0530', '2024-03-01T15:00:00.000Z'],
    ['2024-03-01T09:30', '2024-03-01T09:30:00.000Z'],
    ['2024/03/01', '2024-03-01T00:00:00.000Z'],
    ['2024. 3. 1.', '2024-03-01T00:00:00.000Z'],
    ['2024년 3월 1일', '2024-03-01T00:00:00.000Z'],
    ['Fri, 1 Mar 2024 09:30:00 +0900 (KST)', '2024-03-01T00:30:00.000Z'],
    ['1 Mar 2024 09:30', '2024-03-01T09:30:00.000Z'],
  ])('reads %s', (text, expected) => {
    expect(isoDate(text)).toBe(expected)
  })

  it.each(['', 'yesterday', '2024-13-01', '2024-02-31', '0000-00-00 00:00', '1601-01-01T00:00:00Z', '1970-01-01', '1980-01-01', '03/01/2024', '9999-01-01'])(
    'finds no date in "%s"',
    (text) => {
      expect(isoDate(text)).toBeNull()
    },
  )
})

describe('describeOrigin', () => {
  it('tidies an author, and knows nobody', () => {
    expect(describeOrigin({ author: ' 김\u200b하늘 \n ' }).author).toBe('김하늘')
    expect(describeOrigin({ author: 'x'.repeat(500) }).author).toHaveLength(200)
    for (const author of ['', 'Administrator', 'Microsoft Office User', '사용자', null]) expect(describeOrigin({ author }).author).toBeNull()
  })
})
