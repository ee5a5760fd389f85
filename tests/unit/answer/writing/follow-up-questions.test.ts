import { describe, expect, it } from 'vitest'
import { followUpQuestions } from '@/lib/answer/follow-up-questions'
import { numberSources } from '@/lib/answer/number-sources'
import { plainAnswer } from '@/lib/domain/answer'
import { extractTerms } from '@/lib/search/extract-terms'
import { passageOf } from '../passages'

const handbook = 'Harbour Handbook'
const passages = [
  passageOf('The gate opens at nine.', { documentId: 'harbour', headingPath: [handbook, 'Opening hours'] }),
  passageOf('Boats are moored at the north quay.', { documentId: 'harbour', headingPath: [handbook, 'Mooring'] }),
  passageOf('This handbook is for guests.', { documentId: 'harbour', headingPath: [handbook] }),
  passageOf('Orders are shipped within a week.', { documentId: 'shop', headingPath: ['Shipping'] }),
  passageOf('항구는 아홉 시에 엽니다.', { documentId: 'korean', headingPath: ['이용 시간'] }),
]

function next(question: string, cites: number[]): string[] {
  const citations = cites.map((sourceNumber) => ({ sourceNumber, page: null, start: 0, end: 1 }))
  const answer = plainAnswer({ kind: 'extractive', text: '', sources: numberSources(passages), citations })
  return followUpQuestions(question, answer, passages, extractTerms)
}

describe('questions that may come next', () => {
  it('are first about other headings of the document that the answer cites, never about its title', () => {
    const questions = next('When does the gate open?', [1])
    expect(questions[0]).toContain('Mooring')
    expect(questions.join(' ')).not.toMatch(new RegExp(`${handbook}|이용`))
  })

  it('are about anything found where nothing is cited, in the language of the question', () => {
    expect(next('Who won the regatta?', []).join(' ')).toMatch(/Opening hours.*Mooring.*Shipping/)
    expect(next('요트 대회는 누가 이겼나요?', [])).toEqual([expect.stringContaining('이용 시간')])
  })
})
