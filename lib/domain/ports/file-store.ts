import type { NormalizedDocument } from '../normalized-document'

/** Original files by the sha256 of their bytes, and the normalized text made from them. Errors: storage_failed, original_missing. */
export interface FileStore {
  /** Writes the bytes atomically and durably; the same bytes are kept once. Errors: payload_too_large past `maxBytes`. */
  putOriginal(content: AsyncIterable<Uint8Array>, options: { maxBytes: number }): Promise<{ contentHash: string; byteSize: number }>
  /** Absolute path of an original, for the parser process. Errors: original_missing. */
  originalPath(contentHash: string): Promise<string>
  readOriginal(contentHash: string): Promise<{ stream: ReadableStream<Uint8Array>; byteSize: number }>
  deleteOriginal(contentHash: string): Promise<void>
  putNormalized(documentId: string, version: number, document: NormalizedDocument): Promise<void>
  readNormalized(documentId: string, version: number): Promise<NormalizedDocument>
  /** Removes every version's normalized text of a document. */
  deleteNormalized(documentId: string): Promise<void>
}
