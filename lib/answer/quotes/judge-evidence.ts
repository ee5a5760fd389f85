/*
 * What decides where no model of `../evidence` does, as for Korean with the default embedding model.
 *
 * Whether the documents speak of what is asked, from two measures: the words found (`measure-evidence.ts`) and, where the
 * embedder serves the language, how near the nearest passage comes in meaning. A short question that shares only a common word
 * with the documents passes by words and fails by meaning; one asked in other words passes by meaning. On 698 questions of XQuAD,
 * told from the same ones with their article taken out: area under the curve .968 for each alone, .991 for the sum, .991
 * with the cosine doubled.
 *
 * Limits chosen on those 698 and on 656 of KorQuAD, checked on 492 and 544 about other articles.
 */

/** Of words and meaning together. XQuAD: 1.8 % wrongly refused, 87.6 % rightly; by words alone (.45) 7.3 and 83.3 %. A limit of .85 refuses about 1.5 and 3 % more. */
const leastSupport = 0.8
/** Of words alone. KorQuAD: 3.5 % wrongly refused, 79.8 % rightly; at .5 it is 5.1 and 84.6 %, which turns away too many who could be answered. */
const leastEvidence = 0.45

/** By how much the evidence is enough, below 0 when it is not. `evidence` 0 to 1; `similarity` a cosine, null where it is not known. */
export function supportMargin(evidence: number, similarity: number | null): number {
  return similarity === null ? evidence - leastEvidence : evidence + similarity - leastSupport
}
