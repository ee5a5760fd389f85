import type { LocalRefusal, UploadFile } from './upload-file'

/** A file that will not become a document: refused here (`reason`) or by the server (`message`, in the person's language). */
export type RefusedFile = { source: string; reason: LocalRefusal } | { source: string; message: string }

export interface UploadState {
  totalFiles: number
  settledFiles: number
  totalBytes: number
  settledBytes: number
  /** Bytes on the way, by the number of their group. */
  sendingBytes: Readonly<Record<number, number>>
  activeGroups: number
  refused: RefusedFile[]
  unsent: UploadFile[]
  /** Why `unsent` could not be sent. */
  failureMessage: string | null
  hiddenCount: number
  receivedCount: number
}

export type UploadAction =
  | { type: 'added'; files: UploadFile[]; groups: number; refused: RefusedFile[]; hiddenCount: number }
  | { type: 'progressed'; group: number; sentBytes: number }
  | { type: 'settled'; group: number; files: UploadFile[]; receivedCount: number; refused: RefusedFile[] }
  | { type: 'failed'; group: number; files: UploadFile[]; message: string }
  | { type: 'cancelled' }
  | { type: 'unsent-taken' }
  | { type: 'dismissed' }

export const emptyUploadState: UploadState = {
  totalFiles: 0,
  settledFiles: 0,
  totalBytes: 0,
  settledBytes: 0,
  sendingBytes: {},
  activeGroups: 0,
  refused: [],
  unsent: [],
  failureMessage: null,
  hiddenCount: 0,
  receivedCount: 0,
}

export function reduceUpload(state: UploadState, action: UploadAction): UploadState {
  switch (action.type) {
    case 'added':
      return addFiles(state, action)
    case 'progressed':
      return { ...state, sendingBytes: { ...state.sendingBytes, [action.group]: action.sentBytes } }
    case 'settled':
      return { ...settleGroup(state, action), receivedCount: state.receivedCount + action.receivedCount, refused: addRefused(state.refused, action.refused) }
    case 'failed':
      return { ...settleGroup(state, action), unsent: [...state.unsent, ...action.files], failureMessage: action.message }
    case 'cancelled':
      return { ...emptyUploadState, refused: state.refused, hiddenCount: state.hiddenCount }
    case 'unsent-taken':
      return { ...state, unsent: [], failureMessage: null }
    case 'dismissed':
      return { ...state, refused: [], unsent: [], failureMessage: null, hiddenCount: 0 }
  }
}

/** Bytes sent so far; a group's form is a little larger than its files, so this is cut at the total. */
export function countSentBytes(state: UploadState): number {
  const sending = Object.values(state.sendingBytes).reduce((sum, bytes) => sum + bytes, 0)
  return Math.min(state.totalBytes, state.settledBytes + sending)
}

/** Counting starts anew when nothing was on its way; what was refused before stays until it is dismissed. */
function addFiles(state: UploadState, action: Extract<UploadAction, { type: 'added' }>): UploadState {
  const base = state.activeGroups > 0 ? state : { ...emptyUploadState, refused: state.refused, unsent: state.unsent, failureMessage: state.failureMessage }
  return {
    ...base,
    totalFiles: base.totalFiles + action.files.length,
    totalBytes: base.totalBytes + sumBytes(action.files),
    activeGroups: base.activeGroups + action.groups,
    refused: addRefused(base.refused, action.refused),
    hiddenCount: base.hiddenCount + action.hiddenCount,
  }
}

/** One line a name: the latest reason for a name replaces the one before. */
function addRefused(before: RefusedFile[], added: RefusedFile[]): RefusedFile[] {
  return [...new Map([...before, ...added].map((file) => [file.source, file])).values()]
}

function settleGroup(state: UploadState, action: { group: number; files: UploadFile[] }): UploadState {
  const { [action.group]: _settled, ...sendingBytes } = state.sendingBytes
  return {
    ...state,
    sendingBytes,
    activeGroups: state.activeGroups - 1,
    settledFiles: state.settledFiles + action.files.length,
    settledBytes: state.settledBytes + sumBytes(action.files),
  }
}

function sumBytes(files: UploadFile[]): number {
  return files.reduce((sum, { file }) => sum + file.size, 0)
}
