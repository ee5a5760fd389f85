import { describe, expect, it } from 'vitest'
import { exportConversation } from '@/lib/answer/conversation/export/export-conversation'
import { formatMarkdown } from '@/lib/answer/conversation/export/format-markdown'
import { plainAnswer } from '@/lib/domain/answer'
import type { Message } from '@/lib/domain/conversation'

const source = (number: number, snippet: string) => {
  return { number, documentId: 'd', source: 'a_b.md', section: '강의', page: 3, start: 10, end: 40, score: 1, snippet }
}
const place = { parentId: null, siblings: [], createdAt: '2026-11-23T00:00:00.000Z' }
const text = '강사는 강수빈입니다. [2] ![](https://tracker.example/x.png) <img src=x>'
const sources = [source(1, 'not cited'), source(2, '# 강사: [강수빈](https://x.example)\n둘째 줄')]
const messages: Message[] = [
  { ...place, id: 'q', role: 'question', text: '강사가\n누구야?' },
  {
    ...place,
    id: 'a',
    role: 'answer',
    state: 'partial',
    errorCode: 'cancelled',
    feedback: null,
    answer: plainAnswer({ kind: 'generated', text, sources, citations: [{ sourceNumber: 2, page: 3, start: 12, end: 30 }] }),
  },
  { ...place, id: 'q2', role: 'question', text: 'And then?' },
]
const exported = exportConversation({ title: 'Title', createdAt: '2026-11-23T00:00:00.000Z', messages })

describe('exportConversation', () => {
  it('keeps questions, answers, sources and citations', () => {
    expect(exported.turns).toMatchObject([
      {
        question: '강사가\n누구야?',
        answer: { isComplete: false, citations: [{ sourceNumber: 2, start: 12, end: 30 }], sources: [{ number: 1 }, { number: 2 }] },
      },
      { question: 'And then?', answer: null },
    ])
  })

  it('writes Markdown with the cited sources, in the language of the reader', () => {
    const markdown = formatMarkdown(exported, 'ko')
    expect(markdown).toContain('## 강사가 누구야?\n')
    expect(markdown).toContain('- [2] a\\_b.md, 3쪽, 강의\n  > \\# 강사: \\[강수빈\\](https://x.example)\n  > 둘째 줄')
    expect(markdown).toContain('완성되지 않은 답변입니다.')
    expect(markdown).not.toContain('not cited')
    expect(formatMarkdown(exported, 'en')).toContain('p. 3')
  })

  it('leaves nothing in the Markdown that a reader would load by itself', () => {
    const markdown = formatMarkdown(exported, 'en')
    expect(markdown).not.toMatch(/(?<!\\)!\[/)
    expect(markdown).not.toMatch(/(?<!\\)<img/)
  })
})
