import type { NormalizedDocument } from '@/lib/domain/normalized-document'

/** What a reader of pages and pictures may use besides the bytes. */
export interface ReadingContext {
  /** Folder with tesseract's language files; without it nothing is recognised in pictures. */
  recognitionPath?: string
  /** To be told before the first page and after each: a file with many pages is given more time, as long as pages get done. */
  onPages?: (pages: { done: number; total: number }) => void
}

/**
 * Reads one format. Takes the whole file: it runs in the parser process, whose memory is limited.
 * Errors: undecodable_text, damaged_file, password_required. A document with no text comes back with no blocks.
 */
export type DocumentReader = (bytes: Uint8Array, context: ReadingContext) => Promise<NormalizedDocument>
