import type { StoredChunk } from '@/lib/domain/passage'
import { ClaimChecker } from '../checking/claim-checker'
import type { CitedSentence } from './build-summary'
import type { SummaryDependencies } from './summary-parts'

/**
 * Each sentence that a language model wrote with the verdict of the check that answers go through (decision 022): compared with the chunks it
 * cites, which are read again for it, since notes are kept without them. What a chunk that is gone meanwhile said is not in it.
 * Errors: those of the index; `cancelled`.
 */
export async function checkSentences(
  dependencies: Pick<SummaryDependencies, 'readChunks' | 'checking'>,
  sentences: CitedSentence[],
  signal?: AbortSignal,
): Promise<CitedSentence[]> {
  const checked: CitedSentence[] = []
  for (const sentence of sentences) {
    signal?.throwIfAborted()
    if (sentence.verdict !== undefined) {
      checked.push(sentence)
      continue
    }
    const chunks = await Promise.all(sentence.places.map(({ chunk }) => readAgain(dependencies, chunk)))
    const checker = new ClaimChecker(
      dependencies.checking,
      chunks.map((chunk) => ({ ...chunk, score: 0 })),
    )
    const marks = chunks.map((_, index) => index + 1)
    const { start: _start, end: _end, ...verdict } = await checker.check(sentence.text, { start: 0, end: sentence.text.length, marks }, signal)
    checked.push({ ...sentence, verdict })
  }
  return checked
}

async function readAgain({ readChunks }: Pick<SummaryDependencies, 'readChunks'>, kept: StoredChunk): Promise<StoredChunk> {
  const { chunks } = await readChunks(kept.documentId, { cursor: kept.chunkIndex, limit: 1 })
  return chunks.find(({ start, end }) => start === kept.start && end === kept.end) ?? kept
}
