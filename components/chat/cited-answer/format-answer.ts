import type { Answer } from '@/lib/domain/answer'
import { findCitationMarks } from '@/lib/domain/find-citation-marks'

interface Labels {
  sources: string
  page: (page: number) => string
}

/** Numbers of the sources that the text cites, in order of first appearance. */
export function citedNumbers(text: string): number[] {
  return [...new Set(findCitationMarks(text).map((mark) => mark.number))]
}

/** An answer as plain text for the clipboard: its words with their marks, then the cited sources with file, page and section. */
export function formatAnswer(answer: Answer, labels: Labels): string {
  const cited = citedNumbers(answer.text).flatMap((number) => answer.sources.find((source) => source.number === number) ?? [])
  if (cited.length === 0) return answer.text
  const lines = cited.map((source) => {
    const details = [source.source, source.page === null ? '' : labels.page(source.page), source.section].filter(Boolean)
    return `[${source.number}] ${details.join(', ')}`
  })
  return `${answer.text}\n\n${labels.sources}\n${lines.join('\n')}`
}
