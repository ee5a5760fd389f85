'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiFailure, isAbort, networkFailureOf } from './api-failure'
import { callApi } from './call-api'

interface ApiState<Shape> {
  data: Shape | null
  error: ApiFailure | null
  loading: boolean
}

/**
 * Reads one GET path and again whenever the path changes or `reload` is called. `path` null reads nothing.
 * While it reads again the old data stays, so that lists do not flicker; data of another path is dropped.
 */
export function useApi<Shape>(path: string | null): ApiState<Shape> & { reload: () => void } {
  const [state, setState] = useState<ApiState<Shape> & { path: string | null }>({ data: null, error: null, loading: path !== null, path })
  const [round, setRound] = useState(0)
  const shownPath = useRef(path)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round is a request to read again
  useEffect(() => {
    if (path === null) return
    const controller = new AbortController()
    const samePath = shownPath.current === path
    shownPath.current = path
    setState((before) => ({ data: samePath ? before.data : null, error: null, loading: true, path }))
    callApi<Shape>(path, { signal: controller.signal })
      .then((data) => setState({ data, error: null, loading: false, path }))
      .catch((error: unknown) => {
        if (isAbort(error)) return
        const failure = error instanceof ApiFailure ? error : networkFailureOf()
        setState((before) => ({ ...before, error: failure, loading: false }))
      })
    return () => controller.abort()
  }, [path, round])

  const reload = useCallback(() => setRound((before) => before + 1), [])
  if (state.path !== path) return { data: null, error: null, loading: path !== null, reload }
  return { data: state.data, error: state.error, loading: state.loading, reload }
}
