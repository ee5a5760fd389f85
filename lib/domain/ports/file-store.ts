import type { NormalizedDocument } from '../normalized-document'

export interface PutOriginalOptions {
  maxBytes: number
  /** Awaited when all bytes have come and before they can be found under their hash. */
  beforeKept?: (contentHash: string) => Promise<void>
}

/** Original files by the sha256 of their bytes, and the normalized text made from them. Errors: storage_failed, original_missing. */
export interface FileStore {
  /** Writes the bytes atomically and durably; the same bytes are kept once. Errors: payload_too_large past `maxBytes`. */
  putOriginal(content: AsyncIterable<Uint8Array>, options: PutOriginalOptions): Promise<{ contentHash: string; byteSize: number }>
  /** Absolute path of an original, for the parser process. Errors: original_missing. */
  originalPath(contentHash: string): Promise<string>
  /** The whole file, or the bytes of `part` (end exclusive, within the file). `byteSize` is that of the whole file. */
  readOriginal(contentHash: string, part?: { start: number; end: number }): Promise<{ stream: ReadableStream<Uint8Array>; byteSize: number }>
  deleteOriginal(contentHash: string): Promise<void>
  /** The content hashes of all originals. */
  listOriginals(): Promise<string[]>
  putNormalized(documentId: string, version: number, document: NormalizedDocument): Promise<void>
  readNormalized(documentId: string, version: number): Promise<NormalizedDocument>
  /** Removes every version's normalized text of a document, or all but that of `keepVersion`. */
  deleteNormalized(documentId: string, options?: { keepVersion?: number }): Promise<void>
  /** Notes durably that a document is being deleted, so that a start after a crash can finish it; `forgetDeletion` when it is done. */
  noteDeletion(documentId: string): Promise<void>
  forgetDeletion(documentId: string): Promise<void>
  /** The documents whose deletion was begun and not finished. */
  listDeletions(): Promise<string[]>
}
