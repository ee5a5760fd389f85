import { describe, expect, it } from 'vitest'
import { formatAnswer } from '@/components/chat/cited-answer/format-answer'
import { type AnswerSource, plainAnswer } from '@/lib/domain/answer'

const labels = { sources: 'Sources', page: (page: number) => `p. ${page}` }

function sourceOf(number: number, page: number | null, section: string): AnswerSource {
  return { number, documentId: 'd', source: `file-${number}.pdf`, section, page, start: 0, end: 1, score: 1, snippet: '' }
}

describe('formatAnswer', () => {
  it('lists the cited sources once each, in the order in which the text cites them', () => {
    const sources = [sourceOf(1, 3, 'Scope'), sourceOf(2, null, ''), sourceOf(3, 1, 'Never cited')]
    const text = 'B [2]. A [1]. B again [2].'
    expect(formatAnswer(plainAnswer({ kind: 'generated', text, sources, citations: [] }), labels)).toBe(
      `${text}\n\nSources\n[2] file-2.pdf\n[1] file-1.pdf, p. 3, Scope`,
    )
  })

  it('is the text alone when nothing is cited', () => {
    expect(formatAnswer(plainAnswer({ kind: 'not-found', text: 'Nothing.', sources: [sourceOf(1, 1, '')], citations: [] }), labels)).toBe('Nothing.')
  })
})
