import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { HwpDocument, initSync } from '@rhwp/core'
import { beforeAll, describe, expect, it } from 'vitest'
import { detectFormat } from '@/lib/ingest/detect-format'
import { readHangul } from '@/lib/ingest/formats/hangul/hangul-reader'

/** A heading, a paragraph and a table of two rows, written by the library in both formats. */
function makeDocument(): { hwp: Uint8Array; hwpx: Uint8Array } {
  initSync({ module: readFileSync(createRequire(import.meta.url).resolve('@rhwp/core/rhwp_bg.wasm')) })
  const document = HwpDocument.createEmpty()
  document.createBlankDocument()
  document.insertText(0, 0, 0, '원격 근무 규정')
  document.splitParagraph(0, 0, 8)
  document.insertText(0, 1, 0, '모든 직원은 주 2회 원격으로 일할 수 있다.')
  const styles: { id: number; name: string }[] = JSON.parse(document.getStyleList())
  document.applyStyle(0, 0, styles.find(({ name }) => name === '개요 1')?.id ?? 0)
  document.splitParagraph(0, 1, document.getParagraphLength(0, 1))
  document.createTable(0, 2, 0, 2, 2)
  for (const [cell, text] of ['부서', '요일', '개발팀', '화·목'].entries()) document.insertTextInCell(0, 2, 0, cell, 0, 0, text)
  return { hwp: document.exportHwp(), hwpx: document.exportHwpx() }
}

describe('readHangul', () => {
  let files: ReturnType<typeof makeDocument>
  beforeAll(() => {
    files = makeDocument()
  })

  it.each(['hwp', 'hwpx'] as const)('reads %s: headings by style, paragraphs, tables by rows, pages', async (format) => {
    const document = await readHangul(files[format])
    expect(document.title).toBe('원격 근무 규정')
    expect(document.blocks.map(({ kind, start, end }) => [kind, document.text.slice(start, end)])).toEqual([
      ['heading', '원격 근무 규정'],
      ['paragraph', '모든 직원은 주 2회 원격으로 일할 수 있다.'],
      ['table-row', '부서 | 요일'],
      ['table-row', '개발팀 | 화·목'],
    ])
    expect(document.pages).toEqual([{ page: 1, start: 0, end: document.text.length }])
  })

  it.each(['hwp', 'hwpx'] as const)('knows %s by its content', async (format) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'docent-hangul-'))
    const file = path.join(folder, 'stored')
    await writeFile(file, files[format])
    expect(await detectFormat({ path: file, source: 'notes.txt' })).toBe(format)
    await rm(folder, { recursive: true })
  })

  it('says when a file is damaged', async () => {
    await expect(readHangul(files.hwp.slice(0, 2000))).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(readHangul(files.hwpx.slice(0, 500))).rejects.toMatchObject({ code: 'damaged_file' })
  })
})
