import { describe, expect, it } from 'vitest'
import { readEmail } from '@/lib/ingest/formats/email/email-reader'
import { readEpub } from '@/lib/ingest/formats/epub/epub-reader'
import { readHtmlText } from '@/lib/ingest/formats/html-reader'
import { hiddenSentence, visibleSentence } from '../../../../fixtures/injection/hidden-pdf'
import { makeZip } from '../../../../fixtures/make-zip'

const letters = hiddenSentence.match(/[\p{L}\p{N}]/gu)?.length
const page = (sheet: string, hidden: string, head = '') =>
  `<html><head><style>${sheet}</style>${head}</head><body><p>${visibleSentence}</p>${hidden.replace('…', hiddenSentence)}</body></html>`

describe('text that a style sheet hides', () => {
  it.each([
    ['.x{display:none}', '<p class="a x">…</p>'],
    ['#secret { DISPLAY : None !important }', '<p id="secret">…</p>'],
    ['aside-note { visibility: hidden }', '<aside-note>…</aside-note>'],
    ['.x{d\\69splay:no\\6e e}', '<p class="x">…</p>'],
    ['.x{display:/**/none}', '<p class="x">…</p>'],
    ['@media screen { div > p.x { opacity: 0 } }', '<div><p class="x">…</p></div>'],
    ['.x{font-size:0}', '<p class="x"><b>…</b></p>'],
    ['.x{font:0/0 a}', '<p class="x">…</p>'],
    ['.x{position:absolute;left:-9999px}', '<p class="x">…</p>'],
    ['.x{position:absolute;clip:rect(1px,1px,1px,1px)}', '<p class="x">…</p>'],
    ['.x{clip-path:inset(50%)}', '<p class="x">…</p>'],
    ['.x{text-indent:-200em}', '<p class="x">…</p>'],
    ['.x{max-height:0;overflow:hidden}', '<p class="x">…</p>'],
    ['.x{color:white}', '<p class="x">…</p>'],
    ['body{background:#112233}.x{color:#112234}', '<p class="x">…</p>'],
    ['.x{color:transparent}', '<p class="x">…</p>'],
    ['[data-kind=trap]{display:none}', '<p data-kind="trap">…</p>'],
    ['.box{color:red;.x{display:none}}', '<div class="box"><p class="x">…</p></div>'],
    ['p:not(.y):is(.x,.z){display:none}', '<p class="x">…</p>'],
    ['.x{display:block}.x{display:none}', '<p class="x">…</p>'],
    ['.x{display:none}p{display:block}', '<p class="x">…</p>'],
  ])('by %s is left out and counted', (sheet, html) => {
    const { text, hiddenCharacters } = readHtmlText(page(sheet, html))
    expect(text).toBe(visibleSentence)
    expect(hiddenCharacters).toBe(letters)
  })

  it.each([
    ['another rule is stronger', '.x{display:none}p.x{display:block}', '<p class="x">…</p>', ''],
    ['an element inside is shown again', '.x{visibility:hidden}.y{visibility:visible}', '<div class="x"><p class="y">…</p></div>', ''],
    ['type inside has its size again', 'ul{font-size:0}li{font-size:14px}', '<ul><li>…</li></ul>', ''],
    ['it is shown when pointed at', 'li ul{display:none}li:hover ul{display:block}', '<ul><li>Menu<ul><li>…</li></ul></li></ul>', ''],
    ['a tab shows it', '.tab{display:none}input:checked ~ .tab{display:block}', '<input type="radio"><div class="tab">…</div>', ''],
    ['wide screens show it', '.x{display:none}@media (min-width:800px){.x{display:block}}', '<p class="x">…</p>', ''],
    ['paper shows it', '.x{display:none}@media print{.x{display:block}}', '<p class="x">…</p>', ''],
    ['only paper hides it', '@media print{.x{display:none}}', '<p class="x">…</p>', ''],
    ['a script may show it', '.x{display:none}', '<p class="x">…</p>', '<script src="tabs.js"></script>'],
    ['a sheet that is not known may show it', '.x{display:none}', '<p class="x">…</p>', '<link rel="stylesheet" href="all.css">'],
    ['an animation shows it', '.x{opacity:0;animation:appear 1s forwards}@keyframes appear{to{opacity:1}}', '<p class="x">…</p>', ''],
    ['its ground is dark', '.hero{background:#103}.hero p{color:#fff}', '<div class="hero"><p>…</p></div>', ''],
    ['its ground may be dark', '.hero p{color:#fff}.hero:nth-child(2){background:#000}', '<div class="hero"><p>…</p></div>', ''],
    ['its ground is a picture', '.hero{background:#fff url(sea.jpg)}.hero p{color:#fff}', '<div class="hero"><p>…</p></div>', ''],
    ['it lies over a picture', 'img{position:absolute}.x{position:relative;color:#fff}', '<img src="sea.jpg"><p class="x">…</p>', ''],
    ['dark screens turn the page', 'p{color:#fff}@media (prefers-color-scheme:dark){body{background:#000}}', '<p>…</p>', ''],
    ['its letters are cut out of a picture', '.x{background:linear-gradient(red,blue);background-clip:text;color:transparent}', '<p class="x">…</p>', ''],
    ['the sheet is broken where it hides', '.x{display:nonesuch;opacity:.5}}', '<p class="x">…</p>', ''],
    ['it is a part of the element that is hidden', '.x::before{display:none}', '<p class="x">…</p>', ''],
  ])('is read where %s', (_, sheet, html, head) => {
    const { text, hiddenCharacters } = readHtmlText(page(sheet, html, head))
    expect(text).toContain('attacker.example')
    expect(hiddenCharacters).toBe(0)
  })

  it('is left out, scripts or not, where no script switches it', () => {
    const html = page('.a{font-size:0}.b{color:#fff}', '<p class="a">…</p><p class="b">Also hidden.</p>', '<script src="all.js"></script>')
    expect(readHtmlText(html).text).toBe(visibleSentence)
  })

  it('is left out of a mail, whose scripts never run', async () => {
    const body = page('.preheader{display:none}', '<div class="preheader">…</div>', '<script>show()</script>')
    const { text, hiddenCharacters } = await readEmail(new TextEncoder().encode(`From: a@example.org\nSubject: Light\nContent-Type: text/html\n\n${body}`))
    expect(text).toContain(visibleSentence)
    expect(text).not.toContain('attacker')
    expect(hiddenCharacters).toBe(letters)
  })

  it('is left out of a book, whose style sheets lie beside its chapters', async () => {
    const chapter = `<html><head><link rel="stylesheet" href="../Styles/book.css"/></head><body><h1>Light</h1><p>${visibleSentence}</p><p class="x">${hiddenSentence}</p></body></html>`
    const book = makeZip({
      mimetype: 'application/epub+zip',
      'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
      'OEBPS/book.opf':
        '<package><metadata/><manifest><item id="c" href="Text/one.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>',
      'OEBPS/Text/one.xhtml': chapter,
      'OEBPS/styles/book.css': '.x { display: none }',
    })
    const { text, hiddenCharacters } = await readEpub(book)
    expect(text).toContain(visibleSentence)
    expect(text).not.toContain('attacker')
    expect(hiddenCharacters).toBe(letters)
  })

  it('does not hold a page up, whose rules ask for all elements above each other', () => {
    const deep = 300
    const sheet = `${'div '.repeat(12)}.x{display:none}`.repeat(50)
    const html = `${'<div>'.repeat(deep)}${'<p class="x">…</p>'.repeat(50)}${'</div>'.repeat(deep)}`
    expect(readHtmlText(page(sheet, html)).text).toContain(visibleSentence)
  })
})
