import { toAppError } from '@/lib/domain/app-error'
import type { FolderCondition, FolderListing, FolderRecord, FolderState } from '@/lib/domain/ports/folder/watched-folder'
import { adoptRecord } from './adopt-record'
import { compareFolder, type Sightings } from './compare-folder'
import type { FolderParts } from './folder-parts'
import { takeFile } from './take-file'

export interface FolderKeeperOptions {
  parts: FolderParts
  /** How long a file must be left alone before it is read. */
  settleMilliseconds: number
  /** The folder is looked at this often even when the system reports nothing: network drives never do. */
  pollMilliseconds: number
  log: (message: string) => void
}

/** Until files that could not be read are tried again. */
const retryMilliseconds = 10_000
/** A burst of changes is one look; a file that is written all the time does not keep the folder busy. */
const gatherMilliseconds = 250
/** Files between two writings of the record, so that a first start with thousands of files is not done twice after a kill. */
const filesPerRecord = 50
const listedSkips = 100

/**
 * Keeps the library in step with a folder. Everything is one operation: look at the whole folder, compare it with what is known,
 * take in what is new or changed, file by file, then remove what is gone. Events of the file system only say when to look, so a
 * missed, doubled or reordered one does no harm, and the start is a look like any other. (Acting on single events was rejected for
 * that: a move comes as a deletion and an addition in any order.) A look at 10,000 files takes well under a second.
 *
 * Nothing is ever removed while the folder is missing, or holds nothing at all. A document that a person deleted from the library
 * stays away until its file changes.
 */
export class FolderKeeper {
  private readonly options: FolderKeeperOptions
  private readonly sightings: Sightings = { unsettled: new Map(), gone: new Map() }
  private record: FolderRecord
  private condition: FolderCondition = 'starting'
  private twins = 0
  private timer: NodeJS.Timeout | undefined
  private dueAt = Number.POSITIVE_INFINITY
  private looking: Promise<void> | null = null
  private isStopped = false
  private endWatch: (() => Promise<void>) | null = null

  constructor(options: FolderKeeperOptions) {
    this.options = options
    this.record = { folder: options.parts.folder.path, entries: {}, kept: [] }
  }

  async start(): Promise<void> {
    this.record = await adoptRecord(this.options.parts)
    this.lookWithin(0)
  }

  async stop(): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    await this.looking
    await this.endWatch?.()
  }

  readState(): FolderState {
    const entries = Object.entries(this.record.entries)
    const skips = entries.flatMap(([source, { refusal }]) => (refusal === null ? [] : [{ source, code: refusal }]))
    return {
      folder: this.record.folder,
      state: this.condition,
      files: entries.filter(([, entry]) => entry.documentId !== null).length,
      skipped: skips.length + this.twins,
      skippedFiles: skips.slice(0, listedSkips),
    }
  }

  private lookWithin(milliseconds: number): void {
    const dueAt = Date.now() + milliseconds
    if (this.isStopped || this.dueAt <= dueAt) return
    this.dueAt = dueAt
    clearTimeout(this.timer)
    // One look at a time; what is asked for meanwhile follows it.
    if (this.looking === null) this.timer = setTimeout(() => this.beginLook(), milliseconds)
  }

  private beginLook(): void {
    this.dueAt = Number.POSITIVE_INFINITY
    this.looking = this.look()
      .catch((thrown) => {
        this.options.parts.onError('keeping the folder in step', toAppError(thrown))
        return retryMilliseconds
      })
      .then((pause) => {
        this.looking = null
        const asked = this.dueAt - Date.now()
        this.dueAt = Number.POSITIVE_INFINITY
        this.lookWithin(Math.max(0, Math.min(asked, pause)))
      })
  }

  /** Returns how long until the next look, if nothing happens. */
  private async look(): Promise<number> {
    const { settleMilliseconds, pollMilliseconds } = this.options
    const listing = await this.options.parts.folder.list()
    if (!(await this.isTrusted(listing)) || listing === null) return pollMilliseconds
    this.endWatch ??= await this.options.parts.folder.watch(() => this.lookWithin(gatherMilliseconds))
    await this.freeNames()
    const changes = compareFolder(listing, this.record.entries, this.sightings, { now: Date.now(), settleMilliseconds })
    this.twins = listing.twins.length
    if (changes.changed.length + changes.gone.length > 0) this.condition = 'working'
    const areAllTaken = await this.takeAll(changes.changed)
    // What was taken may have been one of these at its old place.
    for (const source of changes.gone) if (!this.isStopped && source in this.record.entries) await this.remove(source)
    if (changes.changed.length + changes.gone.length > 0) await this.options.parts.records.write(this.record)
    if (!changes.isUnsettled && areAllTaken) this.condition = 'in-step'
    if (changes.isUnsettled) return settleMilliseconds
    return areAllTaken ? pollMilliseconds : retryMilliseconds
  }

  /** Notes and says once when the folder is not what it should be; its events are of no use then. */
  private async isTrusted(listing: FolderListing | null): Promise<boolean> {
    const isEmpty = listing !== null && listing.files.length === 0 && Object.keys(this.record.entries).length > 0
    const condition: FolderCondition | null = listing === null ? 'missing' : isEmpty ? 'empty' : null
    if (condition === null) {
      if (this.condition === 'missing' || this.condition === 'empty') this.options.log('The watched folder is there again')
      return true
    }
    if (this.condition !== condition) this.options.log(warnings[condition])
    this.condition = condition
    await this.endWatch?.()
    this.endWatch = null
    return false
  }

  /** Names that were taken may be free by now. */
  private async freeNames(): Promise<void> {
    const { documents, scope } = this.options.parts
    for (const [source, entry] of Object.entries(this.record.entries)) {
      if (entry.refusal !== 'conflict') continue
      const namesake = await documents.findBySource(scope, source)
      if (namesake === null || namesake.origin === 'folder') delete this.record.entries[source]
    }
  }

  private async takeAll(files: FolderListing['files']): Promise<boolean> {
    const gone = new Set(this.sightings.gone.keys())
    let areAllTaken = true
    for (const [index, file] of files.entries()) {
      if (this.isStopped) return false
      const isTaken = await takeFile(this.options.parts, this.record, file, gone)
      areAllTaken &&= isTaken
      if (index % filesPerRecord === filesPerRecord - 1) await this.options.parts.records.write(this.record)
    }
    return areAllTaken
  }

  private async remove(source: string): Promise<void> {
    const { documents, scope, deleteDocument } = this.options.parts
    const { documentId } = this.record.entries[source] ?? {}
    const document = await documents.findBySource(scope, source)
    // One that a person has put in its place since is theirs.
    if (document !== null && document.id === documentId && document.origin === 'folder') await deleteDocument(document.id)
    delete this.record.entries[source]
  }
}

const warnings = {
  missing: 'The watched folder cannot be read. Nothing is deleted from the library; it goes on when the folder is back.',
  empty: 'The watched folder holds no file any more, as if its disk were not mounted. Nothing is deleted from the library.',
}
