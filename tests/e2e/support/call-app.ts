/** Small client for the API as a program would use it: plain fetch, snake_case. */
export interface AppDocument {
  id: string
  source: string
  status: string
  stage: string
  error_code: string | null
  chunk_count: number
  version: number
}

export async function callJson<Body>(
  url: string,
  init: { method?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<{ status: number; body: Body }> {
  const response = await fetch(url, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: { ...(init.body === undefined ? {} : { 'content-type': 'application/json' }), ...init.headers },
    body: init.body === undefined ? undefined : JSON.stringify(init.body),
  })
  const text = await response.text()
  return { status: response.status, body: (text ? JSON.parse(text) : null) as Body }
}

export async function uploadFiles(
  url: string,
  files: Array<{ name: string; bytes: Uint8Array | string }>,
): Promise<{ documents: AppDocument[]; rejected: Array<{ source: string; code: string; message: string }> }> {
  const form = new FormData()
  for (const file of files) form.append('files', new Blob([file.bytes as BlobPart]), file.name)
  const response = await fetch(`${url}/api/documents`, { method: 'POST', body: form })
  if (response.status !== 202) throw new Error(`upload answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Awaited<ReturnType<typeof uploadFiles>>
}

export interface Status {
  documents: { queued: number; processing: number; ready: number; failed: number; cancelled: number }
  points: number
  queue: { is_paused: boolean; order: string[]; chunks_per_second: number | null; remaining_seconds: number | null; trouble: string | null }
  failures: Array<{ code: string; count: number }>
}

/** Polls until no document waits or is in work; the counts are what a person sees. */
export async function waitUntilSettled(url: string, limitMilliseconds = 150_000): Promise<Status> {
  const deadline = Date.now() + limitMilliseconds
  for (;;) {
    const { body } = await callJson<Status>(`${url}/api/status`)
    if (body.documents && body.documents.queued === 0 && body.documents.processing === 0) return body
    if (Date.now() > deadline) throw new Error(`not settled: ${JSON.stringify(body)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

export async function listDocuments(url: string): Promise<AppDocument[]> {
  const { body } = await callJson<{ documents: AppDocument[] }>(`${url}/api/documents?limit=500`)
  return body.documents
}
