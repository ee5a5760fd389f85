import { describe, expect, it } from 'vitest'
import { condenseQuestion } from '@/lib/answer/condense-question'
import { AppError } from '@/lib/domain/app-error'
import type { Message } from '@/lib/domain/conversation'
import type { Generator } from '@/lib/domain/ports/generator'
import { extractTerms } from '@/lib/search/extract-terms'
import { scriptedGenerator } from './passages'

function asked(...texts: string[]): Message[] {
  return texts.map((text, index) => ({ id: String(index), role: 'question', parentId: null, siblings: [], text, createdAt: '' }))
}

function condense(question: string, history: Message[], generator: Generator | null = null, signal?: AbortSignal): Promise<string> {
  return condenseQuestion({ generator, extractTerms }, { question, history, signal })
}

describe('condenseQuestion', () => {
  it('leaves a first question as it is', async () => {
    expect(await condense('그 강의는?', [])).toBe('그 강의는?')
  })

  it('puts the earlier subject before a question that points back', async () => {
    expect(await condense('그 강의 사전지식은?', asked('구글 API 챗봇 강의 강사가 누구야?'))).toMatch(/구글 API 챗봇 강의 .*그 강의 사전지식은\?$/)
    expect(await condense('When was it built?', asked('Where is the Eiffel Tower?'))).toMatch(/Eiffel Tower.*When was it built\?$/)
  })

  it('goes back over several follow-ups to the one that named the subject', async () => {
    const condensed = await condense('그럼 준비물은?', asked('쿠버네티스 입문 강의 일정 알려줘', '그거 강사는 누구야?'))
    expect(condensed).toContain('쿠버네티스 입문')
  })

  it('leaves a question that stands alone', async () => {
    const question = 'Python으로 시작하는 데이터 분석 강의의 강사는 누구인가요?'
    expect(await condense(question, asked('쿠버네티스 입문 강의 일정 알려줘'))).toBe(question)
  })

  it('takes the rewriting of a language model, tidied', async () => {
    const generator = scriptedGenerator([], { completion: 'Question: "When was the Eiffel Tower built?"\n\nHope this helps.' })
    expect(await condense('When was it built?', asked('Where is the Eiffel Tower?'), generator)).toBe('When was the Eiffel Tower built?')
  })

  it('falls back when the model fails or says nothing', async () => {
    for (const completion of [new AppError('llm_failed', 'broken'), '', 'word '.repeat(200)]) {
      const condensed = await condense('When was it built?', asked('Where is the Eiffel Tower?'), scriptedGenerator([], { completion }))
      expect(condensed).toMatch(/Eiffel Tower.*When was it built\?$/)
    }
  })

  it('does not take stopping for a failure', async () => {
    const generator = scriptedGenerator([], { completion: new AppError('cancelled', 'stopped') })
    await expect(condense('When was it built?', asked('Where is the Eiffel Tower?'), generator, AbortSignal.abort())).rejects.toMatchObject({
      code: 'cancelled',
    })
  })
})
