import { createHash } from 'node:crypto'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import type { StoredChunk } from '@/lib/domain/passage'
import { possibleContexts, tableHead } from './chunking/embedding-text'
import { titleOf } from './text/title-of'

/**
 * What the embedder read for a chunk that is in the index. The index keeps the chunk's text and the hash of what was embedded, and what
 * stands before the text is one of a few things: part of title and headings, a table's head or none. The one with the right hash
 * is it, so a chunk reads the same to a new model as it did to the old one, to the last character.
 *
 * Rejected: keeping the embedded text in the index as well, which is a third more payload for something that is needed once in years.
 *
 * `readDocument` is asked only for chunks of tables. Where no hash fits (the file was renamed and has no title), it is the longest one.
 */
export async function rebuildEmbeddingText(chunk: StoredChunk, title: string | null, readDocument: () => Promise<NormalizedDocument | null>): Promise<string> {
  const plain = candidates(chunk, titleOf(title, chunk.source), '')
  const found = findByHash(chunk, plain)
  if (found !== null) return found
  const document = await readDocument()
  if (document === null) return plain[0] ?? chunk.text
  const ownTitle = titleOf(document.title, chunk.source)
  const head = tableHead(document.text, document.blocks, chunk)
  return findByHash(chunk, [...candidates(chunk, ownTitle, head), ...candidates(chunk, ownTitle, '')]) ?? plain[0] ?? chunk.text
}

function candidates({ headingPath, text }: StoredChunk, title: string | null, head: string): string[] {
  return possibleContexts(title, headingPath, text).map((context) => [context, head, text].filter((part) => part !== '').join('\n'))
}

function findByHash({ contentHash }: StoredChunk, texts: string[]): string | null {
  return texts.find((text) => createHash('sha256').update(text).digest('hex') === contentHash) ?? null
}
