import { AppError } from '@/lib/domain/app-error'
import type { Passage } from '@/lib/domain/passage'
import type { SearchConfiguration } from '@/lib/domain/retrieval/search-configuration'
import type { TestQuestion, TestResult, TestScores } from '@/lib/domain/retrieval/test-set'
import { judgeHits } from './judge-hits'
import { type LibraryReader, type LocatedJudgement, locateJudgements } from './locate-judgements'
import { averageScores, percentile, scoreRanking } from './ranking-metrics'

/*
 * Measures configurations of the search with questions whose right places are known, one search at a time: searches that
 * compete for two cores would say nothing of the time one takes. The configurations take turns with each question, in an order that
 * moves on by one, so that none is always the one that finds the caches cold.
 */

export interface MeasureTestSetParts extends LibraryReader {
  /** The passages, best first, and the milliseconds it took. */
  search: (query: string, topK: number, configuration: SearchConfiguration, signal: AbortSignal) => Promise<{ passages: Passage[]; milliseconds: number }>
}

export interface TestSetMeasurement {
  questions: TestQuestion[]
  configurations: SearchConfiguration[]
  signal: AbortSignal
  /** Told of the results of one question, one for each configuration, before the next is begun. */
  onResults: (results: TestResult[]) => Promise<void>
}

/** Passages asked for, so that ten different places are among them where one document has several. */
const passagesRead = 30
const hitsKept = 10

/** The scores of each configuration, in their order. Errors: cancelled; those of the parts and of `onResults`. */
export async function measureTestSet(parts: MeasureTestSetParts, measurement: TestSetMeasurement): Promise<TestScores[]> {
  const { questions, configurations, signal, onResults } = measurement
  const measured: TestResult[][] = configurations.map(() => [])
  for (const [turn, question] of questions.entries()) {
    const judgements = await locateJudgements(parts, question.judgements)
    const results: TestResult[] = []
    for (const step of configurations.keys()) {
      if (signal.aborted) throw new AppError('cancelled', 'The measurement was stopped')
      const number = (turn + step) % configurations.length
      const configuration = configurations[number]
      if (configuration) results.push(await measureQuestion(parts, question, judgements, { number, configuration, signal }))
    }
    await onResults(results)
    for (const result of results) measured[result.configuration]?.push(result)
  }
  return measured.map(summarize)
}

async function measureQuestion(
  parts: MeasureTestSetParts,
  question: TestQuestion,
  judgements: LocatedJudgement[],
  { number, configuration, signal }: { number: number; configuration: SearchConfiguration; signal: AbortSignal },
): Promise<TestResult> {
  const { passages, milliseconds } = await parts.search(question.text, passagesRead, configuration, signal)
  const { judgement, grades } = judgeHits(passages, judgements)
  const hits = passages.slice(0, hitsKept).map(({ documentId, source, start, end }, index) => ({ documentId, source, start, end, grade: grades[index] ?? 0 }))
  return { configuration: number, questionId: question.id, ...scoreRanking(judgement), milliseconds, hits }
}

function summarize(results: TestResult[]): TestScores {
  const times = results.map(({ milliseconds }) => milliseconds)
  return { ...averageScores(results), p50: percentile(times, 0.5), p95: percentile(times, 0.95) }
}
