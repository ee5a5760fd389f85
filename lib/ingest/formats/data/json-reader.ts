import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { decodeText } from '../../text/decode-text'
import { buildDocument, draft } from '../../text/document-builder'
import { splitCode } from '../source-code/split-code'
import { type JsonValue, jsonBlocks } from './json-blocks'

/**
 * JSON and JSON Lines: each record a paragraph of `key: value` lines, so that a value is found together with the name it has. What is
 * neither (comments, trailing commas, a cut file) is still text a person wrote, and is read as code.
 */
export async function readJson(bytes: Uint8Array): Promise<NormalizedDocument> {
  const text = decodeText(bytes)
  const value = parseJson(text) ?? parseJsonLines(text)
  if (value === null) return buildDocument(splitCode(text), null)
  const drafts = [...jsonBlocks(value)]
  return buildDocument(drafts.length > 0 ? drafts : [draft('code', text)], titleOf(value))
}

function parseJson(text: string): JsonValue | null {
  try {
    return JSON.parse(text) as JsonValue
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/** One value on each line; null when any line is none. */
function parseJsonLines(text: string): JsonValue[] | null {
  const values: JsonValue[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const value = parseJson(line)
    if (value === null) return null
    values.push(value)
  }
  return values.length === 0 ? null : values
}

function titleOf(value: JsonValue): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const title = value.title ?? value.name
  return typeof title === 'string' ? title : null
}
