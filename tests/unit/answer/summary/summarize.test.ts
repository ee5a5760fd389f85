import { describe, expect, it } from 'vitest'
import { summarizeDocument } from '@/lib/answer/summary/summarize-document'
import { mostDocuments, summarizeLibrary } from '@/lib/answer/summary/summarize-library'
import type { SummaryDependencies, SummaryStep } from '@/lib/answer/summary/summary-parts'
import type { Answer } from '@/lib/domain/answer'
import { findCitationMarks } from '@/lib/domain/find-citation-marks'
import type { StoredChunk } from '@/lib/domain/passage'
import type { Generator, PromptMessage } from '@/lib/domain/ports/generator'
import { splitSentences } from '@/lib/domain/split-sentences'
import { extractTerms } from '@/lib/search/extract-terms'
import { plainRecord } from '../../../support/document-record'
import { passageOf, scriptedGenerator } from '../passages'

/** The chunks of a text whose sections are given, with offsets into the whole. */
function cut(sections: [heading: string, text: string][], documentId = 'report'): { text: string; chunks: StoredChunk[] } {
  let text = ''
  const chunks = sections.map(([heading, body], index) => {
    const start = text.length
    text += `${body}\n\n`
    return passageOf(body, { start, documentId, chunkIndex: index, headingPath: [heading], section: heading, pointId: `${documentId}-${index}` })
  })
  return { text, chunks }
}

const english = cut([
  [
    'Bees',
    'The city keeps forty bee hives on the roofs of its libraries. The hives give honey and bees for the gardens of the city. Lunch is at noon on most days.',
  ],
  [
    'Honey',
    'In a good year the bee hives of the libraries give nine hundred kilograms of honey. A jar was once dropped on the stairs by a visitor from abroad.',
  ],
  [
    'Winter',
    'In winter the bees need sugar, because the hives on the roofs are cold and the gardens hold no flowers. Someone painted the door green last week.',
  ],
])
const korean = cut([
  ['도입', '도서관은 옥상에서 벌통 마흔 개를 돌보며 도시의 정원에 꿀벌을 보냅니다. 점심시간 안내판은 누가 봐도 알기 쉬운 자리에 새로 붙어 있었다.'],
  ['수확', '좋은 해에는 도서관 벌통에서 꿀 구백 킬로그램을 얻어 시민에게 나누어 줍니다. 누군가 지난주 내내 낡은 문짝을 초록색 페인트로 칠해 놓았다.'],
  ['겨울', '겨울에는 옥상 벌통이 추워 꿀벌에게 설탕을 주어야 하고 정원에는 꽃이 없습니다. 외국에서 온 손님이 그만 유리병을 떨어뜨린 뒤 사과하고 떠났다.'],
])

function reading(chunks: StoredChunk[]): SummaryDependencies & { pages: number[] } {
  const pages: number[] = []
  return {
    pages,
    readChunks: async (documentId, { cursor, limit }) => {
      const own = chunks.filter((chunk) => chunk.documentId === documentId)
      const page = own.slice(cursor, cursor + limit)
      pages.push(page.length)
      return { chunks: page, nextCursor: cursor + limit < own.length ? cursor + limit : null }
    },
    extractTerms,
    embed: async () => null,
    checking: { extractTerms },
  }
}

async function finish(steps: AsyncIterable<SummaryStep>): Promise<{ answer: Answer; modelName: string | null; progress: number[] }> {
  const progress: number[] = []
  for await (const step of steps) {
    if (step.type === 'end') return { answer: step.answer, modelName: step.modelName, progress }
    progress.push(step.done / step.total)
  }
  throw new Error('no end')
}

/** Every line ends with marks, and each mark has a citation and a source. */
function expectCited(answer: Answer, lines = answer.text.split('\n')): void {
  for (const line of lines) expect(line).toMatch(/(?:\[\d+\])+$/)
  const marks = findCitationMarks(answer.text)
  expect(marks.map(({ number }) => number)).toEqual(answer.citations.map(({ sourceNumber }) => sourceNumber))
  for (const { number } of marks) expect(answer.sources.some((source) => source.number === number)).toBe(true)
}

/** One check a line, of the line without its bullet; its evidence is a place of a source that the line cites. */
function expectChecked(answer: Answer, lines = answer.text.split('\n')): void {
  expect(answer.checks.map(({ start, end }) => `- ${answer.text.slice(start, end)}`)).toEqual(lines)
  for (const { start, end, evidence } of answer.checks) {
    const numbers = findCitationMarks(answer.text.slice(start, end)).map(({ number }) => number)
    expect(numbers).toContain(evidence?.sourceNumber)
  }
}

