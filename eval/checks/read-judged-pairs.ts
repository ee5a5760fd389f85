import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { type ClaimPair, passageOf } from './claim-pair'

const lineSchema = z.object({ sentence: z.string(), references: z.array(z.string()), attributable: z.boolean() })

/** Sentences of answers that people have judged, one JSON object a line. */
export async function readJudgedPairs(path: string): Promise<ClaimPair[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  return lines.map((line, position) => {
    const { sentence, references, attributable } = lineSchema.parse(JSON.parse(line))
    const passages = references.map((text, index) => passageOf(`${position}-${index}`, '', text))
    const kind = attributable ? 'attributable' : 'not attributable'
    return { set: 'judged', group: String(position), kind, claim: sentence, passages, isAttributable: attributable }
  })
}
