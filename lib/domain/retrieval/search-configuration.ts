import type { Passage, PassageFilter } from '../passage'

/** Which sides take part: `automatic` chooses by the question's language and the embedding model. */
export const searchSides = ['automatic', 'dense', 'lexical', 'both'] as const
export type SearchSides = (typeof searchSides)[number]

/** One way of searching, as it can be tried and measured in the lab. */
export interface SearchConfiguration {
  sides: SearchSides
  /** Share of the dense side in the fusion, 0 to 1; null for the share that was measured for the language and the model. */
  denseShare: number | null
  /** A cross-encoder orders the first passages anew; has no effect where no reranker is installed. */
  reranks: boolean
  filter: PassageFilter
}

/** How every question of the chat is searched. */
export const standardConfiguration: SearchConfiguration = { sides: 'automatic', denseShare: null, reranks: true, filter: {} }

/** Place and score within one side's list. `rank` counts from 1. */
export interface RankedScore {
  rank: number
  score: number
}

/** A term of the question in a passage: what it adds to the lexical score. */
export interface TermWeight {
  /** As it stands in the index: stemmed, or a pair of syllables. */
  term: string
  weight: number
}

/** A hit and how it came to its place. Null where a side did not take part or did not find it among the first hundred. */
export interface ExplainedHit {
  passage: Passage
  rank: number
  dense: RankedScore | null
  lexical: (RankedScore & { terms: TermWeight[] }) | null
  fused: RankedScore | null
  reranked: RankedScore | null
}

export interface ExplainedSearch {
  hits: ExplainedHit[]
  /** What `automatic` came to. */
  sidesUsed: Exclude<SearchSides, 'automatic'>
  denseShareUsed: number | null
  /** Name of the reranker that took part, or null. */
  reranker: string | null
  /** Milliseconds by stage. */
  timing: { embed: number; retrieve: number; rerank: number; total: number }
}