describe('a summary without a language model', () => {
  it.each([
    ['English', english, 'en'],
    ['Korean', korean, 'ko'],
  ] as const)('takes the sentences that matter, exactly, from all sections (%s)', async (_, { text, chunks }, language) => {
    const steps = summarizeDocument({ ...reading(chunks), generator: null }, { documentId: 'report', chunkCount: chunks.length, language })
    const { answer, modelName, progress } = await finish(steps)
    expect(modelName).toBeNull()
    expect(answer.kind).toBe('extractive')
    expectCited(answer)
    for (const { start, end } of answer.citations) expect(answer.text).toContain(text.slice(start, end))
    expectChecked(answer)
    for (const { verdict, evidence } of answer.checks) expect([verdict, text.slice(evidence?.start, evidence?.end)]).toEqual(['supported', evidence?.text])
    expect(new Set(answer.sources.map(({ section }) => section)).size).toBe(3)
    expect(answer.text).not.toMatch(/Lunch|painted|dropped|점심|초록색|떨어뜨린/)
    expect(progress.at(-1)).toBe(1)
  })

  it('reads a long document a page at a time, and says nothing twice', async () => {
    const many = cut(
      Array.from({ length: 150 }, (_, index) => [
        `Part ${index % 10}`,
        `The hives of the library give honey in part ${index % 10} of the year. Part number ${index} has words of its own here.`,
      ]),
    )
    const parts = reading(many.chunks)
    const { answer } = await finish(summarizeDocument({ ...parts, generator: null }, { documentId: 'report', chunkCount: 150, language: 'en' }))
    expect(Math.max(...parts.pages)).toBeLessThanOrEqual(64)
    const lines = answer.text.split('\n')
    expect(lines.length).toBeLessThanOrEqual(12)
    expect(new Set(lines.map((line) => line.replace(/\W*\[\d+\]/g, ''))).size).toBe(lines.length)
  })

  it('shows what a document says and does nothing of it', async () => {
    const hostile = cut([
      ['', 'See the picture ![x](https://evil.example/p.png) and <b>click</b> on [this page](https://evil.example/?q=1) for all of the rest [7].'],
    ])
    const { answer } = await finish(summarizeDocument({ ...reading(hostile.chunks), generator: null }, { documentId: 'report', chunkCount: 1, language: 'en' }))
    expect(findCitationMarks(answer.text)).toHaveLength(1)
    expect(answer.text).not.toMatch(/(?<!\\)[[<!](?!1\])/)
  })
})

/** Notes each passage by its first sentence with its mark, and sums notes up by repeating them. */
function noting(change: (text: string) => string = (text) => text): Generator & { asked: PromptMessage[][] } {
  const asked: PromptMessage[][] = []
  return {
    ...scriptedGenerator([]),
    contextTokens: 1_400,
    asked,
    async complete(messages) {
      asked.push(messages)
      const passages = [...(messages.at(-1)?.content ?? '').matchAll(/^\[(\d+)\]\n<<<\n([\s\S]*?)\n>>>$/gmu)]
      return change(
        passages
          .map(([, number, text = '']) => {
            const first = splitSentences(text)[0]
            return first === undefined ? '' : `${text.slice(first.start, first.end)} [${number}]`
          })
          .join(' '),
      )
    },
  }
}

