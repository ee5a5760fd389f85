import { z } from 'zod'
import type { EnginePage } from '../engine/engine-document'
import { type TextItem, toTextItem } from '../engine/text-items'
import { chooseHidden } from './choose-hidden'
import { measureItems } from './measure-items'
import { type EngineFont, readPaintedLetters } from './painted-letters'

const firstPaint = 20
const lastPaint = 27
const constructPath = 91
const engineFont = z.object({ vertical: z.boolean().catch(false), fontMatrix: z.array(z.number()).catch([0.001]) })

/**
 * The text of a page that can be seen, in the order of the page's program, with the place of each letter, and how many letters
 * were left out. Where the operators cannot be read, the text is what the engine says, unmeasured. A page without text is not asked for
 * them: a pattern that paints itself makes the engine list operators without end, and text is the only thing that could be hidden.
 */
export async function readText(page: EnginePage): Promise<{ items: TextItem[]; hiddenCharacters: number }> {
  const viewport = page.getViewport({ scale: 1 })
  const content = await page.getTextContent()
  if (content.items.length === 0) return { items: [], hiddenCharacters: 0 }
  const operators = await page.getOperatorList({ annotationMode: 0 }).catch(() => null)
  if (operators === null) return { items: content.items.flatMap((item) => toTextItem(item, content.styles, viewport)), hiddenCharacters: 0 }
  const [left = 0, bottom = 0, right = 0, top = 0] = page.view
  const letters = readPaintedLetters(operators, { left, bottom, right, top }, fontReader(page))
  const hidden = chooseHidden(letters, paintsShapes(operators))
  const items = measureItems(content.items, letters, hidden)
  return { items: items.flatMap(({ item, edges }) => toTextItem(item, content.styles, viewport, edges)), hiddenCharacters: hidden.size }
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
