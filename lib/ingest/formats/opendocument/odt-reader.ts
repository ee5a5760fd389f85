import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument } from '../../text/document-builder'
import { readOpenDocumentBlocks } from './opendocument-blocks'
import { openOpenDocument } from './opendocument-package'

/** ODT: the outline of the text, its lists and tables; footnotes follow the paragraph they belong to. */
export async function readOdt(bytes: Uint8Array): Promise<NormalizedDocument> {
  const { body, title, metadata, styles } = await openOpenDocument(bytes, 'text')
  const file = { styles, hiddenCharacters: 0 }
  const drafts = readOpenDocumentBlocks(body, file)
  const firstHeading = drafts.find((block) => block.level === 1)?.parts[0]?.text
  return buildDocument(drafts, title ?? firstHeading ?? null, { metadata, hiddenCharacters: file.hiddenCharacters })
}