describe('a summary by a language model', () => {
  it('notes all chunks in batches, sums the notes up, and leads every sentence back to its place', async () => {
    const long = cut(
      Array.from({ length: 12 }, (_, index) => [
        `Part ${index}`,
        `Fact number ${index} of the bee hives is written here. ${'Filler about nothing at all. '.repeat(6)}`,
      ]),
    )
    const generator = noting()
    const { answer, modelName } = await finish(
      summarizeDocument({ ...reading(long.chunks), generator }, { documentId: 'report', chunkCount: 12, language: 'en' }),
    )
    expect(modelName).toBe('scripted')
    expect(answer.kind).toBe('generated')
    expectCited(answer)
    const read = generator.asked.map((messages) => messages.at(-1)?.content ?? '').join('')
    for (let fact = 0; fact < 12; fact += 1) expect(read).toContain(`Fact number ${fact} of`)
    expect(generator.asked.length).toBeGreaterThan(2)
    for (const { start, end } of answer.citations) expect(long.text.slice(start, end)).toMatch(/^Fact number \d+ of/)
    for (const messages of generator.asked) expect(messages.map(({ content }) => content).join('').length).toBeLessThan(1_400)
  })

  it('has every sentence checked against what it cites, read again and whole', async () => {
    const far = cut([['Bees', `${'Filler about nothing at all in this place. '.repeat(20)}The library keeps forty bee hives on its roof.`]])
    const parts = reading(far.chunks)
    const said = 'The library keeps forty bee hives on its roof [1]. The library keeps ninety bee hives in 1871 on its roof [1].'
    const { answer } = await finish(summarizeDocument({ ...parts, generator: noting(() => said) }, { documentId: 'report', chunkCount: 1, language: 'en' }))
    expectChecked(answer)
    expect(answer.checks).toMatchObject([
      { verdict: 'supported', problems: [], evidence: { text: 'The library keeps forty bee hives on its roof.' } },
      { verdict: 'unsupported', problems: expect.arrayContaining(['number']) },
    ])
    const [{ evidence } = { evidence: null }] = answer.checks
    expect(far.text.slice(evidence?.start, evidence?.end)).toBe(evidence?.text)
    expect(parts.pages.slice(1)).toEqual([1, 1])
  })

  it('drops sentences without a mark, marks of passages that there are not, and what would load something', async () => {
    const generator = noting(
      (text) => `Of course! Here is the summary. ${text} ![x](https://evil.example/p.png) It is signed by the king [99]. <img src=x> <script>go()</script>`,
    )
    const { answer } = await finish(summarizeDocument({ ...reading(english.chunks), generator }, { documentId: 'report', chunkCount: 3, language: 'en' }))
    expectCited(answer)
    expect(answer.text).not.toMatch(/Of course|king|evil|<img|<script|\[99\]/)
  })

  it('becomes one of the document’s own sentences when the model cites nothing', async () => {
    const generator = noting(() => 'A lovely document about many things.')
    const { answer, modelName } = await finish(
      summarizeDocument({ ...reading(english.chunks), generator }, { documentId: 'report', chunkCount: 3, language: 'en' }),
    )
    expect([answer.kind, modelName]).toEqual(['extractive', null])
    expectCited(answer)
  })

  it('stops when nobody waits any more', async () => {
    const controller = new AbortController()
    const steps = summarizeDocument(
      { ...reading(english.chunks), generator: noting() },
      { documentId: 'report', chunkCount: 3, language: 'en', signal: controller.signal },
    )
    await steps.next()
    controller.abort()
    await expect(steps.next()).rejects.toThrow()
  })
})

describe('a summary of the library', () => {
  const chunks = [...cut([['', english.text]], 'bees').chunks, ...cut([['', korean.text]], 'honey').chunks]
  const documents = [
    { ...plainRecord, id: 'bees', source: 'bees.pdf', title: 'City bees', format: 'pdf' as const, language: 'en', tags: ['nature'], chunkCount: 1 },
    { ...plainRecord, id: 'honey', source: '꿀벌.hwp', title: null, format: 'hwp' as const, language: 'ko', tags: ['nature'], chunkCount: 1 },
  ]

  it('counts kinds, languages and subjects, and has a cited line for each document', async () => {
    const { answer } = await finish(summarizeLibrary({ ...reading(chunks), generator: null }, { documents, total: 2, language: 'en' }))
    const [lead, , ...lines] = answer.text.split('\n')
    expect(lead).toBe('2 documents: PDF 1, HWP 1. Languages: English 1, Korean 1. Subjects: nature.')
    expectCited(answer, lines)
    expectChecked(answer, lines)
    expect(lines[0]).toMatch(/^- \*\*City bees\*\*: /)
    expect(lines[1]).toMatch(/^- \*\*꿀벌\.hwp\*\*: /)
    expect(answer.sources.map(({ documentId }) => documentId)).toEqual(['bees', 'honey'])
  })

  it('is in Korean for Koreans, and says what of a large library it shows', async () => {
    const { answer } = await finish(summarizeLibrary({ ...reading(chunks), generator: null }, { documents, total: mostDocuments + 7, language: 'ko' }))
    expect(answer.text.split('\n')[0]).toBe(`문서 ${mostDocuments + 7}개 (아래는 최근 2개): PDF 1, HWP 1. 언어: 영어 1, 한국어 1. 주제: nature.`)
  })
})
