import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { TokenCounter } from '@/lib/domain/ports/token-counter'

const sources = [
  'README.md',
  'coffee-roasting-notes.html',
  'rooftop-garden-guide-ko.md',
  'swtt-lectures-ko.txt',
  join('sources', 'larkmoor-observatory-handbook.html'),
  join('sources', 'seoyul-library-guide.html'),
]

/**
 * `count` texts of at most `tokens` tokens, special ones included, and nearly that many: cuts of the test documents,
 * English and Korean, that overlap where the documents are too short.
 */
export async function readSampleTexts(folder: string, counter: TokenCounter, count: number, tokens: number): Promise<string[]> {
  const contents = await Promise.all(sources.map((name) => readFile(join(folder, name), 'utf8')))
  const words = contents.flatMap((content) => content.replace(/<[^>]*>/g, ' ').split(/\s+/)).filter((word) => word !== '')
  const stride = Math.max(1, Math.floor((words.length - tokens) / count))
  return Array.from({ length: count }, (_, index) => cutText(words.slice(index * stride, index * stride + tokens), counter, tokens))
}

function cutText(words: string[], counter: TokenCounter, tokens: number): string {
  let length = 0
  let text = ''
  while (length < words.length) {
    const longer = words.slice(0, length + 1).join(' ')
    if (counter.count(longer) + counter.specialTokens > tokens) break
    text = longer
    length += 1
  }
  return text
}
