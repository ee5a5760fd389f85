import type { HwpDocument } from '@rhwp/core'
import { fromHtml } from 'hast-util-from-html'
import { z } from 'zod'
import type { NormalizedDocument } from '@/lib/domain/normalized-document'
import { buildDocument, type DraftBlock } from '../../text/document-builder'
import { readHtmlBlocks } from '../html/html-blocks'
import { openHangulDocument } from './open-hangul-document'

/**
 * HWP (3 and 5) and HWPX through rhwp, a layout engine for both in WebAssembly: paragraphs in order with the page each begins on, outline
 * styles as headings, tables through the library's own HTML. Left out: headers and footers, notes, text boxes, equations, pictures.
 */
export async function readHangul(bytes: Uint8Array): Promise<NormalizedDocument> {
  const document = openHangulDocument(bytes)
  try {
    const drafts: DraftBlock[] = []
    for (let section = 0; section < document.getSectionCount(); section += 1) {
      for (let paragraph = 0; paragraph < document.getParagraphCount(section); paragraph += 1) drafts.push(...readParagraph(document, section, paragraph))
    }
    return buildDocument(drafts, drafts.find((block) => block.level === 1)?.parts[0]?.text ?? null)
  } finally {
    document.free()
  }
}

const style = z.object({ name: z.string() })
const position = z.object({ page: z.number().int().min(0) })
const controls = z.array(z.number())

function readParagraph(document: HwpDocument, section: number, paragraph: number): DraftBlock[] {
  const text = document.getTextRange(section, paragraph, 0, document.getParagraphLength(section, paragraph))
  const page = position.parse(JSON.parse(document.getPageOfPosition(section, paragraph))).page + 1
  const level = headingLevel(style.parse(JSON.parse(document.getStyleAt(section, paragraph))).name)
  const own: DraftBlock = { kind: level === null ? 'paragraph' : 'heading', level, parts: [{ text, page }] }
  const count = controls.parse(JSON.parse(document.getControlTextPositions(section, paragraph))).length
  const tables = Array.from({ length: count }, (_, control) => readTable(document, section, paragraph, control, page)).flat()
  return text.trim() === '' ? tables : [own, ...tables]
}

/** The built-in styles of Hangul: 개요 1 to 10 and, in documents made from other programs, 제목 1. */
function headingLevel(styleName: string): number | null {
  const digits = /^(?:개요|제목|outline|heading)\s*(\d{1,2})$/i.exec(styleName.trim())?.[1]
  return digits === undefined ? null : Math.min(Number(digits), 6)
}

function readTable(document: HwpDocument, section: number, paragraph: number, control: number, page: number): DraftBlock[] {
  const html = controlHtml(document, section, paragraph, control)
  if (html === null || !html.includes('<table')) return []
  return readHtmlBlocks(fromHtml(html)).map((block) => ({ ...block, parts: block.parts.map((part) => ({ ...part, page })) }))
}

/** Null for a control that has no HTML: section and column settings, bookmarks, fields. The library says so by throwing a string. */
function controlHtml(document: HwpDocument, section: number, paragraph: number, control: number): string | null {
  try {
    return document.exportControlHtml(section, paragraph, '', control)
  } catch (error) {
    if (typeof error === 'string') return null
    throw error
  }
}
