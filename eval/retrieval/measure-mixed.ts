import type { DataSet } from '../data-set'
import type { EvaluationRig } from '../evaluation-rig'
import { measureRetrieval } from '../measure-retrieval'
import { mixDocuments, questionsAmongOthers } from './mix-sets'

export interface MixedScores {
  /** Sets whose documents lie in the one collection. */
  corpus: string[]
  /** Whose questions were asked. */
  questions: string
  /** nDCG@10 in a collection of their own documents. */
  separate: number
  mixed: number
}

/** Korean and English documents in one collection, questions in either, against the same questions on their own documents. */
export async function measureMixed(rig: EvaluationRig, sets: DataSet[], separate: ReadonlyMap<string, number>): Promise<MixedScores[]> {
  const korean = sets.find(({ name }) => name === 'korquad')
  const scores: MixedScores[] = []
  for (const english of sets.filter(({ name }) => name === 'xquad' || name === 'scifact')) {
    if (korean === undefined) continue
    const pair = [korean, english]
    const corpus = await rig.load(`mixed-${english.name}`, mixDocuments(pair), () => undefined)
    for (const set of pair) {
      const { ndcg } = await measureRetrieval(questionsAmongOthers(set), corpus)
      scores.push({ corpus: pair.map(({ name }) => name), questions: set.name, separate: separate.get(set.name) ?? 0, mixed: ndcg })
    }
  }
  return scores
}
