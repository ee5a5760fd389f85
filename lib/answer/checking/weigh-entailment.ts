import type { EntailmentJudge } from '@/lib/domain/ports/models/entailment-judge'
import type { CheckedSource, SourceSentence } from './source-sentences'

/*
 * What an NLI cross-encoder makes of a sentence and the places it may rest on: the nearest sentence alone, the same with what stands around
 * it, and with the second nearest, since one sentence of an answer often puts two of a source together. The surest word for it
 * counts, and the surest word against it as far as nothing speaks for it.
 */

/** 0 to 1 each. */
export interface WeighedEntailment {
  entailment: number
  contradiction: number
}

/** A sentence waits so long for its verdict at most; its text waits for nothing. */
const budgetMilliseconds = 600

/** `nearest` best first. Null where nothing was read. Errors: those of the judge. */
export async function weighEntailment(
  judge: Pick<EntailmentJudge, 'judge'>,
  claim: string,
  { nearest, sources }: { nearest: SourceSentence[]; sources: CheckedSource[] },
  signal?: AbortSignal,
): Promise<WeighedEntailment | null> {
  const [best, second] = nearest
  if (best === undefined) return null
  const premises = [best.embeddingText, withNeighbours(best, sources), ...(second === undefined ? [] : [`${best.embeddingText} ${second.embeddingText}`])]
  const judged = (await judge.judge(claim, [...new Set(premises)], { budgetMilliseconds, signal })).filter((one) => one !== null)
  if (judged.length === 0) return null
  const entailment = Math.max(...judged.map((one) => one.entailment))
  return { entailment, contradiction: Math.max(...judged.map((one) => one.contradiction)) * (1 - entailment) }
}

function withNeighbours(sentence: SourceSentence, sources: CheckedSource[]): string {
  const all = sources.find(({ number }) => number === sentence.sourceNumber)?.sentences ?? [sentence]
  const at = all.findIndex(({ start }) => start === sentence.start)
  return all
    .slice(Math.max(0, at - 1), at + 2)
    .map(({ text }) => text)
    .join(' ')
}
