import type { Block } from '@/lib/domain/normalized-document'
import type { ChunkMeasure } from './chunk-measure'
import { contextShare } from './context-share'
import type { TextRange } from './find-records'

/**
 * What is put before a chunk's text for the embedder: the document's title and the headings it stands under, since text
 * under 「Fees」 rarely says again what the fees are for. When that is too long, the outermost go first.
 */
export function chunkContext(title: string | null, path: string[], text: string, measure: ChunkMeasure, isBounded: boolean): string {
  const [whole = '', ...shorter] = possibleContexts(title, path, text)
  if (!isBounded) return whole
  return [whole, ...shorter].find((context) => measure.countTokens(context) <= measure.maxTokens * contextShare) ?? ''
}

/** What `chunkContext` chooses from, the longest first; the last is empty. */
export function possibleContexts(title: string | null, path: string[], text: string): string[] {
  // A chunk that begins with its own headings does not need them twice.
  const titles = [title, ...path].filter((entry): entry is string => entry !== null && entry !== '')
  const distinct = titles.filter((entry, index) => titles.indexOf(entry) === index && !text.startsWith(entry))
  return [...distinct.map((_, from) => distinct.slice(from).join(' › ')), '']
}

/** The head row of the table that a chunk begins in the middle of, or an empty string. */
export function tableHead(text: string, blocks: Block[], range: TextRange): string {
  let index = blocks.findIndex((block) => block.end > range.start)
  const first = blocks[index]
  if (first?.kind !== 'table-row') return ''
  while (blocks[index - 1]?.kind === 'table-row') index -= 1
  const head = blocks[index]
  return head === undefined || head === first ? '' : text.slice(head.start, head.end)
}
