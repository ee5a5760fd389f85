import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { decodeText } from '../../text/decode-text'
import { buildDocument } from '../../text/document-builder'
import { splitCode } from './split-code'

/** Source code and configuration files: blocks of code, indentation kept. */
export async function readCode(bytes: Uint8Array): Promise<NormalizedDocument> {
  return buildDocument(splitCode(decodeText(bytes)), null)
}
