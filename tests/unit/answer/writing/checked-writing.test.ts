import { describe, expect, it } from 'vitest'
import { answerQuestion } from '@/lib/answer/answer-question'
import type { AnswerStep } from '@/lib/answer/answer-step'
import { AbstentionFilter } from '@/lib/answer/writing/abstention-filter'
import { buildPrompt } from '@/lib/answer/writing/build-prompt'
import type { Answer } from '@/lib/domain/answer'
import type { GeneratorPiece } from '@/lib/domain/ports/generator'
import { extractTerms } from '@/lib/search/extract-terms'
import { passageOf, scriptedGenerator, searchIn } from '../passages'

const passages = [
  passageOf('The mooring fee is 48 guilders. It rose in 1990.', { source: 'harbour.md', headingPath: ['Harbour', 'Fees'] }),
  passageOf('The harbour opens at dawn and closes at dusk.', { documentId: 'hours', source: 'hours.md', headingPath: ['Harbour', 'Opening hours'] }),
]
const question = 'How much is the mooring fee of the harbour?'

async function ask(
  pieces: Array<string | GeneratorPiece>,
  more: Partial<Parameters<typeof answerQuestion>[0]> = {},
): Promise<{ steps: AnswerStep[]; answer: Answer }> {
  const steps: AnswerStep[] = []
  const dependencies = { search: searchIn(passages), generator: scriptedGenerator(pieces), extractTerms, ...more }
  for await (const step of answerQuestion(dependencies, { question, history: [], topK: 8 })) steps.push(step)
  const last = steps.at(-1)
  if (last?.type !== 'end') throw new Error('no end')
  const text = steps.flatMap((step) => (step.type === 'text-delta' ? [step.text] : [])).join('')
  expect(text.endsWith(last.answer.text)).toBe(true)
  return { steps, answer: last.answer }
}

function said(answer: Answer): string[] {
  return answer.checks.map(({ start, end, verdict }) => `${verdict}: ${answer.text.slice(start, end)}`)
}

describe('a written answer', () => {
  it('is checked sentence by sentence, and the checks follow their sentences in the stream', async () => {
    const { steps, answer } = await ask(['The mooring fee is 48 guil', 'ders [1]. It rose in 1991 [1]. The harbour ', 'opens at dawn [2].'])
    expect(said(answer)).toEqual([
      'supported: The mooring fee is 48 guilders [1].',
      'unsupported: It rose in 1991 [1].',
      'supported: The harbour opens at dawn [2].',
    ])
    expect(steps.flatMap((step) => (step.type === 'sentence-checked' ? [step.check] : []))).toEqual(answer.checks)
  })

  it('streams on while a check takes its time', async () => {
    let finishCheck = (): void => undefined
    const slow = new Promise<null>((resolve) => {
      finishCheck = () => resolve(null)
    })
    const types: string[] = []
    const sentenceMeaning = { modelId: 'Xenova/all-MiniLM-L6-v2', embed: () => slow }
    const generator = scriptedGenerator(['The mooring fee is 48 guilders [1]. ', 'It rose in 1990 [1]. ', 'The harbour opens at dawn [2].'])
    for await (const step of answerQuestion({ search: searchIn(passages), generator, extractTerms, sentenceMeaning }, { question, history: [], topK: 8 })) {
      types.push(step.type)
      // Only the whole text lets the first check end.
      if (step.type === 'text-delta' && types.filter((type) => type === 'text-delta').length === 3) finishCheck()
    }
    expect(types.slice(0, types.indexOf('sentence-checked')).filter((type) => type === 'text-delta').length).toBeGreaterThanOrEqual(3)
    expect(types.filter((type) => type === 'sentence-checked')).toHaveLength(3)
  })

  it('gets marks where the model left them out, never a wrong one, and says where there is no source', async () => {
    const { answer } = await ask(['The mooring fee is 48 guilders. ', 'Penguins juggle marmalade. The harbour opens at dawn [9].'])
    expect(answer.text).toBe('The mooring fee is 48 guilders [1]. Penguins juggle marmalade. The harbour opens at dawn [2].')
    expect(answer.citations.map(({ sourceNumber }) => sourceNumber)).toEqual([1, 2])
    expect(answer.checks[1]).toMatchObject({ verdict: 'unsupported' })
    expect(answer.checks[1]?.problems).toContain('citation')
  })

  it('carries what the model thought and what it cost', async () => {
    const { steps, answer } = await ask([
      { type: 'reasoning', text: 'They ask ' },
      { type: 'reasoning', text: 'for a fee.' },
      'The mooring fee is 48 guilders [1].',
      { type: 'usage', inputTokens: 300, outputTokens: 12 },
    ])
    expect(steps.map(({ type }) => type).slice(0, 4)).toEqual(['sources', 'reasoning-delta', 'reasoning-delta', 'text-delta'])
    expect(answer.reasoning).toBe('They ask for a fee.')
    expect(answer.usage).toMatchObject({ modelName: 'scripted', inputTokens: 300, outputTokens: 12 })
    expect(answer.usage?.firstTextMilliseconds).toBeLessThanOrEqual(answer.usage?.milliseconds ?? -1)
  })

  it('says which part is not in the documents, in the language of the question, and does not check that line', async () => {
    const { answer } = await ask(['The mooring fee is 48 guilders [1].\n\n**Miss', 'ing**: who sets it'])
    expect(answer.text).toBe('The mooring fee is 48 guilders [1].\n\n\n\n**Not in your documents:** who sets it')
    expect(answer.checks).toHaveLength(1)
  })

  it('is none when the model only says what is missing', async () => {
    const { answer } = await ask(['MISSING: the fee'], { countDocuments: async () => 12 })
    expect(answer).toMatchObject({ kind: 'not-found', checks: [], searched: { query: question, documents: 12 } })
    expect(answer.sources).toHaveLength(2)
  })

  it('takes back what turns out to be thinking, with its checks', async () => {
    const { steps, answer } = await ask([
      'The fee may be 99 guilders. I look again [1]. ',
      { type: 'text-was-reasoning' },
      { type: 'reasoning', text: 'Found.' },
      'The mooring fee is 48 guilders [1].',
    ])
    expect(answer.text).toBe('The mooring fee is 48 guilders [1].')
    expect(answer.reasoning).toBe('The fee may be 99 guilders. I look again [1]. Found.')
    expect(said(answer)).toEqual(['supported: The mooring fee is 48 guilders [1].'])
    expect(steps.map(({ type }) => type).filter((type) => type === 'text-was-reasoning')).toHaveLength(1)
  })

  it('says what the search was narrowed to, also where nobody knows how many documents that are', async () => {
    const filter = { tags: ['fees'] }
    const { answer } = await ask(['NOT_IN_DOCUMENTS'], { countDocuments: async () => null, filter })
    expect(answer).toMatchObject({ kind: 'not-found', searched: { query: question, documents: null, filter } })
  })

  it('proposes to ask about what stands beside the answer', async () => {
    const { answer } = await ask(['The mooring fee is 48 guilders [1].'])
    expect(answer.followUps).toEqual(['What do my documents say about “Opening hours”?'])
  })
})

