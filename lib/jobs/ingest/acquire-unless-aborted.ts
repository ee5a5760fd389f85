import type { KeyedLocks } from '../keyed-locks'

/** Waits for a lock no longer than until `signal`: then it rejects with the signal's reason, and the lock, when its turn comes, is let go at once. */
export async function acquireUnlessAborted(locks: KeyedLocks, key: string, signal: AbortSignal): Promise<() => void> {
  signal.throwIfAborted()
  const acquiring = locks.acquire(key)
  let stopWaiting = () => {}
  const aborted = new Promise<never>((_, reject) => {
    const onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    stopWaiting = () => signal.removeEventListener('abort', onAbort)
  })
  try {
    return await Promise.race([acquiring, aborted])
  } catch (error) {
    void acquiring.then((release) => release())
    throw error
  } finally {
    stopWaiting()
  }
}
