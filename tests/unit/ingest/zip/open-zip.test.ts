import { describe, expect, it } from 'vitest'
import { readDocx } from '@/lib/ingest/formats/docx-reader'
import { readPptx } from '@/lib/ingest/formats/slides/pptx-reader'
import { readXml, textOf } from '@/lib/ingest/xml/xml-tree'
import { openZip } from '@/lib/ingest/zip/open-zip'
import { makeZip } from '../../../fixtures/make-zip'

describe('openZip', () => {
  it('reads members by name whatever its case, and null for others', async () => {
    const archive = await openZip(makeZip({ 'Word/A.xml': 'text' }, { isDeflated: true }))
    expect(archive.names).toEqual(['Word/A.xml'])
    expect((await archive.read('word/a.xml'))?.toString()).toBe('text')
    expect(await archive.read('other')).toBeNull()
  })

  it('stops at too many members, too high a ratio and too many bytes', async () => {
    const many = makeZip(Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`f${index}`, ''])))
    await expect(openZip(many)).rejects.toMatchObject({ code: 'parse_memory_exceeded' })
    const zeros = await openZip(makeZip({ zeros: Buffer.alloc(2_000_000), small: Buffer.alloc(900_000) }, { isDeflated: true }))
    await expect(zeros.read('zeros')).rejects.toMatchObject({ code: 'parse_memory_exceeded' })
    expect((await zeros.read('small'))?.length).toBe(900_000)
    expect(() => zeros.expectWithinLimits((name) => name === 'small')).not.toThrow()
    expect(() => zeros.expectWithinLimits(() => true)).toThrow(expect.objectContaining({ code: 'parse_memory_exceeded' }))
  })

  it('counts the same bytes again when they are named twice', async () => {
    const part = Buffer.alloc(70_000_000, 'abcdefgh')
    const archive = await openZip(makeZip({ part }))
    await archive.read('part')
    await archive.read('part')
    await expect(archive.read('part')).rejects.toMatchObject({ code: 'parse_memory_exceeded' })
  })

  it('stops a member that is larger than it says', async () => {
    const bytes = makeZip({ part: 'x'.repeat(5000) }, { isDeflated: true })
    const directory = bytes.indexOf('PK\x01\x02')
    bytes.writeUInt32LE(10, directory + 24)
    await expect((await openZip(bytes)).read('part')).rejects.toMatchObject({ code: 'damaged_file' })
  })

  it('says that an encrypted member needs a password', async () => {
    const bytes = makeZip({ 'ppt/presentation.xml': '<a/>' }, { isDeflated: true })
    bytes.writeUInt16LE(0x0801, bytes.indexOf('PK\x01\x02') + 8)
    await expect(readPptx(bytes)).rejects.toMatchObject({ code: 'password_required' })
  })

  it('guards the reader that unpacks by itself', async () => {
    await expect(readDocx(makeZip({ 'word/document.xml': ' '.repeat(2_000_000) }, { isDeflated: true }))).rejects.toMatchObject({
      code: 'parse_memory_exceeded',
    })
  })
})

describe('readXml', () => {
  it('fetches no external entity and expands no entity of the document', () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;"><!ENTITY f SYSTEM "file:///etc/passwd">]><a>&y;&f;</a>'
    expect(textOf(readXml(Buffer.from(bomb)))).toBe('&y;&f;')
  })

  it('ends on nesting without end', () => {
    expect(() => readXml(Buffer.from('<a>'.repeat(200_000)))).toThrow(expect.objectContaining({ code: 'damaged_file' }))
  })
})
