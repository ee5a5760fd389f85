import { expect } from 'vitest'
import type { ParsedDocument } from '@/lib/domain/ports/document-parser'
import { chunking } from './documents'

/** What holds for every document whatever its format. */
export function expectInvariants({ document, chunks }: ParsedDocument): void {
  expect(document.text).toBe(document.text.normalize('NFC'))
  expectOrdered(document.blocks, document.text.length)
  expectOrdered(document.pages, document.text.length)
  expectOrdered(chunks, document.text.length)
  for (const [index, chunk] of chunks.entries()) {
    expect(chunk.index).toBe(index)
    expect(chunk.text).toBe(document.text.slice(chunk.start, chunk.end))
    expect(chunk.text).toBe(chunk.text.trim())
    expect(chunk.embeddingText.endsWith(chunk.text)).toBe(true)
    expect(chunk.contentHash).toMatch(/^[0-9a-f]{64}$/)
    if (chunk.language === 'en') expect(chunk.tokenCount).toBeLessThanOrEqual(chunking.maxTokens)
    else expect(chunk.text.length).toBeLessThanOrEqual(800)
    expect(chunk.page).toBe(document.pages.find((page) => chunk.start < page.end)?.page ?? null)
    const begun = document.pages.filter((page) => chunk.start < page.start && page.start < chunk.end)
    expect(chunk.pageBreaks).toEqual(begun.map(({ page, start }) => ({ page, start })))
  }
  expect(uncovered(document.text, chunks).trim()).toBe('')
}

function expectOrdered(ranges: { start: number; end: number }[], length: number): void {
  let last = 0
  for (const range of ranges) {
    expect(range.start).toBeGreaterThanOrEqual(last)
    expect(range.end).toBeGreaterThan(range.start)
    last = range.end
  }
  expect(last).toBeLessThanOrEqual(length)
}

/** The characters of a text that no range holds. */
function uncovered(text: string, ranges: { start: number; end: number }[]): string {
  let rest = ''
  let position = 0
  for (const range of ranges) {
    rest += text.slice(position, range.start)
    position = range.end
  }
  return rest + text.slice(position)
}
