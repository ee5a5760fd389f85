import { answerQuestion } from '@/lib/answer/answer-question'
import type { Answer } from '@/lib/domain/answer'
import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '@/lib/search/extract-terms'
import { searchIn } from '../passages'

/** The answer without a language model, from passages searched by their words. */
export async function askLibrary(question: string, passages: Passage[]): Promise<Answer> {
  const dependencies = { search: searchIn(passages), generator: null, extractTerms }
  for await (const step of answerQuestion(dependencies, { question, history: [], topK: 8 })) if (step.type === 'end') return step.answer
  throw new Error('no end')
}

/** What is set in bold, in order. */
export function boldOf({ text }: Pick<Answer, 'text'>): string[] {
  return Array.from(text.matchAll(/(?<!\\)\*\*(.+?)(?<!\\)\*\*/gs), ([, run = '']) => run)
}

export function withoutBold({ text }: Pick<Answer, 'text'>): string {
  return text.replace(/(?<!\\)\*\*/g, '')
}

/** What the citations point at. */
export function citedTexts(answer: Answer, passages: Passage[]): string[] {
  return answer.citations.map(({ sourceNumber, start, end }) => {
    const source = answer.sources.find(({ number }) => number === sourceNumber)
    const passage = passages.find((candidate) => candidate.documentId === source?.documentId && candidate.start === source?.start)
    return passage?.text.slice(start - passage.start, end - passage.start) ?? ''
  })
}
