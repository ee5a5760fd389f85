import { describe, expect, it } from 'vitest'
import type { DocumentRecord } from '@/lib/domain/document'
import type { Passage, StoredChunk } from '@/lib/domain/passage'
import type { LabParts } from '@/lib/services/lab/lab-parts'
import { proposeQuestions, tidyQuestion } from '@/lib/services/lab/propose-questions'
import { plainRecord } from '../../../support/document-record'

describe('the question a model wrote', () => {
  it.each([
    ['When was the dome built?', 'When was the dome built?'],
    ['Question: "When was the dome built?"', 'When was the dome built?'],
    ['질문: 돔은 언제 지어졌나요?\n', '돔은 언제 지어졌나요?'],
    ['Here is a question:\nWhen was it built?', null],
    ['', null],
    ['Why?', null],
    [`${'Why '.repeat(100)}?`, null],
  ])('is taken as one line of sensible length: %s', (answer, expected) => {
    expect(tidyQuestion(answer)).toBe(expected)
  })
})

describe('proposing questions', () => {
  const text = 'The dome of the observatory was built in 1911 by Ada Lark, who paid for it with the money that her novels had earned her abroad.'
  const chunk = { pointId: 'p', documentId: 'd', source: 'a.md', section: '', start: 5, end: 5 + text.length, text } as StoredChunk

  /** A library of one chunk, a model that gives these answers in turn, and a search that finds `found`. */
  function partsOf(answers: string[], found: string[] = ['p']): LabParts {
    const documents: DocumentRecord[] = [{ ...plainRecord, id: 'd', chunkCount: 1 }]
    return {
      scope: { workspaceId: 'mine' },
      documents: { list: async () => ({ documents, nextCursor: null }) },
      index: { listChunks: async () => ({ chunks: [chunk], nextCursor: null }) },
      openGenerator: async () => ({ complete: async () => answers.shift() ?? '' }),
      trace: async () => ({ passages: found.map((pointId) => ({ pointId, text: pointId }) as Passage) }),
    } as unknown as LabParts
  }

  const propose = (parts: LabParts) => proposeQuestions(parts, 1, new AbortController().signal)

  it('gives the question with the chunk as its right passage', async () => {
    const judgement = { documentId: 'd', source: 'a.md', start: 5, end: 5 + text.length, text, grade: 1 }
    expect(await propose(partsOf(['Who paid for the dome?']))).toEqual([{ text: 'Who paid for the dome?', judgements: [judgement] }])
  })

  it.each([
    ['another language', partsOf(['돔은 누가 지었나요?'])],
    ['a copy of the passage', partsOf(['The dome of the observatory was built in 1911'])],
    ['a question that does not find the passage', partsOf(['What does the cafe serve?'], ['other'])],
  ])('throws out %s', async (_, parts) => {
    expect(await propose(parts)).toEqual([])
  })

  it('says that it needs a language model', async () => {
    await expect(propose({ ...partsOf([]), openGenerator: async () => null })).rejects.toMatchObject({ code: 'llm_not_set_up' })
  })
})
