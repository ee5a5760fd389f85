import type { PageLinks, SitemapEntries } from '@/lib/domain/ports/web-fetcher'

export type LinkRequest = { kind: 'page'; url: string; bytes: Uint8Array; contentType: string | null } | { kind: 'sitemap'; url: string; bytes: Uint8Array }

/** Null where nothing could be read. `ready` comes once, before the first request is sent. */
export type LinkReply = { kind: 'ready' } | { kind: 'page'; links: PageLinks | null } | { kind: 'sitemap'; entries: SitemapEntries | null }
