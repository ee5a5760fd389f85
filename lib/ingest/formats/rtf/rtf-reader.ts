import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Tokenize } from 'rtf-stream-parser'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument } from '../../text/document-builder'
import { RtfProcessor } from './rtf-processor'

/**
 * RTF through rtf-stream-parser, made for mail archives and strict about code pages. Measured against it on Korean text:
 * officeparser keeps the replacement characters of Unicode escapes ("한?글?") and rtf-toolkit prints bytes, styles and pictures.
 */
export async function readRtf(bytes: Uint8Array): Promise<NormalizedDocument> {
  const processor = new RtfProcessor()
  processor.resume()
  await pipeline(Readable.from([Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)]), new Tokenize(), processor)
  processor.finish()
  const { drafts } = processor.paragraphs
  const firstHeading = drafts.find((block) => block.level === 1)?.parts[0]?.text
  return buildDocument(drafts, processor.info.title.trim() || firstHeading || null, {
    metadata: processor.info.metadata,
    hiddenCharacters: processor.hiddenCharacters,
  })
}
