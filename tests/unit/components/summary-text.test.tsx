import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { SummaryText } from '@/components/documents/summary/summary-text'
import { interfaceMessages } from '@/components/i18n/interface-messages'
import { buildSummary, exactSentence } from '@/lib/answer/summary/build-summary'
import type { Summary } from '@/lib/domain/summary'
import { passageOf } from '../answer/passages'

const said = 'The hives give honey.'
const chunk = passageOf(said)
const place = { chunk, start: 0, end: said.length, page: null }
const wrong = {
  verdict: 'unsupported' as const,
  score: 0.1,
  problems: ['number' as const],
  evidence: { sourceNumber: 1, start: 0, end: said.length, page: null, text: said },
}
const answer = buildSummary(
  'generated',
  [exactSentence(said, place, said), { text: 'The hives give 900 kilograms.', places: [place], verdict: wrong }],
  '1 document.',
)

function render(language: 'en' | 'ko'): string {
  const summary: Summary = { id: 's', documentId: 'd', language, modelName: 'm', answer, isCurrent: true, createdAt: '2026-01-01T00:00:00.000Z' }
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={language} messages={interfaceMessages[language]} timeZone="UTC">
      <SummaryText summary={summary} onOpenPlace={() => undefined} />
    </NextIntlClientProvider>,
  )
}

it('shows behind each sentence of a summary what its check found, and how many are supported', () => {
  const html = render('en')
  expect(Array.from(html.matchAll(/data-verdict="(\w+)"/g), ([, verdict]) => verdict)).toEqual(['supported', 'unsupported'])
  expect(html).toMatch(/The hives give honey\..*data-verdict="supported".*900 kilograms.*data-verdict="unsupported"/s)
  expect(html).toContain('1 of 2 sentences supported')
  expect(render('ko')).toContain('근거 있음')
})
