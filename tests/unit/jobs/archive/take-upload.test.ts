import { readdir } from 'node:fs/promises'
import path from 'node:path'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { tidySourceName } from '@/lib/http/tidy-source-name'
import { detectFormat } from '@/lib/ingest/detect-format'
import { addDocument } from '@/lib/jobs/add-document'
import { takeUpload } from '@/lib/jobs/archive/take-upload'
import { unpackLimits } from '@/lib/jobs/archive/unpack-budget'
import { DocumentFeed } from '@/lib/jobs/document-feed'
import { KeyedLocks } from '@/lib/jobs/keyed-locks'
import { DiskFileStore } from '@/lib/storage/disk-file-store'
import { type MadeMember, makeArchive } from '../../../fixtures/make-archive'
import { makeDocx } from '../../../fixtures/make-docx'
import { openTemporaryDatabase, ours } from '../../db/temporary-database'

async function openDoor(limits = unpackLimits) {
  const { documents, path: file } = await openTemporaryDatabase()
  const directory = path.join(path.dirname(file), 'files')
  const files = await DiskFileStore.open(directory)
  const locks = new KeyedLocks()
  const feed = new DocumentFeed()
  const library = { files, documents, locks, feed, detectFormat, wakeRunner: () => {}, cancelWork: async () => {} }
  const parts = {
    files,
    documents,
    locks,
    addDocument: (incoming: Parameters<typeof addDocument>[2]) => addDocument(library, ours, incoming),
    tidySource: tidySourceName,
    limits,
  }
  return {
    async take(source: string, bytes: Uint8Array) {
      const taken = await takeUpload(parts, { source, origin: 'upload', content: inPieces(bytes), maxBytes: 200_000_000 })
      return {
        documents: taken.documents.map((document) => document.source),
        formats: taken.documents.map((document) => document.format),
        refused: taken.refused.map(({ source: name, error }) => `${name}: ${error.code}`),
        hashes: new Set(taken.documents.map((document) => document.contentHash)),
      }
    },
    async originals() {
      const entries = await readdir(directory, { recursive: true, withFileTypes: true })
      return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
    },
  }
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 3) {
    yield bytes.subarray(start, start === 3 ? bytes.length : start + 3)
    if (start === 3) return
  }
}

const text = (name: string | Buffer, content = `The text of ${name}`): MadeMember => ({ name, content })

