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
 * the words found decide (`judge-evidence.ts`). Decisions 020 and 030.
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

/** What the passages are worth as an answer. */
export interface WeighedPassages {
  /** By how much the evidence is enough to quote, below 0 when it is not; only its sign can be compared between models. */
  margin: number
  /** The cosine of each sentence that was compared with the question; null where none were. */
  cosines: ReadonlyMap<ScoredUnit, number> | null
}

/** Errors: those of the comparison. */
export async function weighPassages(sources: EvidenceSources): Promise<WeighedPassages> {
  const { question, passages, scored, similarity, meaning, extractTerms, signal } = sources
  if (scored.length === 0) return { margin: Number.NEGATIVE_INFINITY, cosines: null }
  const byWords = supportMargin(measureEvidence(question, passages, scored, extractTerms), similarity)
  const model = meaning === undefined ? undefined : evidenceModels[meaning.modelId]
  const sentences = sentencesToCompare(scored.filter(({ passageRank }) => passageRank < passagesAtMost))
  if (meaning === undefined || model === undefined || similarity === null || sentences.length === 0) return { margin: byWords, cosines: null }
  const compared = await meaning.compare(
    question,
    sentences.map(({ text }) => text),
    signal,
  )
  // Another model took over while it compared: its cosines mean something else.
  if (compared === null || compared.modelId !== meaning.modelId) return { margin: byWords, cosines: null }
  const features = measureFeatures({ question, passages: passages.slice(0, passagesAtMost), sentences, cosines: compared.cosines, extractTerms })
  const cosines = new Map(sentences.map(({ scored: one }, index) => [one, compared.cosines[index] ?? 0]))
  return { margin: weighEvidence(model, features) - model.limit, cosines }
}

/** The margin alone. */
export async function evidenceMargin(sources: EvidenceSources): Promise<number> {
  return (await weighPassages(sources)).margin
}
