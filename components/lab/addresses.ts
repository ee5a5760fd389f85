/** Pages of the lab. */
export const tryAddress = '/admin/lab'
export const setsAddress = '/admin/lab/sets'

/** The page to try a search on, with a question asked already. */
export function tryQuestionAddress(question: string): string {
  return `${tryAddress}?question=${encodeURIComponent(question)}`
}

export function setAddress(setId: string): string {
  return `${setsAddress}/${encodeURIComponent(setId)}`
}

export function setRunsAddress(setId: string): string {
  return `${setAddress(setId)}/runs`
}

export function runAddress(runId: string): string {
  return `/admin/lab/runs/${encodeURIComponent(runId)}`
}

/** Routes of the lab's own API. */
export const labApi = {
  search: '/api/lab/search',
  sets: '/api/lab/sets',
  set: (id: string) => `/api/lab/sets/${encodeURIComponent(id)}`,
  questions: (setId: string) => `/api/lab/sets/${encodeURIComponent(setId)}/questions`,
  upload: (setId: string) => `/api/lab/sets/${encodeURIComponent(setId)}/upload`,
  proposals: (setId: string) => `/api/lab/sets/${encodeURIComponent(setId)}/proposals`,
  runs: (setId: string) => `/api/lab/sets/${encodeURIComponent(setId)}/runs`,
  question: (id: string) => `/api/lab/questions/${encodeURIComponent(id)}`,
  run: (id: string) => `/api/lab/runs/${encodeURIComponent(id)}`,
  runResults: (id: string) => `/api/lab/runs/${encodeURIComponent(id)}/results`,
  cancelRun: (id: string) => `/api/lab/runs/${encodeURIComponent(id)}/cancel`,
} as const
