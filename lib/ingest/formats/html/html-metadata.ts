import type { Root } from 'hast'
import type { DocumentMetadata } from '@/lib/domain/normalized-document'
import { describeOrigin } from '../../text/document-metadata'
import { findElements } from './html-tree'

/** Names under which pages state these things, the most reliable first. The last ones are what office programs write. */
const authorNames = ['author', 'article:author', 'dc.creator', 'dcterms.creator', 'citation_author', 'parsely-author', 'byl']
const writtenNames = 'article:published_time datepublished dc.date.issued dcterms.created dcterms.issued citation_publication_date date dc.date pubdate created'
const modifiedNames = 'article:modified_time og:updated_time datemodified dcterms.modified last-modified changed'

/** What a page's `<meta>` elements say of its author and dates. An author given as an address of a page is none. */
export function htmlMetadata(tree: Root): DocumentMetadata {
  const stated = new Map<string, string>()
  for (const { properties } of findElements(tree, (element) => element.tagName === 'meta')) {
    for (const key of [properties.name, properties.property, properties.itemProp, properties.httpEquiv]) {
      const name = [key].flat().join(' ').toLowerCase()
      const content = String(properties.content ?? '').trim()
      if (name !== '' && content !== '' && !stated.has(name)) stated.set(name, content)
    }
  }
  const first = (names: string[]) => names.map((name) => stated.get(name)).find((content) => content !== undefined && !/^https?:/i.test(content))
  return describeOrigin({ author: first(authorNames), writtenAt: first(writtenNames.split(' ')), modifiedAt: first(modifiedNames.split(' ')) })
}
