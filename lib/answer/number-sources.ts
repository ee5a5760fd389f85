import type { AnswerSource, Citation } from '@/lib/domain/answer'
import type { Passage } from '@/lib/domain/passage'

const longestSnippet = 600

/** Passages in rank order become sources numbered from 1; those that are cited carry the page of their first citation. */
export function numberSources(passages: Passage[], citations: Citation[] = []): AnswerSource[] {
  return passages.map((passage, rank) => ({
    number: rank + 1,
    documentId: passage.documentId,
    source: passage.source,
    section: passage.section,
    page: citations.find(({ sourceNumber }) => sourceNumber === rank + 1)?.page ?? passage.page,
    start: passage.start,
    end: passage.end,
    score: passage.score,
    snippet: cutSnippet(passage.text),
  }))
}

function cutSnippet(text: string): string {
  if (text.length <= longestSnippet) return text
  const cut = text.slice(0, longestSnippet)
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}
