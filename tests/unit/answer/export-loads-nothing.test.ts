import { describe, expect, it } from 'vitest'
import { formatMarkdown } from '@/lib/answer/conversation/export/format-markdown'
import { attacks } from '../../fixtures/injection/attacks'

describe('an answer exported as Markdown', () => {
  it.each(attacks)('loads and runs nothing: $name', ({ question, obeyed }) => {
    const answer = { text: obeyed('rules'), isComplete: true, modelName: null, sources: [] }
    const text = formatMarkdown({ title: question, createdAt: '2026-01-01', turns: [{ question, answer }] } as never, 'en')
    expect(text).not.toMatch(/(?<!\\)!\[|(?<!\\)<(?:img|script|iframe|style|link)|(?<!\\)\]\(\s*(?:javascript|data|file|&#)|(?<!\\)\]:\s*javascript/i)
  })
})
