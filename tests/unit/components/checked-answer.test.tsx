import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { ShownAnswer } from '@/components/chat/chat-state'
import { AnswerView } from '@/components/chat/cited-answer/answer-view'
import { CheckCard } from '@/components/chat/cited-answer/checks/check-card'
import { interfaceMessages } from '@/components/i18n/interface-messages'
import { type Answer, type AnswerSource, plainAnswer, type SentenceCheck } from '@/lib/domain/answer'

const source: AnswerSource = {
  number: 1,
  documentId: 'd',
  source: 'harbour.pdf',
  section: '',
  page: 3,
  start: 0,
  end: 90,
  score: 1,
  snippet: 'The mooring fee is 48 guilders.',
}
const text = 'The fee is 48 guilders [1]. It rose **in 1990** [1]. Boats sing.\n\n| a | b |\n| --- | --- |\n| fee | 48 [1] |'
const evidence = { sourceNumber: 1, start: 10, end: 41, page: 4, text: 'The mooring fee is 48 guilders.' }

function checkOf(said: string, verdict: SentenceCheck['verdict'], problems: SentenceCheck['problems'] = []): SentenceCheck {
  const start = text.indexOf(said)
  return { start, end: start + said.length, verdict, score: 0.5, problems, evidence: problems.includes('citation') ? null : evidence }
}
const checks = [
  checkOf('The fee is 48 guilders [1].', 'supported'),
  checkOf('It rose **in 1990** [1].', 'weak', ['meaning']),
  checkOf('Boats sing.', 'unsupported', ['citation']),
  checkOf('| fee | 48 [1]', 'supported'),
]

function render(answer: Partial<Answer>, language: 'en' | 'ko' = 'en', shown: Partial<ShownAnswer> = {}): string {
  const whole = { ...plainAnswer({ kind: 'generated', text, sources: [source], citations: [] }), checks, ...answer }
  const message = {
    id: 'a',
    role: 'answer',
    phase: 'done',
    state: 'complete',
    answer: whole,
    failure: null,
    isStored: true,
    feedback: null,
    parentId: null,
    siblings: [],
    ...shown,
  } as ShownAnswer
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={language} messages={interfaceMessages[language]} timeZone="UTC">
      <AnswerView message={message} onOpenPlace={() => undefined} onRetry={null} onFeedback={async () => undefined} onAsk={() => undefined} />
    </NextIntlClientProvider>,
  )
}

describe('what an answer that is not in the documents says of the search', () => {
  const notFound = (searched: Answer['searched'], language: 'en' | 'ko' = 'en') => render({ kind: 'not-found', text: '', searched }, language)

  it('says how many documents were searched, or to what the search was narrowed', () => {
    expect(notFound({ query: 'the fee', documents: 7 })).toContain('Searched 7 documents for: the fee')
    const narrowed = { query: 'the fee', documents: null, filter: { tags: ['harbour'], pageUntil: 3 } }
    expect(notFound(narrowed)).toContain('Searched for: the fee')
    expect(notFound(narrowed)).toContain('Only searched: Tag: harbour, Pages … – 3')
    expect(notFound(narrowed, 'ko')).toContain('찾아본 범위: ')
    expect(notFound(null)).not.toContain('earched')
  })
})

describe('a checked answer', () => {
  it('has a mark with a name behind each checked sentence, in the order of the text, also in tables', () => {
    const html = render({})
    expect([...html.matchAll(/data-verdict="(\w+)"/g)].map((match) => match[1])).toEqual(['supported', 'weak', 'unsupported', 'supported'])
    expect(html).toContain('aria-label="Check of this sentence: Not certain"')
    expect(html.indexOf('data-verdict="weak"')).toBeGreaterThan(html.indexOf('in 1990'))
    expect(html.indexOf('data-verdict="weak"')).toBeLessThan(html.indexOf('Boats sing'))
    expect(html).toMatch(/<td>48 .*data-verdict="supported".*<\/td>/)
  })

  it('shows marks while the text still streams, as far as checks have come', () => {
    const html = render({ checks: checks.slice(0, 1) }, 'en', { phase: 'writing', state: 'partial' })
    expect(html.match(/data-verdict/g)).toHaveLength(1)
  })

  it('says under it how many sentences are supported, in both languages', () => {
    expect(render({})).toContain('2 of 4 sentences supported · 1 not certain · 1 not supported')
    expect(render({}, 'ko')).toContain('4개 문장 중 2개 근거 있음 · 확실하지 않음 1개 · 근거 없음 1개')
    expect(render({ checks: [] })).not.toContain('check-summary')
  })

  it('folds what the model thought, as plain text, and says what the answer cost', () => {
    const usage = { modelName: 'qwen3', inputTokens: 1200, outputTokens: 90, firstTextMilliseconds: 640, milliseconds: 2_050 }
    const html = render({ reasoning: 'First **I** read ![x](https://evil.example)', usage })
    expect(html).toMatch(/<details[^>]*><summary[^>]*>What the model thought<\/summary>/)
    expect(html).toContain('First **I** read ![x](https://evil.example)')
    expect(html).toContain('qwen3 · first words after 0.6 s · 2.1 s · 1,200 tokens read, 90 written')
  })

  it('offers the questions that may come next', () => {
    expect(render({ followUps: ['What should I know about “Tides”?'] })).toMatch(/<button[^>]*>.*What should I know about “Tides”\?/)
  })
})

describe('an answer that is not in the documents', () => {
  it('says what was searched, shows the nearest passages and how to go on', () => {
    const html = render({ kind: 'not-found', text: 'Not found.', checks: [], searched: { query: 'dew point of krypton', documents: 12 } })
    expect(html).toContain('Searched 12 documents for: dew point of krypton')
    expect(html).toContain('The mooring fee is 48 guilders.')
    expect(html).toContain('href="/documents"')
  })
})

describe('the card of a check', () => {
  function card(check: SentenceCheck): string {
    return renderToStaticMarkup(
      <NextIntlClientProvider locale="en" messages={interfaceMessages.en} timeZone="UTC">
        <CheckCard check={check} sources={[source]} onOpen={() => undefined} />
      </NextIntlClientProvider>,
    )
  }

  it('names the verdict, the problems, and the best sentence with its place', () => {
    const html = card({ ...checkOf('Boats sing.', 'unsupported', ['number', 'name']), evidence })
    expect(html).toContain('Not supported')
    expect(html).toContain('A number is not in the source.')
    expect(html).toContain('A name is not in the source.')
    expect(html).toContain('Open in harbour.pdf, p. 4')
  })

  it('says so when no sentence comes near', () => {
    expect(card(checkOf('Boats sing.', 'unsupported', ['citation']))).toContain('No sentence of the sources comes near.')
  })
})
