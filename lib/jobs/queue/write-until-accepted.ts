import { setTimeout as sleep } from 'node:timers/promises'
import { type AppError, toAppError } from '@/lib/domain/app-error'
import { isTroubleOfAll } from './judge-failure'

const firstWaitMilliseconds = 250
const longestWaitMilliseconds = 10_000

/**
 * Writes to the database what became of a document. A database that is locked or has no room is asked until it takes
 * it: the document's work is done and must not be done again. Gives up when `signal` is aborted, with the last error.
 */
export async function writeUntilAccepted<Result>(
  write: () => Promise<Result>,
  options: { signal: AbortSignal; onTrouble: (error: AppError) => void },
): Promise<Result> {
  for (let wait = firstWaitMilliseconds; ; wait = Math.min(wait * 2, longestWaitMilliseconds)) {
    try {
      return await write()
    } catch (thrown) {
      const error = toAppError(thrown, 'database_failed')
      if (!isTroubleOfAll(error.code) || options.signal.aborted) throw error
      options.onTrouble(error)
      await sleep(wait, undefined, { signal: options.signal }).catch(() => undefined)
    }
  }
}
