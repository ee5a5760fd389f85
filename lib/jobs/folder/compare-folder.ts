import type { FolderEntry, FolderFile, FolderListing } from '@/lib/domain/ports/folder/watched-folder'

/** What was seen at earlier looks and is not remembered over a start. */
export interface Sightings {
  /** Files that were still changing, as they were and since when. */
  unsettled: Map<string, { file: FolderFile; since: number }>
  /** Since when a file is gone. */
  gone: Map<string, number>
}

export interface FolderChanges {
  /** New files and files with other bytes, done being written. */
  changed: FolderFile[]
  /** Names whose file is gone for long enough. */
  gone: string[]
  /** True when something must be looked at again soon. */
  isUnsettled: boolean
}

/**
 * What differs between a folder and what is known of it. A file counts as written when nothing touched it for the settling time,
 * or, where clocks disagree (network drives), when it looked the same for so long. A file counts as gone after the same time, and
 * not while a file of its size is still being written: that may be the same one at its new place.
 */
export function compareFolder(
  listing: FolderListing,
  entries: Record<string, FolderEntry>,
  sightings: Sightings,
  { now, settleMilliseconds }: { now: number; settleMilliseconds: number },
): FolderChanges {
  const present = new Set(listing.files.map((file) => file.source))
  const differing = listing.files.filter((file) => !isAsKnown(file, entries[file.source]))
  const changed = differing.filter((file) => isSettled(file, sightings.unsettled.get(file.source), now, settleMilliseconds))
  const unsettled = differing.filter((file) => !changed.includes(file))
  noteUnsettled(sightings, unsettled, now)
  const missing = Object.keys(entries).filter((source) => !present.has(source) && !listing.unreadable.some((prefix) => source.startsWith(prefix)))
  sightings.gone = new Map(missing.map((source) => [source, sightings.gone.get(source) ?? now]))
  const unsettledSizes = new Set(unsettled.map((file) => file.byteSize))
  const gone = missing.filter(
    (source) => now - (sightings.gone.get(source) ?? now) >= settleMilliseconds && !unsettledSizes.has(entries[source]?.byteSize ?? -1),
  )
  return { changed, gone, isUnsettled: unsettled.length > 0 || gone.length < missing.length }
}

function isAsKnown(file: FolderFile, entry: FolderEntry | undefined): boolean {
  return entry !== undefined && entry.byteSize === file.byteSize && entry.modifiedAt === file.modifiedAt
}

function isSettled(file: FolderFile, seen: { file: FolderFile; since: number } | undefined, now: number, settleMilliseconds: number): boolean {
  if (now - file.touchedAt >= settleMilliseconds) return true
  return seen !== undefined && isSame(seen.file, file) && now - seen.since >= settleMilliseconds
}

function noteUnsettled(sightings: Sightings, files: FolderFile[], now: number): void {
  const before = sightings.unsettled
  sightings.unsettled = new Map(
    files.map((file) => {
      const seen = before.get(file.source)
      return [file.source, seen !== undefined && isSame(seen.file, file) ? seen : { file, since: now }]
    }),
  )
}

function isSame(one: FolderFile, other: FolderFile): boolean {
  return one.byteSize === other.byteSize && one.modifiedAt === other.modifiedAt && one.touchedAt === other.touchedAt
}
