import { createHash } from 'node:crypto'
import type { DocumentRecord } from '@/lib/domain/document'
import type { WebResponse } from '@/lib/domain/ports/web-fetcher'
import type { WorkspaceScope } from '@/lib/domain/workspace'
import type { CrawlParts } from './crawl-parts'
import { labelAddress } from './page-address'
import { needsPageEnding } from './page-content'

export interface TakenDocument {
  document: DocumentRecord
  contentHash: string
  /** False when the library holds these very bytes under this name already. */
  isNew: boolean
}

export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Gives what an address holds to the library, under the address's label. Errors: those of `addDocument`. */
export async function takeDocument(parts: CrawlParts, scope: WorkspaceScope, response: WebResponse, kind: 'page' | 'file'): Promise<TakenDocument> {
  const contentHash = hashBytes(response.bytes)
  const ending = kind === 'page' && needsPageEnding(response) ? '.html' : ''
  const source = parts.tidySource(labelAddress(response.url) + ending)
  const before = await parts.documents.findBySource(scope, source)
  if (before?.contentHash === contentHash) return { document: before, contentHash, isNew: false }
  const { document, outcome } = await parts.addDocument({ source, origin: 'web', content: once(response.bytes), maxBytes: parts.maxBytes })
  return { document, contentHash, isNew: outcome !== 'unchanged' }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
