import type { Message } from '../generated/client'

/** What the branches of a conversation are made of. */
export type Branching = Pick<Message, 'id' | 'parentId' | 'role'>

/**
 * The messages from the first down to `lastId`; without it, or where it names none of them, down to the newest. `rows` in the
 * order of writing: a message always comes after the one it follows, so a path never runs in a circle.
 */
export function pathTo<Row extends Branching>(rows: readonly Row[], lastId: string | null): Row[] {
  const path: Row[] = []
  const last = rows.find(({ id }) => id === lastId) ?? rows.at(-1)
  let wanted: string | null = last?.id ?? null
  for (const row of rows.toReversed()) {
    if (row.id !== wanted) continue
    path.unshift(row)
    wanted = row.parentId
  }
  return path
}

/** The ids of all of its kind that follow the same message, itself included, in the order of writing. */
export function siblingsOf(rows: readonly Branching[], message: Branching): string[] {
  return rows.filter(({ parentId, role }) => parentId === message.parentId && role === message.role).map(({ id }) => id)
}

/** The newest message that `topId` leads to; itself when nothing follows it. `rows` in the order of writing. */
export function newestBelow(rows: readonly Branching[], topId: string): string {
  const below = new Set([topId])
  let newest = topId
  for (const { id, parentId } of rows) {
    if (parentId === null || !below.has(parentId)) continue
    below.add(id)
    newest = id
  }
  return newest
}
