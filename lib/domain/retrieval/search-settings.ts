/** How questions are searched, as a person set it. */
export interface SearchSettings {
  /** A language model puts the question in other words, which are searched as well. */
  multiQuery: boolean
  /** A language model writes a passage as it might answer, and the search by meaning looks for that. */
  hypotheticalDocument: boolean
  /** A reranking model, where one is installed, orders what was found anew. */
  rerank: boolean
}

export const standardSearchSettings: SearchSettings = { multiQuery: false, hypotheticalDocument: false, rerank: true }
