import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type ClaimPair, passageOf } from './claim-pair'
import { WordIndex } from './nearest-by-words'

/*
 * Pairs of SciFact's claims with what its annotators marked. Attributable: a claim with the sentences that support it, and with the whole
 * abstract that holds them. Not: with sentences or an abstract that contradict it, with the supporting abstract less the supporting
 * sentences, with the abstract that is nearest by words among those nobody marked, and, with a number in it changed, with its own support.
 */

const documentSchema = z.object({ id: z.string(), title: z.string(), sentences: z.array(z.string()) })
const evidenceSchema = z.object({ label: z.enum(['SUPPORT', 'CONTRADICT']), sets: z.array(z.array(z.number())) })
const claimSchema = z.object({ id: z.string(), text: z.string(), evidence: z.record(z.string(), evidenceSchema) })
type Document = z.infer<typeof documentSchema>
type Claim = z.infer<typeof claimSchema>

export async function readScifactPairs(folder: string): Promise<ClaimPair[]> {
  const documents = new Map((await readLines(join(folder, 'corpus.jsonl'), documentSchema)).map((document) => [document.id, document]))
  const claims = await readLines(join(folder, 'queries.jsonl'), claimSchema)
  const index = new WordIndex([...documents.values()].map(({ id, title, sentences }) => ({ id, text: `${title} ${sentences.join(' ')}` })))
  return claims.flatMap((claim) => pairsOf(claim, documents, index))
}

function pairsOf(claim: Claim, documents: Map<string, Document>, index: WordIndex): ClaimPair[] {
  const judged = Object.entries(claim.evidence)
  const pairs = judged.flatMap(([id, { label, sets }]) => {
    const document = documents.get(id)
    return document === undefined ? [] : judgedPairs(claim, document, label === 'SUPPORT', sets)
  })
  const [nearest] = index.nearest(claim.text, new Set(judged.map(([id]) => id)), 1)
  const other = documents.get(nearest ?? '')
  return other === undefined || judged.length === 0 ? pairs : [...pairs, pairOf(claim, 'nearest other abstract', other, other.sentences, false)]
}

function judgedPairs(claim: Claim, document: Document, isSupport: boolean, sets: number[][]): ClaimPair[] {
  const marked = new Set(sets.flat())
  const evidence = document.sentences.filter((_, index) => sets[0]?.includes(index))
  const rest = document.sentences.filter((_, index) => !marked.has(index))
  if (!isSupport)
    return [pairOf(claim, 'contradicting sentences', document, evidence, false), pairOf(claim, 'contradicting abstract', document, document.sentences, false)]
  const altered = changeNumber(claim.text)
  return [
    pairOf(claim, 'supporting sentences', document, evidence, true),
    pairOf(claim, 'supporting abstract', document, document.sentences, true),
    ...(rest.length === 0 ? [] : [pairOf(claim, 'abstract less its support', document, rest, false)]),
    ...(altered === null ? [] : [pairOf({ ...claim, text: altered }, 'number changed', document, document.sentences, false)]),
  ]
}

function pairOf(claim: Claim, kind: string, document: Document, sentences: string[], isAttributable: boolean): ClaimPair {
  return { set: 'scifact', group: claim.id, kind, claim: claim.text, passages: [passageOf(document.id, document.title, sentences.join(' '))], isAttributable }
}

/** The first number that stands by itself, made larger by about a third; null without one. */
function changeNumber(text: string): string | null {
  const match = /(?<![\p{L}\d.-])\d+(?:\.\d+)?(?![\p{L}\d-])/u.exec(text)
  if (match === null) return null
  const changed = String(Math.round((Number(match[0]) * 1.3 + 1) * 10) / 10)
  return text.slice(0, match.index) + changed + text.slice(match.index + match[0].length)
}

async function readLines<Line>(path: string, schema: z.ZodType<Line>): Promise<Line[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '')
  return lines.map((line) => schema.parse(JSON.parse(line)))
}
