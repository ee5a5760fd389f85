import { describe, expect, it } from 'vitest'
import { readEpub } from '@/lib/ingest/formats/epub/epub-reader'
import { makeZip } from '../../../../fixtures/make-zip'
import { listBlocks } from '../../support/block-list'

const page = (body: string) =>
  `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/><script src="x.js"/></head><body>${body}</body></html>`
const container = '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
const item = (id: string, href: string, rest = '') => `<item id="${id}" href="${href}" media-type="application/xhtml+xml" ${rest}/>`
const opf = (items: string, spine: string, attributes = '') =>
  `<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>두 나무</dc:title></metadata><manifest>${items}</manifest><spine ${attributes}>${spine}</spine></package>`

function makeEpub(files: Record<string, string>): Buffer {
  return makeZip({ mimetype: 'application/epub+zip', 'META-INF/container.xml': container, ...files })
}

const chapters = { 'OEBPS/text/b.xhtml': page('<p>Second.</p>'), 'OEBPS/text/a 1.xhtml': page('<h2>Oak &amp; ash</h2><p>First.</p>') }

describe('readEpub', () => {
  it('reads the spine in order and names a chapter by the table of contents of EPUB 3', async () => {
    const document = await readEpub(
      makeEpub({
        ...chapters,
        'OEBPS/nav.xhtml': page('<nav><ol><li><a href="text/a%201.xhtml">Oak</a></li><li><a href="text/b.xhtml#top">Beech</a></li></ol></nav>'),
        'OEBPS/book.opf': opf(
          item('b', 'text/b.xhtml') + item('a', 'text/a%201.xhtml') + item('n', 'nav.xhtml', 'properties="nav"'),
          '<itemref idref="n"/><itemref idref="a"/><itemref idref="b"/>',
        ),
      }),
    )
    expect(listBlocks(document)).toEqual(['h2: Oak & ash', 'paragraph: First.', 'h1: Beech', 'paragraph: Second.'])
    expect(document.title).toBe('두 나무')
  })

  it('knows the table of contents of EPUB 2', async () => {
    const ncx = '<ncx><navMap><navPoint><navLabel><text>Beech</text></navLabel><content src="text/b.xhtml"/></navPoint></navMap></ncx>'
    const items = `${item('b', 'text/b.xhtml')}<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>`
    const document = await readEpub(makeEpub({ ...chapters, 'OEBPS/toc.ncx': ncx, 'OEBPS/book.opf': opf(items, '<itemref idref="b"/>', 'toc="toc"') }))
    expect(listBlocks(document)).toEqual(['h1: Beech', 'paragraph: Second.'])
  })

  it('tells protected books from books with scrambled fonts, and names damage', async () => {
    const files = { ...chapters, 'OEBPS/book.opf': opf(item('b', 'text/b.xhtml'), '<itemref idref="b"/>') }
    const encryption = (method: string) => ({
      'META-INF/encryption.xml': `<encryption><EncryptedData><EncryptionMethod Algorithm="${method}"/></EncryptedData></encryption>`,
    })
    expect((await readEpub(makeEpub({ ...files, ...encryption('http://www.idpf.org/2008/embedding') }))).text).toBe('Second.')
    await expect(readEpub(makeEpub({ ...files, ...encryption('http://www.w3.org/2001/04/xmlenc#aes128-cbc') }))).rejects.toMatchObject({
      code: 'password_required',
    })
    await expect(readEpub(makeEpub({}))).rejects.toMatchObject({ code: 'damaged_file' })
  })
})
