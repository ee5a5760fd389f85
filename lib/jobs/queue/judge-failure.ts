import type { AppError } from '@/lib/domain/app-error'
import type { ErrorCode } from '@/lib/domain/error-catalog'

/**
 * What becomes of a document that did not get through.
 * - `wait`: the trouble is not its own and strikes every document; it waits with all others and loses no try
 * - `again`: it is tried again after `delayMilliseconds`, and a try of its own is gone
 * - `fail`: a person must see it
 */
export type Verdict = { kind: 'wait' } | { kind: 'again'; delayMilliseconds: number } | { kind: 'fail' }

const troubleOfAll: ReadonlySet<ErrorCode> = new Set(['qdrant_unavailable', 'qdrant_disk_full', 'disk_full', 'database_busy'])

/** What a document may bring down by itself: as often as it may bring down the whole app before it is parked. */
const triesByCode: Partial<Record<ErrorCode, number>> = { parser_crashed: 3, embedder_failed: 3 }
/** 1 + 2 + 4 + ... + 32 seconds: about a minute for whatever else may pass by itself. */
const otherTries = 7

/** True for trouble that strikes every document alike. */
export function isTroubleOfAll(code: ErrorCode): boolean {
  return troubleOfAll.has(code)
}

/**
 * `tries`: how often the document failed by itself before. `isQdrantThere`: whether Qdrant answers right now; if it does,
 * a document for which it did not answer may be the reason, and must not keep all others waiting for ever.
 */
export function judgeFailure(error: AppError, tries: number, isQdrantThere: boolean): Verdict {
  if (isTroubleOfAll(error.code) && !(error.code === 'qdrant_unavailable' && isQdrantThere)) return { kind: 'wait' }
  const limit = triesByCode[error.code] ?? (error.isRetryable ? otherTries : 1)
  return tries + 1 < limit ? { kind: 'again', delayMilliseconds: 1000 * 2 ** tries } : { kind: 'fail' }
}
