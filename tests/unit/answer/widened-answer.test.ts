import { describe, expect, it } from 'vitest'
import { answerQuestion } from '@/lib/answer/answer-question'
import type { Answer } from '@/lib/domain/answer'
import { extractTerms } from '@/lib/search/extract-terms'
import { passageOf, scriptedGenerator, searchIn } from './passages'

const text = 'The fee is due in May.\n\nIt is forty euros.\n\nStudents pay half of the fee.'
const found = passageOf('It is forty euros.', { start: text.indexOf('It is'), page: 1 })
const widened = { ...found, text, start: 0, end: text.length, pageBreaks: [{ page: 2, start: text.indexOf('Students') }] }

async function answerTo(pieces: string[]): Promise<{ answer: Answer; prompt: string }> {
  const generator = scriptedGenerator(pieces)
  const dependencies = { search: searchIn([found]), generator, extractTerms, widen: async () => [widened] }
  for await (const step of answerQuestion(dependencies, { question: 'How many euros?', history: [], topK: 4 }))
    if (step.type === 'end') return { answer: step.answer, prompt: generator.prompts.join('\n') }
  throw new Error('no end')
}

describe('an answer from a widened passage', () => {
  it('lets the model read what stands around, and cites the exact sentence there', async () => {
    const { answer, prompt } = await answerTo(['Students pay half of the fee [1]. It is forty euros [1].'])
    expect(prompt).toContain(text)
    expect(answer.citations.map(({ start, end }) => text.slice(start, end))).toEqual(['Students pay half of the fee.', 'It is forty euros.'])
    expect(answer.citations.map(({ page }) => page)).toEqual([2, 1])
    expect(answer.sources.map(({ number, start, end, snippet }) => [number, text.slice(start, end), snippet])).toEqual([
      [1, 'It is forty euros.', 'It is forty euros.'],
    ])
  })

  it('cites the passage that was found, not all around it, when no sentence fits', async () => {
    const { answer } = await answerTo(['Something quite different [1].'])
    expect(answer.citations.map(({ start, end }) => text.slice(start, end))).toEqual(['It is forty euros.'])
  })
})
