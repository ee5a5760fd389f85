// The app's API as a program uses it. Only the fields that evaluations read.
import { z } from 'zod'

const document = z.object({
  id: z.string(),
  source: z.string(),
  status: z.enum(['queued', 'processing', 'ready', 'failed', 'cancelled']),
  error_code: z.string().nullable(),
  page_count: z.number().nullable(),
  chunk_count: z.number(),
})
const uploadAnswer = z.object({ documents: z.array(document), rejected: z.array(z.object({ source: z.string(), code: z.string() })) })
const listAnswer = z.object({ documents: z.array(document), next_cursor: z.string().nullable() })
const statusAnswer = z.object({ documents: z.object({ queued: z.number(), processing: z.number(), ready: z.number(), failed: z.number() }) })
const errorAnswer = z.object({ error: z.object({ code: z.string() }) })

export type AppDocument = z.infer<typeof document>
export type DocumentCounts = z.infer<typeof statusAnswer>['documents']

const pageSize = 500

export class AppClient {
  constructor(private readonly url: string) {}

  /** Files go in one request; one the app refuses is told in `rejected`. A refusal of the request itself is told with its code. */
  async upload(files: Array<{ name: string; bytes: Uint8Array<ArrayBuffer> }>): Promise<z.infer<typeof uploadAnswer> | { refused: string }> {
    const form = new FormData()
    for (const { name } of files) form.append('paths', name)
    for (const { name, bytes } of files) form.append('files', new Blob([bytes]), name.split('/').at(-1))
    const response = await fetch(`${this.url}/api/documents`, { method: 'POST', body: form })
    const body: unknown = await response.json()
    if (response.status === 202) return uploadAnswer.parse(body)
    return { refused: errorAnswer.parse(body).error.code }
  }

  async readCounts(): Promise<DocumentCounts> {
    return statusAnswer.parse(await this.get('/api/status')).documents
  }

  /** Every document, or every one with that status. */
  async listDocuments(status?: AppDocument['status']): Promise<AppDocument[]> {
    const found: AppDocument[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const query = new URLSearchParams({ limit: String(pageSize), ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) })
      const page: z.infer<typeof listAnswer> = listAnswer.parse(await this.get(`/api/documents?${query}`))
      found.push(...page.documents)
      cursor = page.next_cursor
    }
    return found
  }

  /** `ok`, or what is wrong in a few words. */
  async readHealth(limitMilliseconds: number): Promise<string> {
    try {
      const response = await fetch(`${this.url}/api/health`, { signal: AbortSignal.timeout(limitMilliseconds) })
      const { status, checks } = z.object({ status: z.string(), checks: z.record(z.string(), z.object({ status: z.string() })) }).parse(await response.json())
      const failed = Object.entries(checks).filter(([, check]) => check.status === 'failed')
      return failed.length === 0 && status === 'ok' ? 'ok' : `${status}: ${failed.map(([name]) => name).join(', ')}`
    } catch (error) {
      return error instanceof Error ? `no answer: ${error.name}` : 'no answer'
    }
  }

  private async get(path: string): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`)
    if (!response.ok) throw new Error(`GET ${path.split('?')[0]} answered ${response.status}`)
    return response.json()
  }
}
