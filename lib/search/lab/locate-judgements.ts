import type { DocumentRecord } from '@/lib/domain/document'
import type { TestJudgement } from '@/lib/domain/retrieval/test-set'

/*
 * Finds again what a judgement points to. A document is known by its id, else by its source: one that was deleted and
 * uploaded anew has another id. A range is where it was when its text still stands there; when the document was read anew and its
 * text moved, it is the nearest place with the same text, spaces and line breaks apart. Nothing is ever guessed: a judgement
 * that cannot be found stays, can be met by no hit, and so lowers the scores, which a person should see.
 */

export interface LibraryReader {
  findDocument: (judgement: Pick<TestJudgement, 'documentId' | 'source'>) => Promise<Pick<DocumentRecord, 'id'> | null>
  /** The normalized text that the index was made from; null when there is none. */
  readText: (documentId: string) => Promise<string | null>
}

/** A judgement as it can be compared with hits. `documentId` null: it was not found. `start` null: the whole document. */
export interface LocatedJudgement {
  documentId: string | null
  start: number | null
  end: number | null
  grade: number
}

/** In the order of `judgements`. Errors: those of `reader`. */
export async function locateJudgements(reader: LibraryReader, judgements: TestJudgement[]): Promise<LocatedJudgement[]> {
  const located: LocatedJudgement[] = []
  for (const judgement of judgements) located.push(await locate(reader, judgement))
  return located
}

async function locate(reader: LibraryReader, judgement: TestJudgement): Promise<LocatedJudgement> {
  const { start, end, text, grade } = judgement
  const nowhere = { documentId: null, start, end, grade }
  const document = await reader.findDocument(judgement)
  if (document === null) return nowhere
  if (start === null || end === null) return { documentId: document.id, start: null, end: null, grade }
  if (text === null) return { documentId: document.id, start, end, grade }
  const place = findPlace((await reader.readText(document.id)) ?? '', text, start)
  return place === null ? nowhere : { documentId: document.id, ...place, grade }
}

/** Where `wanted` stands in `text`, the place nearest to `near`; null when it does not. Empty texts stand nowhere. */
export function findPlace(text: string, wanted: string, near: number): { start: number; end: number } | null {
  if (wanted.trim() === '') return null
  if (text.startsWith(wanted, near)) return { start: near, end: near + wanted.length }
  const pattern = new RegExp(wanted.trim().split(/\s+/u).map(escapePattern).join('\\s+'), 'gu')
  let nearest: { start: number; end: number } | null = null
  for (const match of text.matchAll(pattern)) {
    const place = { start: match.index, end: match.index + match[0].length }
    if (nearest === null || Math.abs(place.start - near) < Math.abs(nearest.start - near)) nearest = place
  }
  return nearest
}

function escapePattern(word: string): string {
  return word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}
