import type { Passage } from '@/lib/domain/passage'

/** A sentence and what it is said to rest on. */
export interface ClaimPair {
  set: string
  /** What is not split between learning and judging: a claim, or an article with all its questions. */
  group: string
  /** How the pair came about. */
  kind: string
  claim: string
  passages: Passage[]
  isAttributable: boolean
}

export function passageOf(id: string, title: string, text: string): Passage {
  const place = {
    documentId: id,
    version: 1,
    source: id,
    section: title,
    headingPath: title === '' ? [] : [title],
    page: null,
    pageBreaks: [],
    start: 0,
    end: text.length,
  }
  return { pointId: id, ...place, chunkIndex: 0, language: 'und', text, contentHash: '', tokenCount: 0, createdAt: '', score: 0 }
}