describe('AbstentionFilter', () => {
  function read(text: string, length: number): string | null {
    const filter = new AbstentionFilter((part) => `(${part})`)
    let passed = ''
    for (let at = 0; at < text.length; at += length) passed += filter.push(text.slice(at, at + length))
    passed += filter.finish()
    return filter.isNotFound ? null : passed
  }

  it('reads the fixed forms however they are cut and dressed up, and nothing else', () => {
    for (const length of [1, 3, 8, 200]) {
      expect(read('A fee.\n- missing: the year', length)).toBe('A fee.\n\n\n(the year)')
      expect(read('A fee.\nMISSING：연도\n', length)).toBe('A fee.\n\n\n(연도)')
      expect(read('A fee.\nMISSING: none', length)).toBe('A fee.\n')
      expect(read('Missing boats are listed.\nMiss Smith: 48', length)).toBe('Missing boats are listed.\nMiss Smith: 48')
      expect(read('**MISSING:** all of it', length)).toBeNull()
      expect(read('NOT_IN_DOCUMENTS', length)).toBeNull()
    }
  })
})

describe('the prompt', () => {
  const model = { contextTokens: 1_200, countTokens: (text: string) => Math.ceil(text.length / 4) }
  const prompt = (input: Partial<Parameters<typeof buildPrompt>[0]>, context = 1_200) =>
    buildPrompt({ question, standaloneQuestion: question, history: [], passages, ...input }, { ...model, contextTokens: context })

  it('names the date of a document where it is known, and asks for contradictions with their dates', () => {
    const [system, user] = prompt({ dates: new Map([['hours', '2023-05-04T00:00:00.000Z']]) }, 8_000).messages
    expect(user?.content).toContain('[2] (hours.md — written 2023-05-04)')
    expect(user?.content).toContain('[1] (harbour.md)')
    expect(system?.content).toMatch(/contradict each other.*date/)
    expect(system?.content).toContain('MISSING:')
  })

  it('fits the context of the model: lower ranks are left out, the best alone is cut', () => {
    const long = Array.from({ length: 4 }, (_, index) => passageOf('word '.repeat(240), { documentId: `${index}` }))
    const { messages, passageCount } = prompt({ passages: long }, 1_700)
    expect(passageCount).toBeLessThan(4)
    expect(passageCount).toBeGreaterThan(0)
    const tokens = messages.reduce((sum, { content }) => sum + model.countTokens(content), 0)
    expect(tokens).toBeLessThanOrEqual(1_700)
    const cut = prompt({ passages: [passageOf('word '.repeat(4_000))] }, 1_700)
    expect(cut.passageCount).toBe(1)
    expect(cut.messages.reduce((sum, { content }) => sum + model.countTokens(content), 0)).toBeLessThanOrEqual(1_700)
  })
})
