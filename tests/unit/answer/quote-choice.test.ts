import { describe, expect, it } from 'vitest'
import { answerQuestion } from '@/lib/answer/answer-question'
import type { Answer } from '@/lib/domain/answer'
import type { Passage } from '@/lib/domain/passage'
import { extractTerms } from '@/lib/search/extract-terms'
import { passageOf, searchIn } from './passages'
import { withoutBold } from './quotes/ask-library'

function library(source: string, title: string, sections: Array<[string, string]>): Passage[] {
  return sections.map(([heading, body], index) =>
    passageOf(`${heading}\n\n${body}`, { source, documentId: source, headingPath: heading === title ? [title] : [title, heading], start: index * 1_000 }),
  )
}

const koreanGuide = library('seoyul-library-guide.pdf', '서율시립도서관 이용 안내', [
  [
    '서율시립도서관 이용 안내',
    '서율시립도서관은 1987년 3월에 문을 연 공공 도서관으로, 본관과 어린이관, 보존 서고로 이루어져 있다. 도서관은 서율역에서 가깝다.',
  ],
  ['이용 시간', '종합자료실은 평일 오전 9시부터 오후 10시까지 운영한다. 어린이관은 평일과 주말 모두 오후 6시에 닫는다. 매월 첫째 월요일은 쉰다.'],
  ['시설 빌리기', '다목적실은 두 시간에 3만 원이다. 동아리방은 이용하기 열흘 전까지 신청해야 한다.\n\n시설 | 정원 | 이용료\n\n다목적실 60명 두 시간에 3만 원'],
  ['행사', '매월 둘째 토요일 오후 3시에는 작가와의 만남이 열린다. 정원은 40명이다.'],
])
const garden = [
  passageOf('옥상 텃밭 가꾸기 안내서\n\n도토리마을 옥상 텃밭은 2019년 봄에 주민 열두 명이 시작했다.', { headingPath: ['옥상 텃밭 가꾸기 안내서'] }),
  passageOf(
    '난황유 만드는 법\n\n달걀노른자 1개 + 식용유 60ml + 물 100ml를 3분 동안 섞는다.\n\n함께 지킬 일\n\n텃밭 열쇠는 경비실에 맡긴다.\n\n회비는 한 해에 2만 4천 원이다. 모임은 일요일에 옥상 정자에서 연다.',
    { headingPath: ['옥상 텃밭 가꾸기 안내서'], start: 500 },
  ),
]
const handbook = library('larkmoor-handbook.pdf', 'Larkmoor Observatory Visitor Handbook', [
  [
    'Tickets and fees',
    'An adult ticket costs 11 pounds. A night session costs 8 pounds extra for each person.\n\nFamily day ticket 29 pounds two adults and three children',
  ],
  [
    'Booking for groups',
    'Groups of ten or more book at least three weeks ahead. The warden answers within two working days. A coach can park beside the gate.',
  ],
  ['Opening hours', 'The grounds are open from Wednesday to Sunday. Between April and September the gates close at 23:30.'],
])

async function ask(question: string, passages: Passage[], similarity: number | null = null): Promise<Answer> {
  const dependencies = { search: searchIn(passages), generator: null, extractTerms, measureSimilarity: async () => similarity }
  for await (const step of answerQuestion(dependencies, { question, history: [], topK: 8 }))
    if (step.type === 'end') return { ...step.answer, text: withoutBold(step.answer) }
  throw new Error('no end')
}

describe('headings in quotes', () => {
  it.each(['이용 시간', '“이용 시간”에 대해 알려 주세요.'])('answers %s with what stands under that heading', async (question) => {
    const { text } = await ask(question, koreanGuide)
    expect(text).toMatch(/^종합자료실은 평일 오전 9시부터/)
    expect(text).not.toMatch(/이용 시간|다목적실/)
  })

  it.each(['Booking for groups', 'What do my documents say about “Booking for groups”?'])(
    'answers %s with what stands under that heading',
    async (question) => {
      const { text, citations } = await ask(question, handbook)
      expect(text).toMatch(/^Groups of ten or more book at least three weeks ahead\. \[1\] The warden/)
      expect(text).not.toContain('Booking for groups')
      expect(citations).toHaveLength(3)
    },
  )

  it('knows a heading inside a passage of joined sections', async () => {
    const { text } = await ask('난황유 만드는 법', garden)
    expect(text).toMatch(/^달걀노른자 1개/)
    expect(text).not.toMatch(/난황유 만드는 법|함께 지킬 일/)
  })

  it('keeps short lines that are data', async () => {
    expect((await ask('How much is a family day ticket?', handbook)).text).toBe('Family day ticket 29 pounds two adults and three children [1]')
  })

  it('quotes a heading when there is nothing else', async () => {
    expect((await ask('Opening hours', [passageOf('Opening hours', { headingPath: ['Opening hours'] })])).text).toBe('Opening hours [1]')
  })
})

describe('sentences beside the best one', () => {
  it('leaves out what only shares a common word', async () => {
    const { text } = await ask('도서관은 몇 시에 닫아?', koreanGuide)
    expect(text).toContain('어린이관은 평일과 주말 모두 오후 6시에 닫는다. [2]')
    expect(text).not.toMatch(/다목적실|작가|가깝다/)
    expect((await ask('옥상 텃밭 회비는 얼마야?', garden)).citations).toHaveLength(1)
    expect((await ask('How much does an adult ticket cost?', handbook)).text).toBe('An adult ticket costs 11 pounds. [1]')
  })

  it('adds a sentence for the part of the question that the first leaves open', async () => {
    const { text } = await ask('How much is an adult ticket, and when do the gates close?', handbook)
    expect(text).toContain('An adult ticket costs 11 pounds.')
    expect(text).toContain('the gates close at 23:30.')
  })
})

describe('what is not found', () => {
  it('refuses a question that shares a common word with the documents but nothing in meaning', async () => {
    expect((await ask('When does the supermarket close?', handbook, 0.2)).kind).toBe('not-found')
    expect((await ask('비트코인 가격은 얼마야?', koreanGuide)).kind).toBe('not-found')
  })

  it('answers a question in other words when the documents are near it in meaning', async () => {
    expect((await ask('What time do visitors leave because the gates shut?', handbook, 0.1)).kind).toBe('not-found')
    expect((await ask('What time do visitors leave because the gates shut?', handbook, 0.6)).kind).toBe('extractive')
  })

  it('does not need to know the meaning', async () => {
    expect((await ask('When do the gates close?', handbook)).kind).toBe('extractive')
  })
})
