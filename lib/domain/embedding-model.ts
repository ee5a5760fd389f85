import type { LanguageCode } from './language'

/** What the rest of Docent needs to know of an embedding model; the manifest in `lib/models` holds the files as well. */
export interface EmbeddingModel {
  /** For example "Xenova/all-MiniLM-L6-v2". */
  id: string
  /** Short name that is safe in a collection name: [a-z0-9-]. */
  slug: string
  dimensions: number
  /** Tokens the model reads at most, special tokens included; longer input would be cut. */
  maxTokens: number
  /** Languages it is known to search well in. For any other the search is lexical alone. */
  languages: LanguageCode[]
  /**
   * What its cosines count beside the lexical score, 0 to 1, as measured on questions in its languages; even when missing. Not a mark
   * of how good it is: a model whose cosines lie close together (.75 to .95, say) needs more for the same say.
   */
  denseShare?: number
}
