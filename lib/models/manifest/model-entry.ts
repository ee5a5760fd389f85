import type { EmbeddingModel } from '@/lib/domain/embedding-model'
import type { LanguageCode } from '@/lib/domain/language'
import type { Entailment } from '@/lib/domain/ports/models/entailment-judge'

/** What a file must be, byte for byte. `sha256` is lower-case hex; `bytes` is null where only the hash is known. */
export interface FileContents {
  bytes: number | null
  sha256: string
}

export interface ModelFile {
  /** Path below the model's folder, with forward slashes. */
  path: string
  /** Where the hub keeps it, when that is another path. */
  hubPath?: string
  /**
   * More than one where two sources carry the same JSON written with other line breaks. Empty where no hash is known: then what the
   * hub says of the file at its commit is checked at the first fetch and kept in `model.lock.json`.
   */
  accepted: FileContents[]
  /** For the room on disk, where no size is known. */
  approximateBytes?: number
}

/**
 * A place the files can be fetched from, tried in the order they stand in the manifest. The local folder always comes first.
 * `revision` is a commit of the hub; null where none is known: then `main` is resolved to its commit at the first fetch.
 */
export type ModelSource =
  | { kind: 'hub'; repository: string; revision: string | null }
  | { kind: 'npm'; packageSpec: string; folder: string; packageBytes: number }

/** The files of a model of any kind. */
export interface ModelFileSet {
  /** For example "Xenova/all-MiniLM-L6-v2"; its folder below the models directory has the same name. */
  id: string
  slug: string
  licence: string
  /** The weights' number format, as transformers.js names it: q8 reads model_quantized.onnx, int8 model_int8.onnx, fp32 model.onnx. */
  weights: 'q8' | 'int8' | 'fp32'
  /** The weights lie in a file of their own beside the graph (`.onnx_data`). */
  hasExternalData?: boolean
  files: ModelFile[]
  sources: ModelSource[]
}

/**
 * How a text's vector is taken from the graph: the mean of its tokens, the first token, the last one, or ready-made by the graph itself
 * (its output `sentence_embedding`).
 */
export type Pooling = 'mean' | 'cls' | 'last-token' | 'graph'

export interface EmbeddingEntry extends EmbeddingModel, ModelFileSet {
  pooling: Pooling
  normalize: boolean
  /** Put before a question or a passage when the model was trained so. */
  prefixes: { query: string; passage: string }
  /** What the model itself could read, where `maxTokens` is set lower. */
  contextTokens?: number
}

/** A model that reads two texts together. */
export interface CrossEncoderEntry extends ModelFileSet {
  /** Tokens of both texts together, special ones included. */
  maxTokens: number
  languages: LanguageCode[]
}

export interface EntailmentEntry extends CrossEncoderEntry {
  /** In the order of the graph's output. */
  labels: ReadonlyArray<keyof Entailment>
}
