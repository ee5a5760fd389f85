import { describe, expect, it } from 'vitest'
import { type AnswerDependencies, answerQuestion } from '@/lib/answer/answer-question'
import type { Answer } from '@/lib/domain/answer'
import { findCitationMarks } from '@/lib/domain/find-citation-marks'
import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '@/lib/search/extract-terms'
import { passageOf, scriptedGenerator } from '../passages'

const dates = new Map([
  ['old', '2019-03-01T00:00:00.000Z'],
  ['new', '2024-05-02T00:00:00.000Z'],
])
const readDates = async (ids: string[]) => new Map([...dates].filter(([id]) => ids.includes(id)))

async function ask(question: string, passages: Passage[], parts: Partial<AnswerDependencies> = {}): Promise<Answer> {
  const dependencies: AnswerDependencies = { extractTerms, search: async () => passages, generator: null, readDates, ...parts }
  let streamed = ''
  for await (const step of answerQuestion(dependencies, { question, history: [], topK: 8 })) {
    if (step.type === 'text-delta') streamed += step.text
    if (step.type !== 'end') continue
    expect(step.answer.text).toBe(streamed)
    expect(findCitationMarks(streamed).map(({ number }) => number)).toEqual(step.answer.citations.map(({ sourceNumber }) => sourceNumber))
    return step.answer
  }
  throw new Error('no end')
}

const lead = 'The harbour opens at dawn. '
const old = passageOf(`${lead}The mooring fee of the old harbour is 48 guilders per night.`, { documentId: 'old', source: 'fees/fees_2019.md', start: 500 })
const recent = passageOf('The mooring fee of the old harbour is now 52 guilders per night.', { documentId: 'new', source: 'fees-2024.md' })
const question = 'How many guilders is the mooring fee of the old harbour per night?'
const title = '**Your documents do not agree here:**'

describe('documents that say otherwise', () => {
  it('are shown behind an answer made of quotes: each sentence, its document and date, its exact place', async () => {
    const { text, citations, kind } = await ask(question, [old, recent])
    expect(kind).toBe('extractive')
    const [, told = ''] = text.split(title)
    expect(told.trim().split('\n')).toEqual([
      '- The mooring fee of the old harbour is **48** guilders per night. [1] (fees_2019.md, written 2019-03-01)',
      '- The mooring fee of the old harbour is now **52** guilders per night. [2] (fees-2024.md, written 2024-05-02)',
    ])
    const [first, second] = citations.slice(-2)
    expect(old.text.slice((first?.start ?? 0) - 500, (first?.end ?? 0) - 500)).toBe('The mooring fee of the old harbour is 48 guilders per night.')
    expect(recent.text.slice(second?.start, second?.end)).toBe(recent.text)
  })

  it('are shown in Korean, for numbers and for dates', async () => {
    const fee = (documentId: string, amount: string) => passageOf(`옛 항구의 정박료는 하룻밤에 ${amount}이다.`, { documentId, source: `${documentId}.md` })
    const { text } = await ask('옛 항구의 정박료는 하룻밤에 얼마인가요?', [fee('old', '4만 8천 원'), fee('new', '52,000원')])
    expect(text).toContain('**문서마다 내용이 다릅니다:**')
    expect(text).toContain('옛 항구의 정박료는 하룻밤에 **52,000**원이다. [2] (new.md, 2024-05-02 작성)')
    const opened = (documentId: string, day: string) => passageOf(`새 등대는 ${day}에 처음으로 불을 밝혔다.`, { documentId, source: `${documentId}.md` })
    const said = await ask('새 등대는 언제 처음으로 불을 밝혔나요?', [opened('old', '1871년 3월 2일'), opened('new', '1871년 5월 2일')])
    expect(said.text).toContain('새 등대는 **1871년 5월 2일**에 처음으로 불을 밝혔다. [2]')
  })

  it.each<[string, string, string, string]>([
    [
      'another year',
      question,
      'In 2019 the mooring fee of the old harbour was 48 guilders per night.',
      'In 2024 the mooring fee of the old harbour was 52 guilders per night.',
    ],
    [
      'another thing',
      question,
      'The mooring fee of the old harbour is 48 guilders per night.',
      'The mooring fee of the Kessler harbour is 52 guilders per night.',
    ],
    [
      'what is not asked for',
      'Who set the mooring fee of the old harbour?',
      'Adam Kessler set the mooring fee of the old harbour at 48 guilders.',
      'Adam Kessler set the mooring fee of the old harbour at 52 guilders.',
    ],
    [
      'the same otherwise written',
      question,
      'The mooring fee of the old harbour is 12,000 guilders per night.',
      'The mooring fee of the old harbour is 12 thousand guilders per night.',
    ],
    [
      'a rounded figure',
      question,
      'The mooring fee of the old harbour is 1,230,000 guilders per night.',
      'The mooring fee of the old harbour is 1.2 million guilders per night.',
    ],
    [
      'another unit',
      question,
      'The mooring fee of the old harbour is 48 guilders per night.',
      'The mooring fee of the old harbour is due after 52 days per night.',
    ],
  ])('are not those that speak of %s', async (_, asked, left, right) => {
    const { text } = await ask(asked, [passageOf(left, { documentId: 'old' }), passageOf(right, { documentId: 'new' })])
    expect(text).not.toContain(title)
  })

  it('are not those that say the same of two things, which only their headings name', async () => {
    const capacity = (documentId: string, value: string, heading: string) =>
      passageOf(`The capacity of the battery is ${value} mAh.`, { documentId, headingPath: [heading], section: heading })
    const asked = 'How many mAh is the capacity of the battery?'
    const text = async (left: string, right: string) => (await ask(asked, [capacity('old', '3600', left), capacity('new', '3000', right)])).text
    expect(await text('Lantern seven', 'Lantern note')).not.toContain(title)
    expect(await text('Lantern seven, 2019', 'Lantern seven, 2024')).toContain(title)
  })

  it('is not a document that says it twice', async () => {
    const { text } = await ask(question, [old, { ...recent, documentId: 'old', start: 900, end: 964 }])
    expect(text).not.toContain(title)
  })

  it('are words of a document and nothing more', async () => {
    const hostile = passageOf('The mooring fee of the old harbour is 52 guilders [1] per night <b>x</b>.', {
      documentId: 'new',
      source: '[1](https://evil.example)*.md',
    })
    const { text } = await ask(question, [old, hostile])
    expect(text.split(title)[1]).toContain('guilders \\[1\\] per night \\<b>x\\</b>. [2]')
    expect(text).not.toMatch(/(?<!\\)\]\(/)
  })

  it('are shown behind a written answer that does not cite them, and left to the model where it cites both', async () => {
    const said = 'The mooring fee of the old harbour is 48 guilders per night [1].'
    const { text, checks } = await ask(question, [old, recent], { generator: scriptedGenerator([said]) })
    expect(text.startsWith(`${said}\n\n${title}`)).toBe(true)
    expect(text).toContain('**52** guilders per night. [2] (fees-2024.md, written 2024-05-02)')
    expect(checks).toHaveLength(1)
    const both = `${said} Another document gives 52 guilders per night [2].`
    expect((await ask(question, [old, recent], { generator: scriptedGenerator([both]) })).text).toBe(both)
  })
})
