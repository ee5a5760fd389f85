import { useMemo } from 'react'
import type { TermWeight } from '@/lib/domain/retrieval/search-configuration'
import { markTerms } from './mark-terms'

/** A passage with the terms that matched; the heavier ones, by half of the heaviest, stand out more. */
export function MarkedText({ text, terms }: { text: string; terms: readonly TermWeight[] }) {
  const pieces = useMemo(() => markTerms(text, terms), [text, terms])
  const heaviest = Math.max(0, ...terms.map(({ weight }) => weight))
  let offset = 0
  return pieces.map(({ text: piece, term }) => {
    const key = offset
    offset += piece.length
    if (!term) return piece
    return (
      <mark key={key} title={`${term.term} · ${term.weight.toFixed(2)}`} className={`rounded-[3px] ${term.weight * 2 >= heaviest ? '' : 'bg-mark/50'}`}>
        {piece}
      </mark>
    )
  })
}
