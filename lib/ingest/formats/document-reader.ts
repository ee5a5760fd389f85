import type { NormalizedDocument } from '@/lib/domain/normalized-document'

/**
 * Reads one format. Takes the whole file: it runs in the parser process, whose memory is limited.
 * Errors: undecodable_text, damaged_file, password_required. A document with no text comes back with no blocks.
 */
export type DocumentReader = (bytes: Uint8Array) => Promise<NormalizedDocument>
