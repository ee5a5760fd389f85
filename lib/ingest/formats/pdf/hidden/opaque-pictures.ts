import { z } from 'zod'
import type { EnginePage } from '../engine/engine-document'
import { operators as known } from './follow-operator'
import type { EngineOperators } from './painted-letters'

/** The engine's kinds of picture data: one bit, three bytes or four bytes a pixel, of which the fourth tells what shows through. */
const withoutAlpha = new Set([1, 2])
const withAlpha = 3
const pictureData = z.object({ kind: z.number(), data: z.custom<Uint8Array>((value) => value instanceof Uint8Array || value instanceof Uint8ClampedArray) })
/** Of 255. */
const fullAlpha = 250
/** In milliseconds: a picture that cannot be unpacked may never come. */
const longestWait = 5_000

/** The arguments of those operators that paint a picture which lets nothing through. Masks do, and so do pictures with a mask. */
export async function findOpaquePictures(page: EnginePage, { fnArray, argsArray }: EngineOperators): Promise<Set<unknown>> {
  const opaque = new Set<unknown>()
  for (const [index, code] of fnArray.entries()) {
    const args = argsArray[index]
    if (!Array.isArray(args) || (code !== known.image && code !== known.inlineImage)) continue
    const data = code === known.inlineImage ? args[0] : await pictureOf(page, args[0])
    if (isOpaque(data)) opaque.add(args)
  }
  return opaque
}

function isOpaque(picture: unknown): boolean {
  const { data: read } = pictureData.safeParse(picture)
  if (read === undefined) return false
  if (withoutAlpha.has(read.kind)) return true
  if (read.kind !== withAlpha) return false
  for (let index = 3; index < read.data.length; index += 4) if ((read.data[index] ?? 0) < fullAlpha) return false
  return true
}

/** Pictures that several pages share begin with `g_`, and are kept for all of them. */
async function pictureOf(page: EnginePage, name: unknown): Promise<unknown> {
  if (typeof name !== 'string') return null
  const store = name.startsWith('g_') ? page.commonObjs : page.objs
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), longestWait)
  })
  try {
    return await Promise.race([new Promise<unknown>((resolve) => store.get(name, resolve)), late])
  } finally {
    clearTimeout(timer)
  }
}
