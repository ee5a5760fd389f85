import type { ErrorCode } from '../../error-catalog'

/** One file of the folder that is kept in step. */
export interface FolderFile {
  /** As the disk spells it, relative to the folder, with forward slashes. */
  path: string
  /** The name of its document. */
  source: string
  byteSize: number
  /** When its bytes were last changed, by its own account; milliseconds. */
  modifiedAt: number
  /** When anything of it was last changed, by the file system's account, which a program that copies a file cannot set. */
  touchedAt: number
}

export interface FolderListing {
  files: FolderFile[]
  /** Files whose name is that of another file of the listing, spelled in other bytes. */
  twins: FolderFile[]
  /** Beginnings of the names of which nothing is known, since a folder could not be read. */
  unreadable: string[]
}

/** The folder that is kept in step, hidden and unfinished files left out, symbolic links not followed. */
export interface WatchedFolder {
  readonly path: string
  /** Null when the folder itself is not there or cannot be read. */
  list(): Promise<FolderListing | null>
  /** Null when it is gone. */
  look(file: FolderFile): Promise<FolderFile | null>
  /** Errors: original_missing, storage_failed. */
  read(file: FolderFile): AsyncIterable<Uint8Array>
  /** sha256 of the bytes, read as a stream. Errors: as `read`. */
  hash(file: FolderFile): Promise<string>
  /** Calls back at changes, some time after them and not for each. Resolves with the function that ends it. */
  watch(onChange: () => void): Promise<() => Promise<void>>
}

/** What became of a file: its document, or why there is none. */
export interface FolderEntry {
  byteSize: number
  modifiedAt: number
  documentId: string | null
  contentHash: string | null
  refusal: ErrorCode | null
}

/** What is remembered between two starts, so that nothing is read again that is as it was. */
export interface FolderRecord {
  /** The folder it is about. */
  folder: string
  /** By source. */
  entries: Record<string, FolderEntry>
  /** Documents that another folder brought: they stay until a person deletes them. */
  kept: string[]
}

export interface FolderRecordStore {
  /** Null when there is none that can be read: everything is then looked at anew. */
  read(): Promise<FolderRecord | null>
  write(record: FolderRecord): Promise<void>
}

/**
 * - `missing`: the folder is not there; nothing is taken away meanwhile
 * - `empty`: it holds nothing though it did before, as a disk that is not mounted; nothing is taken away meanwhile
 */
export type FolderCondition = 'starting' | 'working' | 'in-step' | 'missing' | 'empty'

export interface FolderState {
  folder: string
  state: FolderCondition
  /** Files that have a document. */
  files: number
  /** Files that have none, and the first 100 of them with the reason. */
  skipped: number
  skippedFiles: { source: string; code: ErrorCode }[]
}
