import { type DocumentMetadata, plainDocumentMap } from '@/lib/domain/normalized-document'
import { describeOrigin } from '../../text/document-metadata'

export interface FrontMatter {
  title: string | null
  metadata: DocumentMetadata
  body: string
}

/** Takes YAML front matter off a Markdown text. Only what stands on one line is read: title, author, dates; quoted or not. */
export function splitFrontMatter(text: string): FrontMatter {
  const match = /^---[^\S\n]*\n([\s\S]*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)/.exec(text)
  const matter = match?.[1] ?? ''
  // A thematic break, then prose, then another one is no front matter: that has `key:` in its first line.
  if (match === null || !/^\s*[\w-]+\s*:/.test(matter)) return { title: null, metadata: plainDocumentMap.metadata, body: text }
  const stated = (...keys: string[]) => keys.map((key) => lineValue(matter, key)).find((value) => value !== '') ?? null
  return {
    title: stated('title'),
    metadata: describeOrigin({
      author: stated('author', 'authors', 'by'),
      writtenAt: stated('date', 'created', 'published'),
      modifiedAt: stated('updated', 'modified', 'lastmod', 'last_modified'),
    }),
    body: text.slice(match[0].length),
  }
}

function lineValue(matter: string, key: string): string {
  const value = new RegExp(`^${key}[^\\S\\n]*:[^\\S\\n]*(.+?)[^\\S\\n]*$`, 'im').exec(matter)?.[1] ?? ''
  return value
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/(["'])([^"']*)\1/g, '$2')
    .trim()
}
