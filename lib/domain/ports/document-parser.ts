import type { Chunk, ChunkStrategy } from '../chunk'
import type { DocumentFormat } from '../document'
import type { LanguageCode } from '../language'
import type { NormalizedDocument } from '../normalized-document'

export interface ParseRequest {
  path: string
  format: DocumentFormat
  /** The document's label; its base name stands in for a missing title. */
  source: string
  chunking: ChunkingSettings
  /** Folder with tesseract's language files; without it nothing is recognised in pictures. */
  recognitionPath?: string
}

export interface ChunkingSettings {
  /** Upper bound of `Chunk.tokenCount` for chunks in a served language; at most the model's `maxTokens`. */
  maxTokens: number
  /** Folder with the embedder's tokenizer.json and tokenizer_config.json. */
  tokenizerPath: string
  /**
   * Languages the embedder searches well in. Chunks in another language are found lexically alone: they are bounded by
   * `maxCharacters`, and the embedder cuts what it cannot read. Missing: every language is served.
   */
  servedLanguages?: LanguageCode[]
  /** Default `topics`. */
  strategy?: ChunkStrategy
  /** Upper bound of a chunk's length in a language that is not served. Default 800. */
  maxCharacters?: number
}

export interface ParsedDocument {
  document: NormalizedDocument
  chunks: Chunk[]
  language: LanguageCode
}

/** Told at the beginning of a stage, and again with every page done of a file that has pages. */
export type OnParseStage = (stage: 'reading' | 'chunking', progress?: { done: number; total: number }) => void

/**
 * Reads and cuts one file in a separate process with limits on memory, time and output.
 * Errors: unsupported_type, undecodable_text, empty_document, damaged_file, password_required, parse_time_exceeded,
 * parse_memory_exceeded, parse_output_exceeded, parser_crashed, original_missing, cancelled.
 */
export interface DocumentParser {
  parse(request: ParseRequest, options?: { signal?: AbortSignal; onStage?: OnParseStage }): Promise<ParsedDocument>
  close(): Promise<void>
}
