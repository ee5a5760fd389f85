import type { SentenceCheck } from '@/lib/domain/answer'
import { detectScriptLanguage } from '@/lib/domain/detect-script-language'
import type { Passage } from '@/lib/domain/passage'
import type { EntailmentJudge } from '@/lib/domain/ports/models/entailment-judge'
import type { ExtractTerms } from '../quotes/score-units'
import { measureClaim, shareIn } from './claim-features'
import { claimModels, wordsModel } from './claim-models'
import { type Claim, plainClaim } from './claim-sentences'
import { claimTerms } from './claim-terms'
import { judgeClaim } from './judge-claim'
import type { SentenceMeaning } from './sentence-meaning'
import { type CheckedSource, readSource, type SourceSentence } from './source-sentences'
import { type WeighedEntailment, weighEntailment } from './weigh-entailment'

/*
 * Checks the sentences of one answer against its passages, one by one, as they end. What is stated to the letter (numbers, dates, units,
 * names, quotations) must be there; for the rest a small logistic model weighs words and meaning (`claim-models.ts`). Vectors of the
 * passages' sentences are kept from one sentence of the answer to the next.
 */

export interface CheckingParts {
  extractTerms: ExtractTerms
  /** Missing: words alone decide. */
  meaning?: SentenceMeaning
  /** Missing: no NLI model is installed. */
  entailment?: Pick<EntailmentJudge, 'judge'>
}

/** A passage that shares less of an uncited sentence's words is not put behind it as its source. */
const leastShareToCite = 0.6
/** Sentences that are compared in meaning when a sentence cites nothing and all passages are searched. */
const comparedAtMost = 24

export class ClaimChecker {
  private readonly sources: CheckedSource[]
  private readonly vectors = new Map<string, Float32Array>()

  /** `passages` in the order of their numbers, from 1. */
  constructor(
    private readonly parts: CheckingParts,
    passages: Passage[],
  ) {
    this.sources = passages.map((passage, index) => readSource(index + 1, passage, parts.extractTerms))
  }

  /** The number of the passage an uncited sentence most likely rests on, by words alone, so that nothing has to wait; null when none is near. */
  findSource(sentence: string): number | null {
    const terms = new Set(claimTerms(plainClaim(sentence), this.parts.extractTerms))
    if (terms.size === 0) return null
    const shares = this.sources.map(({ number, terms: inPassage, sentences }) => {
      const inSentence = Math.max(0, ...sentences.map(({ placedTerms }) => shareIn(terms, placedTerms)))
      return { number, share: (shareIn(terms, inPassage) + inSentence) / 2 }
    })
    const best = shares.reduce((one, other) => (other.share > one.share ? other : one), { number: 0, share: 0 })
    return best.share >= leastShareToCite ? best.number : null
  }

  /** `text` is the answer's so far. Never fails but by `cancelled`: without the embedder, words decide. */
  async check(text: string, claim: Claim, signal?: AbortSignal): Promise<SentenceCheck> {
    const plain = plainClaim(text.slice(claim.start, claim.end))
    const terms = claimTerms(plain, this.parts.extractTerms)
    const cited = this.sources.filter(({ number }) => claim.marks.includes(number))
    const sources = cited.length > 0 ? cited : nearestOf(this.sources, terms)
    const vectors = await this.embed(plain, sources, signal)
    const measure = measureClaim({ claim: plain, terms, sources, vectors })
    const model = vectors === null ? wordsModel : (claimModels[this.parts.meaning?.modelId ?? ''] ?? wordsModel)
    const isOtherLanguage = vectors === null && sources.length > 0 && sources.every((source) => languageOf(source) !== detectScriptLanguage(plain))
    const entailed = await this.weighEntailment(plain, { nearest: measure.nearest, sources }, signal)
    return { start: claim.start, end: claim.end, ...judgeClaim(measure, model, { hasMarks: cited.length > 0, isOtherLanguage, entailed }) }
  }

  private async weighEntailment(
    plain: string,
    among: { nearest: SourceSentence[]; sources: CheckedSource[] },
    signal?: AbortSignal,
  ): Promise<WeighedEntailment | null> {
    const { entailment } = this.parts
    try {
      return entailment === undefined ? null : await weighEntailment(entailment, plain, among, signal)
    } catch (error) {
      // As with vectors: the verdict is then that of words and meaning.
      if (signal?.aborted) throw error
      return null
    }
  }

  private async embed(plain: string, sources: CheckedSource[], signal?: AbortSignal): Promise<{ claim: Float32Array; sentences: Float32Array[] } | null> {
    const { meaning } = this.parts
    if (meaning === undefined || claimModels[meaning.modelId] === undefined) return null
    const sentences = sources.flatMap((source) => source.sentences.map(({ embeddingText }) => embeddingText))
    const missing = [...new Set(sentences.filter((sentence) => !this.vectors.has(sentence)))]
    try {
      const embedded = await meaning.embed(plain, missing, signal)
      if (embedded === null) return null
      for (const [index, vector] of embedded.texts.entries()) this.vectors.set(missing[index] ?? '', vector)
      return { claim: embedded.claim, sentences: sentences.map((sentence) => this.vectors.get(sentence) ?? new Float32Array(embedded.claim.length)) }
    } catch (error) {
      // A check must not cost the answer that it checks: without vectors the words decide. A stop is not a failure.
      if (signal?.aborted) throw error
      return null
    }
  }
}

/** Of all passages only the sentences that share most words, so that a sentence without marks costs no more than one with them. */
function nearestOf(sources: CheckedSource[], terms: string[]): CheckedSource[] {
  const known = new Set(terms)
  const shares = new Map(sources.flatMap(({ sentences }) => sentences).map((sentence) => [sentence, shareIn(known, sentence.placedTerms)]))
  const limit = [...shares.values()].sort((left, right) => right - left)[comparedAtMost - 1] ?? 0
  return sources.map((source) => ({
    ...source,
    sentences: source.sentences.filter((sentence) => (shares.get(sentence) ?? 0) >= limit).slice(0, comparedAtMost),
  }))
}

function languageOf({ texts }: CheckedSource): string {
  return detectScriptLanguage(texts.at(-1) ?? '')
}
