import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { AnswerContext } from '@/components/chat/cited-answer/answer-context'
import { AnswerText } from '@/components/chat/cited-answer/answer-text'
import { resolveCitation } from '@/components/chat/cited-answer/resolve-citation'
import { interfaceMessages } from '@/components/i18n/interface-messages'
import { type Answer, type AnswerSource, plainAnswer } from '@/lib/domain/answer'

function sourceOf(number: number): AnswerSource {
  return {
    number,
    documentId: `d${number}`,
    source: `folder/file-${number}.pdf`,
    section: '',
    page: number,
    start: number * 100,
    end: number * 100 + 50,
    score: 1,
    snippet: '',
  }
}

function answerOf(text: string, citations: Answer['citations'] = []): Answer {
  return plainAnswer({ kind: 'generated', text, sources: [1, 2, 3].map(sourceOf), citations })
}

function render(text: string, isGrowing = false, citations: Answer['citations'] = []): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="en" messages={interfaceMessages.en} timeZone="UTC">
      <AnswerContext value={{ answer: answerOf(text, citations), openPlace: () => undefined }}>
        <AnswerText text={text} isGrowing={isGrowing} />
      </AnswerContext>
    </NextIntlClientProvider>,
  )
}

function marksIn(html: string): string[] {
  return [...html.matchAll(/data-citation="(\d+)"/g)].map((match) => match[1] ?? '')
}

describe('marks in an answer', () => {
  it('become buttons that name file and page', () => {
    const html = render('Ten years [1], destroyed after a check [2][3].')
    expect(marksIn(html)).toEqual(['1', '2', '3'])
    expect(html).toContain('aria-label="Source 2: file-2.pdf, p. 2"')
  })

  it('name the page of their own place, where it is known', () => {
    const places = [7, 8, null].map((page) => ({ sourceNumber: 2, page, start: 210, end: 220 }))
    const html = render('Ten years [2]. A check [2]. Long ago [2].', false, places)
    expect([...html.matchAll(/aria-label="([^"]*)"/g)].map((match) => match[1])).toEqual([7, 8, 2].map((page) => `Source 2: file-2.pdf, p. ${page}`))
  })

  it('stay text in code, in addresses and where no such source exists', () => {
    const html = render('`list[1]` and [site](https://example.com/?a=[2]) and [9] and [2]')
    expect(marksIn(html)).toEqual(['2'])
    expect(html).toContain('<code>list[1]</code>')
    expect(html).toContain('[9]')
    expect(html).not.toMatch(/[\uE000\uE001]|%EE%80/)
  })

  it('are not what a document wrote in brackets: escaped numbers stay text and are not counted', () => {
    const html = render('As shown by others \\[2\\] and \\[3]. [1]')
    expect(marksIn(html)).toEqual(['1'])
    expect(html).toContain('data-citation="1"')
    expect(html).toContain('others [2] and [3].')
  })

  it('cannot be turned into links by Markdown that looks like one', () => {
    const html = render('See [1](https://evil.example) and [2].\n\n[2]: https://evil.example/definition\n')
    expect(marksIn(html)).toEqual(['1', '2', '2'])
    expect(html).not.toContain('>1</a>')
  })

  it('are held back while only their beginning has arrived', () => {
    expect(render('Ten years [1', true)).not.toContain('[1')
    expect(render('Ten years [1', false)).toContain('[1')
  })
})

describe('an answer from an untrusted text', () => {
  it('has no raw HTML, no image, no script address', () => {
    const html = render('<img src=x onerror=alert(1)> ![chart](https://evil.example/p.png) [click](javascript:alert(1)) <script>alert(1)</script>')
    expect(html).not.toMatch(/<img|<script|javascript:|evil\.example/)
    expect(html).toContain('[chart]')
  })

  it('keeps addresses within Docent, of other kinds and of footnotes from being links', () => {
    const html = render(
      '[a](/api/health) [b](data:text/html,x) [c](file:///etc/passwd) [d](//evil.example/x) [e](#top) note[^n]\n\n[^n]: see ![x](https://evil.example/p)',
    )
    expect(html).not.toMatch(/href=|src=|evil\.example/)
  })

  it('renders bold text and tables', () => {
    const html = render('The fee is **48 guilders** [1].\n\n| year | fee |\n| --- | --- |\n| 1990 | 48 [2] |')
    expect(html).toContain('<strong>48 guilders</strong>')
    expect(html).toMatch(/<td>48 (?:<[^>]+>)*<button[^>]*data-citation="2"/)
  })

  it('marks links and opens them without a reference back', () => {
    expect(render('[site](https://example.com)')).toMatch(
      /<a href="https:\/\/example.com"[^>]* target="_blank" rel="noopener noreferrer nofollow"|target="_blank" rel="noopener noreferrer nofollow"/,
    )
  })
})

describe('resolveCitation', () => {
  const citations = [
    { sourceNumber: 2, page: 2, start: 210, end: 220 },
    { sourceNumber: 2, page: 3, start: 230, end: 240 },
  ]

  it('takes the exact place of the k-th mark, so that two marks of one source differ', () => {
    const answer = answerOf('A [2]. B [2].', citations)
    expect(resolveCitation(answer, 0, 2)?.place).toMatchObject({ documentId: 'd2', page: 2, start: 210, end: 220 })
    expect(resolveCitation(answer, 1, 2)?.place).toMatchObject({ page: 3, start: 230, end: 240 })
  })

  it('takes the whole passage while the citations are unknown or do not fit', () => {
    expect(resolveCitation(answerOf('A [3].'), 0, 3)?.place).toMatchObject({ start: 300, end: 350 })
    expect(resolveCitation(answerOf('A [3].', citations), 0, 3)?.place).toMatchObject({ start: 300, end: 350 })
  })

  it('finds nothing for a number without a source', () => {
    expect(resolveCitation(answerOf('A [7].'), 0, 7)).toBeNull()
  })
})
