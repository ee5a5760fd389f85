import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { decodeText } from '../text/decode-text'
import { buildDocument, draft } from '../text/document-builder'

/** Plain text: empty lines part paragraphs, line breaks inside a paragraph stay. */
export async function readText(bytes: Uint8Array): Promise<NormalizedDocument> {
  const text = decodeText(bytes).replace(/\r\n?/g, '\n')
  return buildDocument(
    text.split(/\n(?:[^\S\n]*\n)+/).map((paragraph) => draft('paragraph', paragraph)),
    null,
  )
}
