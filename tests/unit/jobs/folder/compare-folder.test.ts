import { describe, expect, it } from 'vitest'
import type { FolderEntry, FolderFile, FolderListing } from '@/lib/domain/ports/folder/watched-folder'
import { compareFolder, type Sightings } from '@/lib/jobs/folder/compare-folder'

const settle = 2_000
const file = (source: string, touchedAt: number, byteSize = 10): FolderFile => ({ path: source, source, byteSize, modifiedAt: touchedAt, touchedAt })
const entry = (modifiedAt: number, byteSize = 10): FolderEntry => ({ byteSize, modifiedAt, documentId: 'a', contentHash: 'aa', refusal: null })
const listing = (files: FolderFile[], unreadable: string[] = []): FolderListing => ({ files, twins: [], unreadable })
const newSightings = (): Sightings => ({ unsettled: new Map(), gone: new Map() })

function compare(list: FolderListing, entries: Record<string, FolderEntry>, sightings: Sightings, now: number) {
  const { changed, gone, isUnsettled } = compareFolder(list, entries, sightings, { now, settleMilliseconds: settle })
  return { changed: changed.map(({ source }) => source), gone, isUnsettled }
}

describe('compareFolder', () => {
  it('finds nothing to do where everything is as it was', () => {
    expect(compare(listing([file('a', 5)]), { a: entry(5) }, newSightings(), 10_000)).toEqual({ changed: [], gone: [], isUnsettled: false })
  })

  it('waits for a file that was touched just now', () => {
    const sightings = newSightings()
    const files = listing([file('a', 9_000)])
    expect(compare(files, {}, sightings, 10_000)).toEqual({ changed: [], gone: [], isUnsettled: true })
    expect(compare(files, {}, sightings, 11_000)).toEqual({ changed: ['a'], gone: [], isUnsettled: false })
  })

  it('believes its own eyes where the clock of a drive is ahead', () => {
    const sightings = newSightings()
    const files = listing([file('a', 99_000)])
    expect(compare(files, {}, sightings, 10_000).changed).toEqual([])
    expect(compare(files, {}, sightings, 11_999).changed).toEqual([])
    expect(compare(files, {}, sightings, 12_000).changed).toEqual(['a'])
  })

  it('begins to wait anew when a file goes on growing', () => {
    const sightings = newSightings()
    compare(listing([file('a', 99_000, 1)]), {}, sightings, 10_000)
    compare(listing([file('a', 99_000, 2)]), {}, sightings, 11_500)
    expect(compare(listing([file('a', 99_000, 2)]), {}, sightings, 12_500).changed).toEqual([])
  })

  it('lets a file be gone for a while before it is', () => {
    const sightings = newSightings()
    expect(compare(listing([]), { a: entry(5) }, sightings, 10_000)).toEqual({ changed: [], gone: [], isUnsettled: true })
    expect(compare(listing([file('a', 5)]), { a: entry(5) }, sightings, 11_000).gone).toEqual([])
    expect(compare(listing([]), { a: entry(5) }, sightings, 12_000).gone).toEqual([])
    expect(compare(listing([]), { a: entry(5) }, sightings, 14_000).gone).toEqual(['a'])
  })

  it('does not call a file gone while one of its size is being written', () => {
    const sightings = newSightings()
    compare(listing([]), { a: entry(5) }, sightings, 10_000)
    expect(compare(listing([file('b', 12_500)]), { a: entry(5) }, sightings, 13_000).gone).toEqual([])
    expect(compare(listing([file('b', 12_500)]), { a: entry(5) }, sightings, 15_000)).toEqual({ changed: ['b'], gone: ['a'], isUnsettled: false })
  })

  it('knows nothing of what lies in a folder that could not be read', () => {
    const sightings = newSightings()
    const entries = { 'closed/a': entry(5), 'closed-not/a': entry(5) }
    compare(listing([], ['closed/']), entries, sightings, 10_000)
    expect(compare(listing([], ['closed/']), entries, sightings, 13_000).gone).toEqual(['closed-not/a'])
  })
})
