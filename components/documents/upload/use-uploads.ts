'use client'

import { useCallback, useEffect, useReducer, useRef } from 'react'
import { isAbort, networkFailureOf } from '@/components/api/api-failure'
import type { DocumentRecord } from '@/lib/domain/document'
import { groupUploadFiles } from './group-upload-files'
import { sendUploadGroup } from './send-upload-group'
import { type GatheredFiles, refuseLocally, type UploadFile } from './upload-file'
import { emptyUploadState, type RefusedFile, reduceUpload, type UploadState } from './upload-state'

/** Two requests at a time keep the connection full while the server writes; browsers allow six to one host in all. */
const requestsAtOnce = 2

interface Uploads {
  state: UploadState
  add: (gathered: GatheredFiles) => void
  cancel: () => void
  retryUnsent: () => void
  dismiss: () => void
}

/** Sends files in groups, a few requests at a time, and keeps what became of each. Leaving the page cancels what is left. */
export function useUploads(onReceived: (documents: DocumentRecord[]) => void): Uploads {
  const [state, dispatch] = useReducer(reduceUpload, emptyUploadState)
  const queue = useRef<Array<{ number: number; files: UploadFile[] }>>([])
  const running = useRef(0)
  const nextNumber = useRef(0)
  const controller = useRef(new AbortController())

  const pump = useCallback(() => {
    const { signal } = controller.current
    async function send(group: { number: number; files: UploadFile[] }): Promise<void> {
      try {
        const answer = await sendUploadGroup(group.files, {
          signal,
          onProgress: (sentBytes) => dispatch({ type: 'progressed', group: group.number, sentBytes }),
        })
        onReceived(answer.documents)
        if (signal.aborted) return
        const refused = answer.rejected.map(({ source, message }) => ({ source, message }))
        dispatch({ type: 'settled', group: group.number, files: group.files, receivedCount: answer.documents.length, refused })
      } catch (error) {
        if (isAbort(error)) return
        const failure = error instanceof Error ? error : networkFailureOf()
        dispatch({ type: 'failed', group: group.number, files: group.files, message: failure.message })
      } finally {
        if (!signal.aborted) {
          running.current -= 1
          pump()
        }
      }
    }
    while (running.current < requestsAtOnce) {
      const group = queue.current.shift()
      if (!group) return
      running.current += 1
      void send(group)
    }
  }, [onReceived])

  const add = useCallback(
    ({ files, hiddenCount }: GatheredFiles) => {
      const refused: RefusedFile[] = []
      const accepted = files.filter(({ file, source }) => {
        const reason = refuseLocally(file)
        if (reason) refused.push({ source, reason })
        return reason === null
      })
      const groups = groupUploadFiles(accepted).map((group) => ({ number: nextNumber.current++, files: group }))
      dispatch({ type: 'added', files: accepted, groups: groups.length, refused, hiddenCount })
      queue.current.push(...groups)
      pump()
    },
    [pump],
  )

  const stop = useCallback(() => {
    controller.current.abort()
    controller.current = new AbortController()
    queue.current = []
    running.current = 0
  }, [])
  useEffect(() => stop, [stop])

  const cancel = useCallback(() => {
    stop()
    dispatch({ type: 'cancelled' })
  }, [stop])

  const retryUnsent = useCallback(() => {
    const files = state.unsent
    dispatch({ type: 'unsent-taken' })
    add({ files, hiddenCount: 0 })
  }, [add, state.unsent])

  const dismiss = useCallback(() => dispatch({ type: 'dismissed' }), [])
  return { state, add, cancel, retryUnsent, dismiss }
}
