'use client'

import { useCallback, useState } from 'react'
import { ApiFailure } from './api-failure'

interface ApiAction<Name extends string> {
  /** The action under way, if any. */
  busy: Name | null
  /** Why the last one was refused, in a person's words. */
  failure: string | null
  run: (name: Name, work: () => Promise<void>) => Promise<void>
}

/** Runs calls that change something: tells which is under way, and keeps what the server answered when it refused. */
export function useApiAction<Name extends string>(): ApiAction<Name> {
  const [busy, setBusy] = useState<Name | null>(null)
  const [failure, setFailure] = useState<string | null>(null)

  const run = useCallback(async (name: Name, work: () => Promise<void>): Promise<void> => {
    setBusy(name)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error
      setFailure(error.message)
    } finally {
      setBusy(null)
    }
  }, [])
  return { busy, failure, run }
}
