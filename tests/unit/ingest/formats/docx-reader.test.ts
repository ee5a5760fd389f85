import { describe, expect, it } from 'vitest'
import { readDocx } from '@/lib/ingest/formats/docx-reader'
import { makeZip } from '../../../fixtures/make-zip'
import { readFixture } from '../support/documents'

describe('readDocx', () => {
  it('reads headings, lists and tables', async () => {
    const document = await readDocx(readFixture('remote-work-policy.docx'))
    expect(document.title).toBe('Remote Work Policy of Brightwater Cooperative')
    const abroad = document.blocks.find((block) => document.text.slice(block.start, block.end).startsWith('Members may work from other countries'))
    expect(abroad?.headingPath).toEqual(['Remote Work Policy of Brightwater Cooperative', 'Data protection', 'Working from abroad'])
    expect(document.text).toContain('a security key for signing in\non request, a height-adjustable desk')
    expect(document.text).toContain('Home office furniture | 420 euros | once in three years')
  })

  it('reports a broken archive and an archive without a document', async () => {
    await expect(readDocx(readFixture('remote-work-policy.docx').subarray(0, 900))).rejects.toMatchObject({ code: 'damaged_file' })
    await expect(readDocx(makeZip({ 'word/other.xml': '<a/>' }))).rejects.toMatchObject({ code: 'damaged_file' })
  })
})
