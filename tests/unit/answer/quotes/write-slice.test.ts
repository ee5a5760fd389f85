import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import Markdown from 'react-markdown'
import { describe, expect, it } from 'vitest'
import { writeSlice } from '@/lib/answer/quotes/writing/write-slice'

function written(text: string, bold: string | null): string {
  const start = bold === null ? 0 : text.indexOf(bold)
  return writeSlice(text, bold === null ? null : { start, end: start + bold.length })
}

function rendered(markdown: string): string {
  return renderToStaticMarkup(createElement(Markdown, null, markdown))
}

describe('text of a document as Markdown', () => {
  it.each([
    ['물가는 50%를 넘었다.', '50%', '50%를'],
    ['값은 $5 million이다.', '$5 million', '$5 million'],
    ['강수빈(학생)은 왔다.', '강수빈', '강수빈'],
    ['It lasts 2*3 years.', '2*3 years', '2*3 years'],
    ['「사도」를 보았다.', '사도', '사도'],
    ['Price: US$5 each.', '$5', '5'],
    ['the [12] men', '12', '12'],
    ['C++를 배운다.', 'C++', 'C++를'],
  ])('shows %s with %s in bold', (text, bold, expected) => {
    const html = rendered(written(text, bold))
    expect(html).toContain(`<strong>${expected}</strong>`)
    expect(html.replace(/<[^>]+>/g, '')).toBe(text)
  })

  it('does nothing for characters of its own in the text', () => {
    expect(written('a \uE002b\uE003 c', 'c')).toBe('a \uE002b\uE003 c')
  })

  it('escapes what would pass for markup in bold too', () => {
    expect(written('the <b>best</b> *one*', 'best')).toBe('the \\<b>**best**\\</b> \\*one\\*')
  })
})
