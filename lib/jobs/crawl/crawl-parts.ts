import type { DocumentStore } from '@/lib/domain/ports/document-store'
import type { SiteStore } from '@/lib/domain/ports/stores/site-store'
import type { LinkReader, RobotsRules } from '@/lib/domain/ports/web-fetcher'
import type { AddedDocument, IncomingDocument } from '../add-document'
import type { PoliteFetcher } from './polite-fetcher'

/** What a crawl works with. */
export interface CrawlParts {
  fetcher: PoliteFetcher
  links: LinkReader
  readRobots: (robotsUrl: string, text: string) => RobotsRules
  sites: SiteStore
  documents: Pick<DocumentStore, 'read' | 'findBySource'>
  /** The stored bytes, or null when they are gone. */
  readOriginal: (contentHash: string) => Promise<Uint8Array | null>
  addDocument: (incoming: IncomingDocument) => Promise<AddedDocument>
  deleteDocument: (id: string) => Promise<boolean>
  /** Makes a label out of an address; see `labelAddress`. */
  tidySource: (name: string) => string
  /** The largest page or file. */
  maxBytes: number
}
