import type { Generator } from '@/lib/domain/ports/generator'
import { extractSummary } from './extract-summary'
import type { SummaryDependencies, SummaryRequest, SummaryStep } from './summary-parts'
import { writeSummary } from './write-summary'

/**
 * What one document says, every sentence cited: by the language model where there is one, else in its own sentences. So too where the
 * model cites nothing that can be followed: such a summary could not be checked. Errors: those of the generator, embedder and index.
 */
export async function* summarizeDocument(
  dependencies: SummaryDependencies & { generator: Generator | null },
  request: SummaryRequest,
): AsyncGenerator<SummaryStep> {
  const { generator } = dependencies
  if (generator !== null) {
    for await (const step of writeSummary({ ...dependencies, generator }, request)) {
      if (step.type === 'end' && step.answer.citations.length === 0) break
      yield step
      if (step.type === 'end') return
    }
  }
  yield* extractSummary(dependencies, request)
}
