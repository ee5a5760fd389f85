import type { DataSet, EvaluationDocument } from '../data-set'

/** Ids of different sets may be equal; in one collection they must not be. */
function idIn(set: DataSet, id: string): string {
  return `${set.name}-${id}`
}

/** The documents of all sets, for one collection. */
export function mixDocuments(sets: DataSet[]): EvaluationDocument[] {
  return sets.flatMap((set) => set.documents.map((document) => ({ ...document, id: idIn(set, document.id) })))
}

/** A set's own questions, for a collection that holds the documents of others as well. */
export function questionsAmongOthers(set: DataSet): DataSet {
  const relevance: DataSet['relevance'] = new Map()
  for (const [query, judged] of set.relevance) relevance.set(query, new Map([...judged].map(([document, grade]) => [idIn(set, document), grade])))
  return { ...set, relevance }
}
