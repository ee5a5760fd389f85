import type { Passage } from '@/lib/domain/passage'
import { supportMargin } from '../quotes/judge-evidence'
import { measureEvidence } from '../quotes/measure-evidence'
import type { ExtractTerms, ScoredUnit } from '../quotes/score-units'
import { measureFeatures } from './evidence-features'
import { evidenceModels } from './evidence-models'
import { sentencesToCompare } from './sentences-to-compare'
import { weighEvidence } from './weigh-evidence'

/*
 * Whether the passages found seem to answer the question. Where the meaning of sentences can be compared by a model that was measured, a
 * small logistic model decides (`evidence-models.ts`, made by `npm run eval:evidence`); elsewhere, as for Korean with the default model,
 * the words found decide (`judge-evidence.ts`). Decision 020.
 */

/** Compares texts with a question by the embedding model that answers. */
export interface MeaningComparison {
  modelId: string
  /** Cosines in the order of the texts. Null where the model does not serve the question's language. */
  compare(question: string, texts: string[], signal?: AbortSignal): Promise<{ modelId: string; cosines: number[] } | null>
}

/** The models are fitted to so many; more of them would only be worse ones. */
const passagesAtMost = 8

export interface EvidenceSources {
  question: string
  /** Best first. */
  passages: Passage[]
  /** Best first. */
  scored: ScoredUnit[]
  /** Cosine of the nearest chunk; null where it is not known. */
  similarity: number | null
  meaning: MeaningComparison | undefined
  extractTerms: ExtractTerms
  signal?: AbortSignal
}

/** By how much the evidence is enough to quote, below 0 when it is not; only its sign can be compared between models. Errors: those of the comparison. */
export async function evidenceMargin(sources: EvidenceSources): Promise<number> {
  const { question, passages, scored, similarity, extractTerms } = sources
  if (scored.length === 0) return Number.NEGATIVE_INFINITY
  return (await marginByMeaning(sources)) ?? supportMargin(measureEvidence(question, passages, scored, extractTerms), similarity)
}

/** Null where the words have to decide. */
async function marginByMeaning({ question, passages, scored, similarity, meaning, extractTerms, signal }: EvidenceSources): Promise<number | null> {
  if (meaning === undefined || similarity === null) return null
  const model = evidenceModels[meaning.modelId]
  if (model === undefined) return null
  const sentences = sentencesToCompare(scored.filter(({ passageRank }) => passageRank < passagesAtMost))
  if (sentences.length === 0) return null
  const compared = await meaning.compare(
    question,
    sentences.map(({ text }) => text),
    signal,
  )
  // Another model took over while it compared: its cosines mean something else.
  if (compared === null || compared.modelId !== meaning.modelId) return null
  const features = measureFeatures({ question, passages: passages.slice(0, passagesAtMost), sentences, cosines: compared.cosines, similarity, extractTerms })
  return weighEvidence(model, features) - model.limit
}
