import { describe, expect, it } from 'vitest'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { readHtmlText } from '@/lib/ingest/formats/html-reader'
import { readFixture } from '../support/documents'

const blocksOf = (document: NormalizedDocument) => document.blocks.map((block) => [block.kind, document.text.slice(block.start, block.end)])

describe('readHtml', () => {
  it('reads the main content of a page and nothing around it', () => {
    const document = readHtmlText(readFixture('coffee-roasting-notes.html').toString())
    expect(document.title).toBe('Coffee Roasting Notes')
    expect(document.text).not.toMatch(/tracking|Shop our beans|Hidden draft|newsletter|color/)
    expect(blocksOf(document)).toEqual(
      expect.arrayContaining([
        ['list-item', '3. First crack: at about 196 °C the beans pop audibly and double in volume.'],
        ['table-row', 'Colombia Huila | 10 kg | 212 °C | 18 %'],
      ]),
    )
  })

  it('joins inline elements without gaps and parts blocks', () => {
    expect(blocksOf(readHtmlText('<p>서울<b>에서</b> <a href=x>만나요</a>.<div>next<br>line</div>tail'))).toEqual([
      ['paragraph', '서울에서 만나요.'],
      ['paragraph', 'next\nline'],
      ['paragraph', 'tail'],
    ])
  })

  it('keeps code as it stands and reads quotations and definition lists', () => {
    expect(blocksOf(readHtmlText('<pre>a\n  b</pre><blockquote><p>said</p></blockquote><dl><dt>Term<dd>Meaning</dl>'))).toEqual([
      ['code', 'a\n  b'],
      ['quote', 'said'],
      ['paragraph', 'Term'],
      ['paragraph', 'Meaning'],
    ])
  })

  it('reads pages that are laid out with tables as blocks', () => {
    expect(blocksOf(readHtmlText('<table><tr><td><h2>News</h2><p>Text</p></td><td>Side</td></tr></table>'))).toEqual([
      ['heading', 'News'],
      ['paragraph', 'Text'],
      ['paragraph', 'Side'],
    ])
  })

  it('does not take a teaser article for the page', () => {
    const document = readHtmlText(`<body><article>Short</article><p>${'The long text of the page. '.repeat(20)}</p></body>`)
    expect(document.text).toContain('The long text')
  })
})
