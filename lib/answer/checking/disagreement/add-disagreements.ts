import type { Disagreement } from './find-disagreements'
import { type WrittenDisagreements, writeDisagreements } from './write-disagreements'

export interface AddedDisagreements {
  question: string
  found: Disagreement[]
  /** When documents were written, by their ids, where it is known: ISO dates. */
  readDates?: (documentIds: string[]) => Promise<ReadonlyMap<string, string>>
}

/** The paragraph that is put behind an answer, its break included; an empty text where nothing was found. Errors: those of `readDates`. */
export async function addDisagreements({ question, found, readDates }: AddedDisagreements): Promise<WrittenDisagreements> {
  if (found.length === 0) return { text: '', citations: [] }
  const ids = found.flatMap(({ shown, other }) => [shown, other].map(({ scored }) => scored.passage.documentId))
  const dates = (await readDates?.([...new Set(ids)])) ?? new Map<string, string>()
  const { text, citations } = writeDisagreements(question, found, dates)
  return { text: `\n\n${text}`, citations }
}
