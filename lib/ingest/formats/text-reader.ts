import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { decodeText } from '../text/decode-text'
import { buildDocument, type DraftBlock, draft } from '../text/document-builder'

/** Plain text: empty lines part paragraphs, line breaks inside a paragraph stay. */
export async function readText(bytes: Uint8Array): Promise<NormalizedDocument> {
  return buildDocument(textDrafts(decodeText(bytes)), null)
}

/** The paragraphs of a plain text. */
export function textDrafts(text: string): DraftBlock[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n(?:[^\S\n]*\n)+/)
    .map((paragraph) => draft('paragraph', paragraph))
}
