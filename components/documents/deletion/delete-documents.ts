import { ApiFailure } from '@/components/api/api-failure'
import { callApi } from '@/components/api/call-api'

const requestsAtOnce = 4

export interface DeletionResult {
  deletedIds: string[]
  failures: ApiFailure[]
}

/** Deletes documents a few at a time and goes on past failures. One that is gone already counts as deleted. */
export async function deleteDocuments(ids: string[], onProgress: (done: number) => void): Promise<DeletionResult> {
  const result: DeletionResult = { deletedIds: [], failures: [] }
  const waiting = [...ids]

  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const failure = await deleteDocument(id)
      if (failure) result.failures.push(failure)
      else result.deletedIds.push(id)
      onProgress(result.deletedIds.length + result.failures.length)
    }
  }

  await Promise.all(Array.from({ length: Math.min(requestsAtOnce, ids.length) }, work))
  return result
}

async function deleteDocument(id: string): Promise<ApiFailure | null> {
  try {
    await callApi(`/api/documents/${encodeURIComponent(id)}`, { method: 'DELETE' })
    return null
  } catch (error) {
    if (!(error instanceof ApiFailure)) throw error
    return error.status === 404 ? null : error
  }
}
