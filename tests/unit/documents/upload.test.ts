import { describe, expect, it } from 'vitest'
import { formatByteSize } from '@/components/documents/format-byte-size'
import { groupUploadFiles } from '@/components/documents/upload/group-upload-files'
import { gatherPicked, isHidden, nameSource, refuseLocally, type UploadFile } from '@/components/documents/upload/upload-file'
import { countSentBytes, emptyUploadState, reduceUpload, type UploadAction } from '@/components/documents/upload/upload-state'
import { uploadLimits } from '@/lib/domain/upload-limits'

/** A file of a given size without holding it: only `size` and `name` are read here. */
function makeFile(size: number, source = 'a.md'): UploadFile {
  const file = new File([], source)
  Object.defineProperty(file, 'size', { value: size })
  return { file, source }
}

describe('groupUploadFiles', () => {
  const limits = { maxFiles: 3, maxBytes: 100 }

  it('cuts by count and keeps the order', () => {
    const files = ['a', 'b', 'c', 'd'].map((name) => makeFile(1, name))
    expect(groupUploadFiles(files, limits).map((group) => group.map(({ source }) => source))).toEqual([['a', 'b', 'c'], ['d']])
  })

  it('cuts by bytes and sends a file past the limit alone', () => {
    const sizes = groupUploadFiles(
      [60, 40, 1, 500, 2].map((size) => makeFile(size)),
      limits,
    ).map((group) => group.map(({ file }) => file.size))
    expect(sizes).toEqual([[60, 40], [1], [500], [2]])
  })

  it('makes no group of no files', () => {
    expect(groupUploadFiles([], limits)).toEqual([])
  })
})

describe('the names of picked files', () => {
  it('composes Hangul that macOS hands out decomposed, and drops the leading slash of a dropped entry', () => {
    expect(nameSource('/강의/목록.md'.normalize('NFD'))).toBe('강의/목록.md')
  })

  it('leaves out hidden files and everything in hidden folders, and says how many', () => {
    expect(['.DS_Store', 'a/.git/config', 'a/Thumbs.db'].every(isHidden)).toBe(true)
    expect(isHidden('notes.v1/a.md')).toBe(false)
    expect(gatherPicked([new File(['x'], 'a.md'), new File(['x'], '.env')])).toMatchObject({ files: [{ source: 'a.md' }], hiddenCount: 1 })
  })

  it('refuses what the server would refuse anyway', () => {
    expect(refuseLocally(makeFile(0).file)).toBe('emptyFile')
    expect(refuseLocally(makeFile(uploadLimits.maxFileBytes).file)).toBeNull()
    expect(refuseLocally(makeFile(uploadLimits.maxFileBytes + 1).file)).toBe('tooLarge')
  })
})

describe('the state of an upload', () => {
  const files = [makeFile(10, 'a'), makeFile(30, 'b')]
  const added: UploadAction = { type: 'added', files, groups: 2, refused: [], hiddenCount: 0 }
  const apply = (...actions: UploadAction[]) => actions.reduce(reduceUpload, emptyUploadState)

  it('counts bytes on the way and never more than there are', () => {
    expect(countSentBytes(apply(added, { type: 'progressed', group: 0, sentBytes: 4 }, { type: 'progressed', group: 1, sentBytes: 7 }))).toBe(11)
    expect(countSentBytes(apply(added, { type: 'progressed', group: 0, sentBytes: 400 }))).toBe(40)
  })

  it('counts a settled group by its files, not by the size of its form', () => {
    const state = apply(
      added,
      { type: 'progressed', group: 0, sentBytes: 999 },
      { type: 'settled', group: 0, files: files.slice(0, 1), receivedCount: 1, refused: [] },
    )
    expect(countSentBytes(state)).toBe(10)
    expect(state).toMatchObject({ settledFiles: 1, activeGroups: 1, receivedCount: 1 })
  })

  it('keeps unsent files until they are taken up again', () => {
    const failed = apply(added, { type: 'failed', group: 0, files: files.slice(0, 1), message: 'down' })
    expect(failed).toMatchObject({ unsent: [{ source: 'a' }], failureMessage: 'down' })
    expect(reduceUpload(failed, { type: 'unsent-taken' })).toMatchObject({ unsent: [], failureMessage: null })
  })

  it('shows one reason a name, the latest', () => {
    const again: UploadAction = { ...added, refused: [{ source: 'x', reason: 'emptyFile' }] }
    const state = apply({ ...added, refused: [{ source: 'x', reason: 'tooLarge' }] }, again)
    expect(state.refused).toEqual([{ source: 'x', reason: 'emptyFile' }])
  })

  it('forgets what was on its way when cancelled, but not what was refused', () => {
    const state = apply({ ...added, refused: [{ source: 'x', reason: 'tooLarge' }] }, { type: 'cancelled' })
    expect(state).toMatchObject({ activeGroups: 0, totalBytes: 0, refused: [{ source: 'x' }] })
  })
})

describe('formatByteSize', () => {
  it('uses binary multiples and one digit below ten', () => {
    expect([0, 1023, 1536, 104_857_600].map((bytes) => formatByteSize(bytes, 'en'))).toEqual(['0\u00a0B', '1,023\u00a0B', '1.5\u00a0KB', '100\u00a0MB'])
  })
})
