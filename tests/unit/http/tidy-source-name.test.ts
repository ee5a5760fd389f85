import { describe, expect, it } from 'vitest'
import { showableName, tidySourceName } from '@/lib/http/tidy-source-name'

describe('tidySourceName', () => {
  it.each([
    ['report.pdf', 'report.pdf'],
    ['../../etc/passwd', 'etc/passwd'],
    ['C:\\Users\\kim\\강의 목록.docx', 'Users/kim/강의 목록.docx'],
    ['/absolute/path.md', 'absolute/path.md'],
    ['folder//./a.txt', 'folder/a.txt'],
    ['\u1112\u1161\u11ab\u1100\u1173\u11af.txt', '한글.txt'],
    ['invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['line\nbreak\u0000.txt', 'linebreak.txt'],
    ['\u061cmark\u2028\u{e0041}.txt', 'mark.txt'],
    ['half\ud800.txt', 'half\ufffd.txt'],
  ])('turns %j into %j', (given, expected) => {
    expect(tidySourceName(given)).toBe(expected)
  })

  it('keeps the end of a very long name', () => {
    const tidied = tidySourceName(`${'a'.repeat(1000)}/end.pdf`)
    expect(tidied.length).toBeLessThanOrEqual(400)
    expect(tidied.endsWith('/end.pdf')).toBe(true)
  })

  it('never cuts a character in half', () => {
    expect(tidySourceName(`${'\u{1f600}'.repeat(300)}x`)).not.toMatch(/\p{Surrogate}/u)
  })

  it('makes a refused name showable', () => {
    expect(showableName('../..\u202e\u0000')).toBe('../..')
  })

  it.each(['', '   ', '../..', '/', '\u0000'])('refuses %j, which leaves no name', (given) => {
    expect(() => tidySourceName(given)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
  })
})
