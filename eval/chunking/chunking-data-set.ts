import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { CharacterRange } from './range-metrics'

const querySchema = z.object({
  text: z.string(),
  corpus_id: z.string(),
  references: z.array(z.object({ content: z.string(), start_index: z.number().int(), end_index: z.number().int() })).min(1),
})

export interface ChunkingQuestion {
  text: string
  /** The wanted places, UTF-16 offsets into the corpus. */
  wanted: CharacterRange[]
}

export interface ChunkingCorpus {
  name: string
  text: string
  questions: ChunkingQuestion[]
}

/**
 * Chroma's chunking evaluation: one long text a corpus, questions with the spans that answer them. Null when the folder is not there.
 * Offsets are checked against the span's text, so a corpus that was changed on its way is noticed.
 */
export async function readChunkingCorpora(folder: string): Promise<ChunkingCorpus[] | null> {
  const names = await readdir(join(folder, 'corpora')).catch(() => null)
  if (names === null) return null
  const lines = (await readFile(join(folder, 'queries.jsonl'), 'utf8')).split('\n').filter((line) => line.trim() !== '')
  const queries = lines.map((line) => querySchema.parse(JSON.parse(line)))
  return Promise.all(
    names.sort().map(async (fileName) => {
      const name = fileName.replace(/\.md$/, '')
      const text = await readFile(join(folder, 'corpora', fileName), 'utf8')
      const toOffset = codePointOffsets(text)
      const questions = queries
        .filter((query) => query.corpus_id === name)
        .map((query) => ({ text: query.text, wanted: query.references.map((reference) => readSpan(text, reference, toOffset)) }))
      return { name, text, questions }
    }),
  )
}

function readSpan(text: string, reference: z.infer<typeof querySchema>['references'][number], toOffset: (codePoint: number) => number): CharacterRange {
  const range = { start: toOffset(reference.start_index), end: toOffset(reference.end_index) }
  if (text.slice(range.start, range.end) !== reference.content) throw new Error('a wanted span does not stand where the data set says')
  return range
}

/** The set counts in code points, JavaScript in UTF-16 units. */
function codePointOffsets(text: string): (codePoint: number) => number {
  const offsets: number[] = []
  let offset = 0
  for (const character of text) {
    offsets.push(offset)
    offset += character.length
  }
  return (codePoint) => offsets[codePoint] ?? text.length
}
