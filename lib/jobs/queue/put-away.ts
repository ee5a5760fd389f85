import { type AppError, toAppError } from '@/lib/domain/app-error'
import type { DocumentRecord } from '@/lib/domain/document'
import type { DocumentLease, DocumentStore } from '@/lib/domain/ports/document-store'
import { judgeFailure } from './judge-failure'
import type { QueueCircuit } from './queue-circuit'
import { type RemoveVersionParts, removeUnfinishedVersion } from './remove-unfinished-version'
import { writeUntilAccepted } from './write-until-accepted'

export interface PutAwayParts extends RemoveVersionParts {
  documents: DocumentStore
  circuit: QueueCircuit
  onError: (place: string, error: AppError) => void
}

export interface UnfinishedWork {
  document: DocumentRecord
  lease: DocumentLease
  /** How often it failed by itself before. */
  tries: number
  /** Aborted when the work was stopped from outside; the error is then only the echo of that. */
  signal: AbortSignal
  isCancelled: boolean
  error: AppError
}

/**
 * Decides what becomes of a document that did not get through: cancelled, back in the queue, or failed for a person to
 * see. Returns whether it is finished with.
 */
export async function putAway(parts: PutAwayParts, work: UnfinishedWork): Promise<boolean> {
  const { document, error } = work
  try {
    if (work.isCancelled) return await cancelWork(parts, work)
    if (work.signal.aborted) {
      await parts.documents.release(work.lease, 0)
      return false
    }
    parts.onError(`ingesting document ${document.id}`, error)
    return await judge(parts, work)
  } catch (thrown) {
    parts.onError(`putting away document ${document.id}`, toAppError(thrown, 'database_failed'))
    return false
  }
}

/** Errors: database_failed. */
export async function cancelWork(parts: PutAwayParts, work: Pick<UnfinishedWork, 'document' | 'lease' | 'signal'>): Promise<boolean> {
  await removeRemains(parts, work.document)
  return parts.documents.markCancelled(work.lease)
}

async function judge(parts: PutAwayParts, { document, lease, tries, signal, error }: UnfinishedWork): Promise<boolean> {
  const { documents, circuit } = parts
  const write = (operation: () => Promise<boolean>) =>
    writeUntilAccepted(operation, { signal, onTrouble: (trouble) => noteTrouble(parts, `putting away document ${document.id}`, trouble) })
  const verdict = judgeFailure(error, tries, error.code === 'qdrant_unavailable' && (await answers(parts)))
  if (verdict.kind === 'fail') {
    await removeRemains(parts, document)
    return write(() => documents.markFailed(lease, error.code))
  }
  const isOwnTry = verdict.kind === 'again'
  const delay = verdict.kind === 'again' ? verdict.delayMilliseconds : circuit.trip(error.code)
  await write(() => documents.release(lease, delay, { errorCode: error.code, isOwnTry }))
  return false
}

/** Best effort: what stays is found by no search, and the next version or the deletion of the document removes it. */
export async function removeRemains(parts: PutAwayParts, document: DocumentRecord): Promise<void> {
  try {
    await removeUnfinishedVersion(parts, document)
  } catch (thrown) {
    parts.onError(`removing the remains of document ${document.id}`, toAppError(thrown))
  }
}

/** The queue waits while a database that takes nothing is asked again; a person sees why. */
export function noteTrouble({ circuit, onError }: Pick<PutAwayParts, 'circuit' | 'onError'>, place: string, error: AppError): void {
  circuit.trip(error.code)
  onError(place, error)
}

async function answers({ index }: PutAwayParts): Promise<boolean> {
  try {
    await index.ping()
    return true
  } catch {
    return false
  }
}
