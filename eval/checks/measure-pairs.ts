import { type ClaimFeatures, type ClaimMeasure, measureClaim } from '@/lib/answer/checking/claim-features'
import { plainClaim } from '@/lib/answer/checking/claim-sentences'
import { claimTerms } from '@/lib/answer/checking/claim-terms'
import { readSource } from '@/lib/answer/checking/source-sentences'
import { type WeighedEntailment, weighEntailment } from '@/lib/answer/checking/weigh-entailment'
import type { Embedder } from '@/lib/domain/ports/embedder'
import type { EntailmentJudge } from '@/lib/domain/ports/models/entailment-judge'
import { extractTerms } from '@/lib/search/extract-terms'
import { servesQuery } from '@/lib/search/serves-query'
import type { ClaimPair } from './claim-pair'

export interface MeasuredPair {
  pair: ClaimPair
  features: ClaimFeatures
  measure: ClaimMeasure
  /** Whether there were vectors; else the features of meaning are 0. */
  hasMeaning: boolean
  /** Cosine of the sentence and the whole passage. */
  passageCosine: number
  /** Null without an NLI model. */
  entailed: WeighedEntailment | null
}

/** The features of meaning are 0 where the embedder does not serve the claim's language. */
export async function measurePairs(
  pairs: ClaimPair[],
  embedder: Pick<Embedder, 'model' | 'embedPassages'>,
  judge: EntailmentJudge | null,
): Promise<MeasuredPair[]> {
  const measured: MeasuredPair[] = []
  for (const pair of pairs) {
    const claim = plainClaim(pair.claim)
    const sources = pair.passages.map((passage, index) => readSource(index + 1, passage, extractTerms))
    const sentences = sources.flatMap((source) => source.sentences.map(({ embeddingText }) => embeddingText))
    const texts = [claim, pair.passages.map(({ text }) => text).join('\n'), ...sentences]
    const [claimVector, passageVector, ...vectors] = servesQuery(embedder, claim) ? await embedder.embedPassages(texts) : []
    const known = claimVector === undefined ? null : { claim: claimVector, sentences: vectors }
    const measure = measureClaim({ claim, terms: claimTerms(claim, extractTerms), sources, vectors: known })
    const passageCosine =
      claimVector === undefined || passageVector === undefined ? 0 : claimVector.reduce((sum, value, index) => sum + value * (passageVector[index] ?? 0), 0)
    const entailed = judge && (await weighEntailment(judge, claim, { nearest: measure.nearest, sources }))
    measured.push({ pair, features: measure.features, measure, hasMeaning: known !== null, passageCosine, entailed })
  }
  return measured
}
