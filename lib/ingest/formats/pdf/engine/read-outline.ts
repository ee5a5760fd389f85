import { z } from 'zod'
import type { EngineDocument } from './engine-document'

/** A bookmark: the file's own word for a heading. */
export interface OutlineEntry {
  title: string
  /** From 1. */
  depth: number
  /** From 1. */
  page: number
}

const entry = z.object({ title: z.string().catch(''), dest: z.unknown(), items: z.array(z.unknown()).catch([]) })
/** More bookmarks than any book has: catalogues and drawings with one for each part. */
const mostEntries = 5000

/** Empty where the file has no outline, or a broken one: the pages are read all the same. */
export async function readOutline(document: EngineDocument): Promise<OutlineEntry[]> {
  const roots = z.array(z.unknown()).safeParse(await document.getOutline().catch(() => null)).data ?? []
  const entries: OutlineEntry[] = []
  for (const { title, dest, depth } of flatten(roots)) {
    const page = await findPage(document, dest).catch(() => null)
    if (page !== null && title.trim() !== '') entries.push({ title, depth, page })
  }
  return entries
}

/** Without recursion: a hostile outline may be nested deeper than the call stack. */
function flatten(roots: unknown[]): { title: string; dest: unknown; depth: number }[] {
  const flat: { title: string; dest: unknown; depth: number }[] = []
  const open = roots.map((item) => ({ item, depth: 1 })).reverse()
  for (let next = open.pop(); next !== undefined && flat.length < mostEntries; next = open.pop()) {
    const { depth } = next
    const { data } = entry.safeParse(next.item)
    if (data === undefined) continue
    flat.push({ title: data.title, dest: data.dest, depth })
    open.push(...data.items.map((item) => ({ item, depth: depth + 1 })).reverse())
  }
  return flat
}

async function findPage(document: EngineDocument, destination: unknown): Promise<number | null> {
  const place = typeof destination === 'string' ? await document.getDestination(destination) : destination
  const target: unknown = Array.isArray(place) ? place[0] : null
  if (typeof target === 'number') return target + 1
  return typeof target === 'object' && target !== null ? (await document.getPageIndex(target)) + 1 : null
}
