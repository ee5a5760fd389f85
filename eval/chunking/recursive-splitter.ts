import type { TokenCounter } from '@/lib/domain/ports/token-counter'
import type { CharacterRange } from './range-metrics'

/** Coarse to fine: paragraph, line, sentence mark, word, character; those of Chroma's RecursiveTokenChunker. */
const separators = ['\n\n', '\n', '.', '?', '!', ' ', '']

/**
 * The plain splitter everybody starts with (LangChain's RecursiveCharacterTextSplitter, counted in tokens, no overlap), the baseline
 * of the comparison: cut at the coarsest separator there is, cut what is still too long at the next finer one, then join neighbours while they fit.
 */
export function splitRecursively(text: string, maxTokens: number, tokens: TokenCounter): CharacterRange[] {
  const count = (range: CharacterRange) => tokens.count(text.slice(range.start, range.end))
  return splitAt(text, { start: 0, end: text.length }, 0, { maxTokens, count })
    .map((range) => trim(text, range))
    .filter(({ start, end }) => end > start)
}

interface Size {
  maxTokens: number
  count(range: CharacterRange): number
}

function splitAt(text: string, range: CharacterRange, level: number, size: Size): CharacterRange[] {
  const found = separators.findIndex((separator, index) => index >= level && text.slice(range.start, range.end).includes(separator))
  const separator = separators[found] ?? ''
  const chunks: CharacterRange[] = []
  let fitting: CharacterRange[] = []
  for (const part of partsAt(text, range, separator)) {
    if (size.count(part) < size.maxTokens) {
      fitting.push(part)
      continue
    }
    chunks.push(...joinWhileFitting(fitting, size))
    fitting = []
    if (separator === '') chunks.push(part)
    else chunks.push(...splitAt(text, part, found + 1, size))
  }
  return [...chunks, ...joinWhileFitting(fitting, size)]
}

/** Each part begins with its separator. */
function partsAt(text: string, range: CharacterRange, separator: string): CharacterRange[] {
  const starts: number[] = [range.start]
  const step = Math.max(1, separator.length)
  for (let at = text.indexOf(separator, range.start + 1); at !== -1 && at < range.end; at = text.indexOf(separator, at + step)) starts.push(at)
  return starts.map((start, index) => ({ start, end: starts[index + 1] ?? range.end }))
}

function joinWhileFitting(parts: CharacterRange[], size: Size): CharacterRange[] {
  const joined: CharacterRange[] = []
  let tokensSoFar = 0
  for (const part of parts) {
    const partTokens = size.count(part)
    const last = joined.at(-1)
    if (last !== undefined && tokensSoFar + partTokens <= size.maxTokens) {
      last.end = part.end
      tokensSoFar += partTokens
    } else {
      joined.push({ ...part })
      tokensSoFar = partTokens
    }
  }
  return joined
}

function trim(text: string, range: CharacterRange): CharacterRange {
  const part = text.slice(range.start, range.end)
  return { start: range.start + part.length - part.trimStart().length, end: range.end - part.length + part.trimEnd().length }
}