describe('takeUpload', () => {
  it('takes each file of an archive as a document, and keeps nothing of the archive itself', async () => {
    const { take, originals } = await openDoor()
    const taken = await take(
      'reports.zip',
      makeArchive([{ name: '2024/', content: '' }, text('2024/spring.txt'), { ...text('2024/notes.md', '# Notes\n\n**More**\n'), isDeflated: true }]),
    )
    expect(taken.documents).toEqual(['reports.zip/2024/spring.txt', 'reports.zip/2024/notes.md'])
    expect(taken.formats).toEqual(['text', 'markdown'])
    expect(taken.refused).toEqual([])
    expect(new Set(await originals())).toEqual(taken.hashes)
  })

  it('takes an office document as a document, though it is a ZIP container too', async () => {
    const { take, originals } = await openDoor()
    const docx = makeDocx([{ kind: 'paragraph', text: 'A policy.' }])
    expect(await take('policy.docx', docx)).toMatchObject({ documents: ['policy.docx'], formats: ['docx'], refused: [] })
    expect(await take('all.zip', makeArchive([{ name: 'inside/policy.docx', content: docx }]))).toMatchObject({
      documents: ['all.zip/inside/policy.docx'],
      formats: ['docx'],
    })
    expect(await originals()).toHaveLength(1)
  })

  it('skips hidden files and what systems leave, without a word', async () => {
    const { take } = await openDoor()
    const names = ['__MACOSX/._a.txt', '.DS_Store', 'a/.git/config', 'Thumbs.db', 'a.txt']
    expect(await take('mac.zip', makeArchive(names.map((name) => text(name))))).toMatchObject({ documents: ['mac.zip/a.txt'], refused: [] })
  })

  it('refuses members that are dangerous or damaged, and takes the others', async () => {
    const { take, originals } = await openDoor()
    const members: MadeMember[] = [
      text('../../etc/passwd'),
      text('/etc/shadow'),
      text('C:\\Windows\\system.ini'),
      { ...text('link'), mode: 0o120777 },
      { ...text('locked.txt'), isEncrypted: true },
      { ...text('strange.txt'), method: 99 },
      { ...text('wrong.txt'), checksum: 1 },
      text('good.txt', 'first'),
      text('good.txt', 'second'),
      { name: 'program.exe', content: Buffer.from('4d5a90000300000004000000ffff0000', 'hex') },
      text('last.txt'),
    ]
    const taken = await take('mixed.zip', makeArchive(members))
    expect(taken.documents).toEqual(['mixed.zip/good.txt', 'mixed.zip/last.txt'])
    expect(taken.refused).toEqual([
      'mixed.zip/etc/passwd: archive_refused',
      'mixed.zip/etc/shadow: archive_refused',
      'mixed.zip/Windows/system.ini: archive_refused',
      'mixed.zip/link: archive_refused',
      'mixed.zip/locked.txt: password_required',
      'mixed.zip/strange.txt: archive_refused',
      'mixed.zip/wrong.txt: archive_refused',
      'mixed.zip/good.txt: archive_refused',
      'mixed.zip/program.exe: unsupported_type',
    ])
    expect(await originals()).toHaveLength(2)
  })

  it('unpacks an archive inside an archive, and no deeper', async () => {
    const { take, originals } = await openDoor()
    const third = makeArchive([text('deep.txt')])
    const second = makeArchive([text('inner.txt'), { name: 'third.zip', content: third }])
    const taken = await take('first.zip', makeArchive([{ name: 'second.zip', content: second }, text('outer.txt')]))
    expect(taken.documents).toEqual(['first.zip/second.zip/inner.txt', 'first.zip/outer.txt'])
    expect(taken.refused).toEqual(['first.zip/second.zip/third.zip: archive_refused'])
    expect(await originals()).toHaveLength(2)
  })

  it('stops at too many files and keeps those that are in', async () => {
    const { take } = await openDoor({ ...unpackLimits, maxMembers: 3 })
    const inner = makeArchive(['1', '2', '3', '4'].map((name) => text(`${name}.txt`)))
    const taken = await take('many.zip', makeArchive([text('0.txt'), { name: 'in.zip', content: inner }, text('after.txt')]))
    expect(taken.documents).toEqual(['many.zip/0.txt', 'many.zip/in.zip/1.txt'])
    expect(taken.refused).toEqual(['many.zip/in.zip: archive_refused'])
  })

  it('stops at too many bytes, at a bomb, and passes over a single file that is too large', async () => {
    const { take } = await openDoor({ ...unpackLimits, maxTotalBytes: 60_000, maxMemberBytes: 30_000 })
    const filled = (name: string, length: number): MadeMember => ({ name, content: Buffer.alloc(length, 'words and more words ') })
    const taken = await take('large.zip', makeArchive([filled('big.txt', 30_001), filled('a.txt', 20_000), filled('b.txt', 20_000), filled('c.txt', 1)]))
    expect(taken).toMatchObject({ documents: ['large.zip/a.txt'], refused: ['large.zip/big.txt: payload_too_large', 'large.zip: archive_refused'] })
    const bomb = makeArchive([text('first.txt'), { name: 'bomb.txt', content: Buffer.alloc(11_000_000, 'a'), isDeflated: true }, text('after.txt')])
    expect(await (await openDoor()).take('bomb.zip', bomb)).toMatchObject({ documents: ['bomb.zip/first.txt'], refused: ['bomb.zip: archive_refused'] })
  })

  it('stops at the size that a member declares, whatever it unpacks to', async () => {
    const { take } = await openDoor()
    const archive = makeArchive([{ name: 'liar.txt', content: Buffer.alloc(100_000, 'a'), isDeflated: true }])
    const directory = archive.indexOf('PK\x01\x02')
    archive.writeUInt32LE(10, directory + 24)
    expect((await take('liar.zip', archive)).refused).toEqual(['liar.zip/liar.txt: archive_refused'])
  })

  it('refuses a damaged or empty archive with a code', async () => {
    const { take, originals } = await openDoor()
    const whole = makeArchive([text('a.txt'), text('b.txt')])
    expect((await take('cut.zip', whole.subarray(0, whole.length - 60))).refused).toEqual(['cut.zip: archive_refused'])
    expect((await take('empty.zip', makeArchive([]))).refused).toEqual(['empty.zip: archive_refused'])
    expect(await originals()).toEqual([])
  })

  it.each([
    ['CP949', 'cp949', '보고서/2024년 예산안.txt'],
    ['CP437', 'cp437', 'Müller/résumé.txt'],
    ['unmarked UTF-8', 'utf8', '자료/회의록.txt'],
  ])('reads names in %s', async (_, encoding, name) => {
    const { take } = await openDoor()
    expect((await take('names.zip', makeArchive([{ name: iconv.encode(name, encoding), content: 'text' }]))).documents).toEqual([`names.zip/${name}`])
  })

  it('takes the same archive twice at once without losing a file', async () => {
    const { take, originals } = await openDoor()
    const archive = makeArchive([text('a.txt'), text('b.txt')])
    const [first, second] = await Promise.all([take('one.zip', archive), take('two.zip', archive)])
    expect([...first.documents, ...second.documents].sort()).toEqual(['one.zip/a.txt', 'one.zip/b.txt', 'two.zip/a.txt', 'two.zip/b.txt'])
    expect(await originals()).toHaveLength(2)
  })
})
