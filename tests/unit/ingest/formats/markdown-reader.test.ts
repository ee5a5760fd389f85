import { describe, expect, it } from 'vitest'
import { readMarkdown } from '@/lib/ingest/formats/markdown-reader'
import { readFixture } from '../support/documents'

describe('readMarkdown', () => {
  it('gives the text a reader of the page sees', async () => {
    const document = await readMarkdown(readFixture('rooftop-garden-guide-ko.md'))
    expect(document.title).toBe('옥상 텃밭 가꾸기 안내서')
    expect(document.text).not.toMatch(/\*\*|https?:|```|\| ---|title:/)
    expect(document.text).toContain('도토리마을 옥상 텃밭은 2019년 봄에')
    expect(document.text).toContain('모임 누리집에 있다')
    expect(document.text).toContain('방울토마토 | 5월 초순 | 7월 중순 | 45cm')
    expect(document.text).toContain('2. 흰가루병에는')
    const code = document.blocks.find((block) => block.kind === 'code')
    expect(code?.headingPath).toEqual(['옥상 텃밭 가꾸기 안내서', '병충해', '난황유 만드는 법'])
    expect(document.blocks.some((block) => block.kind === 'quote')).toBe(true)
  })

  it('keeps the lines of labelled text and joins those of wrapped prose', async () => {
    const long = 'This line is long enough to have been broken by the margin of an editor'
    const document = await readMarkdown(Buffer.from(`[SWTT] 제목\n강사: 이름\n\n${long}\nand goes on.`))
    expect(document.text).toBe(`[SWTT] 제목\n강사: 이름\n\n${long} and goes on.`)
  })

  it('reads HTML inside, task lists and footnotes', async () => {
    const document = await readMarkdown(Buffer.from('<div><b>Bold</b> part</div>\n\n- [x] done\n\nText[^1]\n\n[^1]: The note.'))
    expect(document.text).toBe('Bold part\n\ndone\n\nText\n\nThe note.')
  })

  it('does not mistake thematic breaks for front matter', async () => {
    expect((await readMarkdown(Buffer.from('---\nProse here\n---\n\nMore'))).text).toContain('Prose here')
  })
})
