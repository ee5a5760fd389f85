import { splitSentences } from '@/lib/domain/split-sentences'
import type { DataSet } from '../data-set'
import { type ClaimPair, passageOf } from './claim-pair'

/*
 * Sentences put together from halves, as written answers put them together: attributable when both halves stand in the passage, not when
 * the second is from another passage that was found for the same question. Words are copied, which language models mostly do too.
 */

const shortest = 60
const longest = 300

export function readMixedPairs(set: DataSet): ClaimPair[] {
  const texts = new Map(set.documents.map((document) => [document.id, document]))
  return set.queries.flatMap((query) => {
    const [own, other] = query.pool.flatMap((id) => texts.get(id) ?? []).filter(({ text }) => halvesOf(text).length > 1)
    if (own === undefined || other === undefined) return []
    const [first, second] = halvesOf(own.text)
    const foreign = halvesOf(other.text)[0]
    if (first === undefined || second === undefined || foreign === undefined) return []
    const pair = { set: 'mixed', group: query.id, passages: [passageOf(own.id, own.title, own.text)] }
    return [
      { ...pair, kind: 'both halves of the passage', claim: `${first[0]} ${second[1]}`, isAttributable: true },
      { ...pair, kind: 'half of another passage', claim: `${first[0]} ${foreign[1]}`, isAttributable: false },
    ]
  })
}

function halvesOf(text: string): Array<[string, string]> {
  return splitSentences(text)
    .filter(({ start, end }) => end - start >= shortest && end - start <= longest)
    .map(({ start, end }) => {
      const words = text.slice(start, end).split(/\s+/)
      const middle = Math.ceil(words.length / 2)
      return [words.slice(0, middle).join(' '), words.slice(middle).join(' ')]
    })
}
