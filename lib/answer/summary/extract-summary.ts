import { buildSummary, escapeQuote, exactSentence } from './build-summary'
import { centralSentences } from './central-sentences'
import type { SummaryDependencies, SummaryRequest, SummaryStep } from './summary-parts'

/** A document's own most central sentences, in its own order. Yields the progress of both walks over its chunks. */
export async function* extractSummary(dependencies: SummaryDependencies, request: SummaryRequest): AsyncGenerator<SummaryStep> {
  const total = request.chunkCount * 2
  yield { type: 'progress', done: 0, total }
  const sentences = await centralSentences(dependencies, request, { count: summaryLength(request.chunkCount) })
  yield { type: 'progress', done: total, total }
  const cited = sentences.map((sentence) => exactSentence(escapeQuote(sentence.text), sentence, sentence.text))
  yield { type: 'end', answer: buildSummary('extractive', cited), modelName: null }
}

/** Three sentences of a note, twelve of a book. */
export function summaryLength(chunkCount: number): number {
  return Math.max(3, Math.min(12, Math.round(2 + 1.5 * Math.log2(chunkCount + 1))))
}
