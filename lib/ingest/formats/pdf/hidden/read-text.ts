import { z } from 'zod'
import type { EnginePage } from '../engine/engine-document'
import { listOperators } from '../engine/list-operators'
import { type TextItem, toTextItem } from '../engine/text-items'
import { chooseHidden, isUnderPictures } from './choose-hidden'
import { measureItems } from './measure-items'
import { findOpaquePictures } from './opaque-pictures'
import type { Box } from './painted-ground'
import { type EngineFont, type PaintedPage, readPaintedPage } from './painted-letters'

const firstPaint = 20
const lastPaint = 27
const constructPath = 91
const engineFont = z.object({ vertical: z.boolean().catch(false), fontMatrix: z.array(z.number()).catch([0.001]) })

/** What to ask when the page alone does not tell. */
export interface PageSources {
  /** The same page with its pictures read; null where there are none to be had. */
  readPictured: () => Promise<EnginePage | null>
  /** Operators are not asked for: this page has no end of them. */
  isEndless: boolean
}

/** More pictures than this on a page are not read to see what lies under them: each may take megabytes. */
const mostPictures = 20

/**
 * The text of a page that can be seen, in the order of the page's program, with the place of each letter, and how many letters
 * were left out. Where the operators cannot be read, the text is what the engine says, unmeasured. A page without text is not asked for
 * them: text is the only thing that could be hidden. Errors: `EndlessPage`.
 */
export async function readText(page: EnginePage, sources: PageSources): Promise<{ items: TextItem[]; hiddenCharacters: number }> {
  const viewport = page.getViewport({ scale: 1 })
  const content = await page.getTextContent()
  if (content.items.length === 0) return { items: [], hiddenCharacters: 0 }
  const operators = sources.isEndless ? null : await listOperators(page)
  if (operators === null) return { items: content.items.flatMap((item) => toTextItem(item, content.styles, viewport)), hiddenCharacters: 0 }
  const painted = await lookUnderPictures(readPaintedPage(operators, boxOf(page), fontReader(page)), sources)
  const hidden = chooseHidden(painted, paintsShapes(operators))
  const items = measureItems(content.items, painted.letters, hidden)
  return { items: items.flatMap(({ item, edges }) => toTextItem(item, content.styles, viewport, edges)), hiddenCharacters: hidden.size }
}

/** Where letters lie under pictures, these are read: many let through what they lie on (stamps, signatures, watermarks). */
async function lookUnderPictures(painted: PaintedPage, { readPictured }: PageSources): Promise<PaintedPage> {
  if (!isUnderPictures(painted)) return painted
  const uncovered = { ...painted, letters: painted.letters.map((letter) => ({ ...letter, under: letter.under === 'picture' ? null : letter.under })) }
  const page = painted.pictureCount > mostPictures ? null : await readPictured()
  const operators = page === null ? null : await listOperators(page)
  if (page === null || operators === null) return uncovered
  try {
    const opaque = await findOpaquePictures(page, operators)
    return readPaintedPage(operators, boxOf(page), fontReader(page), (_, args) => opaque.has(args))
  } finally {
    page.cleanup()
  }
}

function boxOf({ view: [left = 0, bottom = 0, right = 0, top = 0] }: EnginePage): Box {
  return { left, bottom, right, top }
}

function fontReader(page: EnginePage): (name: string) => EngineFont | null {
  const known = new Map<string, EngineFont | null>()
  return (name) => {
    const kept = known.get(name)
    if (kept !== undefined) return kept
    const font = readFont(page, name)
    known.set(name, font)
    return font
  }
}

/** A font that the engine could not load has no letters to follow. */
function readFont(page: EnginePage, name: string): EngineFont | null {
  try {
    const font = page.commonObjs.get(name) as { vertical?: unknown; fontMatrix?: unknown }
    return engineFont.safeParse({ vertical: font.vertical, fontMatrix: font.fontMatrix }).data ?? null
  } catch {
    return null
  }
}

function paintsShapes({ fnArray, argsArray }: { fnArray: number[]; argsArray: unknown[] }): boolean {
  return fnArray.some((code, index) => {
    const args = argsArray[index]
    const operation: unknown = Array.isArray(args) ? args[0] : null
    return code === constructPath && typeof operation === 'number' && operation >= firstPaint && operation <= lastPaint
  })
}
