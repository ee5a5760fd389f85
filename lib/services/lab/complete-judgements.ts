import { AppError } from '@/lib/domain/app-error'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'
import { createLibraryReader, type LabParts } from './lab-parts'

/**
 * Judgements with what finds them again later: the document's id and source as they are now, and for a range the text that stands
 * there, which is taken from the document and not from the caller. One whose document is not in the library stays as it is.
 * Errors: invalid_request when a range is not within the document.
 */
export async function completeJudgements(parts: LabParts, judgements: TestJudgement[]): Promise<TestJudgement[]> {
  const reader = createLibraryReader(parts)
  const complete: TestJudgement[] = []
  for (const judgement of judgements) {
    const document = await reader.findDocument(judgement)
    const identity = document === null ? {} : { documentId: document.id }
    const { start, end } = judgement
    if (start === null || end === null) {
      complete.push({ ...judgement, ...identity, start: null, end: null, text: null })
      continue
    }
    const text = document === null ? null : await reader.readText(document.id)
    if (text !== null && (start >= end || end > text.length)) throw new AppError('invalid_request', 'A range is not within its document')
    complete.push({ ...judgement, ...identity, text: text === null ? judgement.text : text.slice(start, end) })
  }
  return complete
}
