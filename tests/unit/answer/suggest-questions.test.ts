import { describe, expect, it } from 'vitest'
import { suggestQuestions } from '@/lib/answer/suggest-questions'
import type { DocumentRecord } from '@/lib/domain/document'
import { plainRecord } from '../../support/document-record'

function documentOf(source: string, fields: Partial<DocumentRecord> = {}): DocumentRecord {
  return { ...plainRecord, id: source, source, chunkCount: 1, ...fields }
}

describe('suggestQuestions', () => {
  it('asks about each document before it asks about one again', () => {
    const questions = suggestQuestions([documentOf('a.md', { headings: ['Leave rules', 'Remote work'] }), documentOf('b.md', { title: 'Travel costs' })], 'en')
    expect(questions).toHaveLength(3)
    expect(questions[0]).toContain('Leave rules')
    expect(questions[1]).toContain('Travel costs')
    expect(questions[2]).toContain('Remote work')
  })

  it('writes in the language of the interface', () => {
    expect(suggestQuestions([documentOf('a.md', { headings: ['휴가 규정'] })], 'ko')[0]).toBe('“휴가 규정”에 대해 알려 주세요.')
  })

  it('passes over headings that every document has, and falls back to the name', () => {
    expect(suggestQuestions([documentOf('reports/travel_costs.pdf', { headings: ['1. Introduction', '목차', '3.2'] })], 'en')).toEqual([
      expect.stringContaining('travel costs'),
    ])
  })

  it('names a document without headings or title so that it can be read, after all others', () => {
    const lectures = documentOf('school/swtt-lectures-ko.txt', { language: 'ko' })
    expect(suggestQuestions([lectures], 'en')).toEqual(['What do my documents say about “swtt lectures”?'])
    expect(suggestQuestions([lectures, documentOf('b.md', { headings: ['Opening hours'] })], 'en')).toEqual([
      expect.stringContaining('“Opening hours”'),
      expect.stringContaining('“swtt lectures”'),
    ])
  })

  it('keeps to documents in the language of the interface when they are enough', () => {
    const korean = documentOf('도서관.pdf', { language: 'ko', headings: ['이용 시간', '회원 가입', '대출과 반납', '시설 빌리기'] })
    const english = documentOf('handbook.pdf', { language: 'en', headings: ['Opening hours', 'Tickets and fees'] })
    expect(suggestQuestions([english, korean], 'ko').join(' ')).not.toMatch(/[a-z]/i)
    const mixed = suggestQuestions([korean, english], 'en')
    expect(mixed).toHaveLength(4)
    expect(mixed[0]).toContain('Opening hours')
    expect(mixed[1]).toContain('Tickets and fees')
    expect(mixed[2]).toContain('이용 시간')
  })

  it('has nothing to ask before a document is ready', () => {
    expect(suggestQuestions([documentOf('a.md', { status: 'processing' })], 'en')).toEqual([])
  })
})
